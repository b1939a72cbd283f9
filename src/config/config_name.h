// Where a configuration may stand and what it must be called: a file that somebody meant as the configuration is read
// or refused, never silently ignored.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace paritylint::config {

// True when `path` (root-relative) has the configuration's name, or one that surely was meant to be it:
// paritylint.yml, .paritylint.yaml, Paritylint.yaml, parity-lint.yaml. Not paritylint.json, as a report may be called.
bool is_config_name(std::string_view path);

// The error for each of `paths` that is_config_name accepts and that was not read: a nested configuration, or one with
// a misspelt name. One line each, `path:1:1: what was expected`. `paths` are root-relative files of the root itself,
// not of repositories inside it, which are roots of their own; `read` are those that were read (Config::files).
std::optional<base::Error> misplaced_config_error(std::span<const std::string> paths,
                                                  std::span<const std::string> read);

}  // namespace paritylint::config
