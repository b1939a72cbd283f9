// Message templates of rule files.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace paritylint::check {

// What a message may name. Views live as long as the call that uses them.
struct MessageValues {
  std::string_view value, key, path, kind, account, environment, atom;
};

// Replace {value} {key} {path} {kind} {account} {environment} {atom} in `text`; {{ and }} stand for braces. Values are
// made printable and cut when long.
std::string expand_message(std::string_view text, const MessageValues& values);

// The first name in braces that expand_message does not know, if any.
std::optional<std::string_view> unknown_placeholder(std::string_view text);

}  // namespace paritylint::check
