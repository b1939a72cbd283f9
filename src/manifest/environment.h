// Environment words: which words name an environment, and which environment a path belongs to.
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

// The table, in order of strictness: sandboxes first, production last.
std::span<const Environment> environments();

struct EnvironmentWord {
  base::Span span;               // in the scanned text
  std::uint8_t environment = 0;  // index into environments()
};

// The environment words in `text`: whole words between separators (- _ . / space : and the ends), parts of camel case
// (devTaskRole, AppProd), two-part spellings (pre-prod, non-prod). In order of begin.
std::vector<EnvironmentWord> find_environment_words(std::string_view text);

// The environment of a manifest as its path says it.
struct PathEnvironment {
  std::uint8_t environment = 0;
  base::Span word;  // in the path
  bool from_folder = false;
  std::string variant_key;  // the path without the word and its separator: variants of one manifest share it
};

// Nothing when no word of the file name or of a folder names an environment. The file name wins over folders, the
// nearest folder over farther ones.
std::optional<PathEnvironment> environment_of_path(std::string_view path);

}  // namespace paritylint::manifest
