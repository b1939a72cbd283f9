// Environment words: which words name an environment, and which environment a path belongs to. The words come from a
// Vocabulary.
// Words, synonyms and counts: corpus/STATS.md; patterns: DESIGN.md 6.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace paritylint::manifest {

struct Environment {
  std::string_view name;                    // canonical: "stg"
  bool strong = true;                       // unambiguous in the name of a resource (not test, live, main)
  std::span<const std::string_view> words;  // all spellings, lower case, the canonical one first
};

// The built-in table, in order of strictness: sandboxes first, production last.
std::span<const Environment> environments();

class Vocabulary;

struct EnvironmentWord {
  base::Span span;               // in the scanned text
  std::uint8_t environment = 0;  // index into the vocabulary's environments()
  bool strong = true;            // this word is unambiguous in the name of a resource
};

// The environment words in `text`: whole words between separators (- _ . / space : and the ends), parts of camel case
// (devTaskRole, AppProd), two-part spellings (pre-prod, non-prod). In order of begin, none inside another.
std::vector<EnvironmentWord> find_environment_words(std::string_view text, const Vocabulary& vocabulary);
std::vector<EnvironmentWord> find_environment_words(std::string_view text);  // of the built-in vocabulary

// What one word of a name says: environments of one base word are told apart by the digits or the colour at it.
struct NamedEnvironment {
  std::uint8_t environment = 0;  // index into the vocabulary's environments()
  std::string name;              // "prod"; "dev2", "prod-blue"
  base::Span span;               // in the name, with digits and colour
};

NamedEnvironment named_environment(std::string_view name, const EnvironmentWord& word, const Vocabulary& vocabulary);

// The environment of a manifest as its path says it.
struct PathEnvironment {
  std::uint8_t environment = 0;  // index into the vocabulary's environments()
  std::string name;              // as NamedEnvironment::name
  base::Span word;               // in the path
  bool is_strong = true;
  bool from_folder = false;
  std::string variant_key;  // the path without the word and its separator: variants of one manifest share it
};

// Nothing when no word of the file name or of a folder names an environment. The file name wins over folders, the
// nearest folder over farther ones.
std::optional<PathEnvironment> environment_of_path(std::string_view path, const Vocabulary& vocabulary);
std::optional<PathEnvironment> environment_of_path(std::string_view path);  // of the built-in vocabulary

// All that environment_of_path could choose from, its choice first; at most 8.
std::vector<PathEnvironment> environments_in_path(std::string_view path, const Vocabulary& vocabulary);

// `path` without `word` (bytes of it) and one separator beside it; where the word is a folder's, {env} stands for it.
std::string path_without_word(std::string_view path, base::Span word);

}  // namespace paritylint::manifest
