// Globs of paths in which {env}, {environment} or {stage} stands for the word of an environment.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "config/config.h"
#include "manifest/environment.h"

namespace paritylint::manifest {

// The mark at the begin of `text`: "{env}"; "" when none stands there.
std::string_view environment_mark_at(std::string_view text);

// `glob` with `word` for each mark; the glob itself when it has none.
std::string with_environment(std::string_view glob, std::string_view word);

struct GlobMatch {
  bool matches = false;
  std::optional<PathEnvironment> environment;  // what stands for the mark; nothing in a glob without one

  explicit operator bool() const { return matches; }
};

// As base::glob_matches; a mark is matched by any environment word of the vocabulary.
GlobMatch match_glob(std::string_view glob, std::string_view path, const Vocabulary& vocabulary);

// True when one of the globs of a `files` key matches.
bool any_glob_matches(std::span<const std::string> globs, std::string_view path, const Vocabulary& vocabulary);

// How the portability of a root-relative path is judged; null when `config`, which keeps it, does not say.
const config::PortabilityOverride* portability_of(const config::Config& config, std::string_view path,
                                                  const Vocabulary& vocabulary);

}  // namespace paritylint::manifest
