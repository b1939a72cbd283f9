// The few values of a repository's own configuration that say how its files are to be read.
//
// Only the one file is read: no includes, no user's or system's configuration, no environment variables. Lines that
// are not understood are passed over, because git itself will complain about them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace paritylint::input {

// The last value of `key` in [section] (without a subsection; both in lower case, compared in any letter case).
// Quotes, escapes, comments and continued lines are resolved; "true" for a key without '='. Nothing when it is absent.
std::optional<std::string> find_git_config_value(std::string_view text, std::string_view section, std::string_view key);

// What git takes for true: true, yes, on and numbers but 0, in any letter case.
bool is_git_true(std::string_view value);

}  // namespace paritylint::input
