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

// Why a reader that takes in all of a configuration, as libgit2 does, is to be kept from `text`; empty when there is no
// reason. It includes other files, or its keys, each under the whole name of its section, would fill the memory.
std::string_view why_not_read_whole(std::string_view text);

// What git takes for true: true, yes, on and numbers but 0, in any letter case.
bool is_git_true(std::string_view value);

}  // namespace paritylint::input
