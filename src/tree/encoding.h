// What must hold of a file's bytes before any reader looks at them. Internal to src/tree.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "tree/problem.h"

namespace paritylint::tree {

// The number of bytes of a UTF-8 byte-order mark at the start of `source`: 3 or 0.
std::uint32_t utf8_bom_size(std::string_view source);

// ProblemCode::wrong_encoding when `source` is UTF-16 or UTF-32, by its byte-order mark or its pattern of zero bytes.
std::optional<Problem> find_wrong_encoding(std::string_view source);

// The first byte, from `begin`, that is not UTF-8 or is a control character that neither JSON nor YAML text may hold
// (C0 without tab, LF and CR).
std::optional<Problem> find_unreadable_byte(std::string_view source, std::uint32_t begin);

}  // namespace paritylint::tree
