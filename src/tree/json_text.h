// The small grammar of JSON (RFC 8259): white space, literals, numbers. Internal to src/tree.
#pragma once

#include <optional>
#include <string_view>

#include "tree/node.h"

namespace paritylint::tree {

constexpr bool is_json_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

constexpr bool is_json_mark(char c) { return c == '{' || c == '}' || c == '[' || c == ']' || c == ',' || c == ':'; }

// NodeKind::integer, or NodeKind::real with a fraction or an exponent; nothing when `token` is no JSON number.
// Size and precision are not limited.
std::optional<NodeKind> json_number_kind(std::string_view token);

// The kind of a JSON scalar that is no string, or nothing when `token` is none.
std::optional<NodeKind> json_plain_kind(std::string_view token);

// What `token`, which looks like a number and is none, should have had: `a digit after "."`.
std::string_view expected_of_number(std::string_view token);

}  // namespace paritylint::tree
