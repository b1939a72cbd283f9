// UTF-8: validation, decoding, and the lengths that other tools count in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace paritylint::base {

// The offset of the first byte that is not part of a well-formed UTF-8 sequence, if any.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

struct CodePoint {
  char32_t value = 0;
  std::uint32_t size = 1;  // bytes that it occupies; 1 for a byte that is not UTF-8, whose value is U+FFFD
};

// Decode the code point at the start of `text`. Requires: !text.empty().
CodePoint decode_utf8(std::string_view text);

// Halves of a pair that stands for one code point in UTF-16; in UTF-8 they have no place.
constexpr bool is_high_surrogate(char32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
constexpr bool is_low_surrogate(char32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }
constexpr bool is_surrogate(char32_t unit) { return unit >= 0xD800 && unit <= 0xDFFF; }
constexpr char32_t from_surrogates(char32_t high, char32_t low) {
  return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

// Append `code_point` as UTF-8; a surrogate or a value beyond U+10FFFF becomes U+FFFD.
void append_utf8(std::string& out, char32_t code_point);

// True for a code point that changes how a terminal, log or page shows the text around it, or that shows nothing and so
// can hide in a name: C0 and C1 controls, DEL, bidirectional marks, embeddings, overrides and isolates, zero-width
// spaces and joiners, invisible operators, U+2028, U+2029, interlinear annotations, tags, and a byte-order mark. That
// joiners count takes emoji sequences and some words of Persian or Hindi apart, readably; one hidden in a role's name
// would be worse.
bool is_display_control(char32_t code_point);

// Length of `text` in UTF-16 code units (SARIF, LSP) and in code points.
std::size_t utf16_length(std::string_view text);
std::size_t code_point_length(std::string_view text);

// Columns that `text` takes on a terminal: 0 for combining marks, 2 for East Asian wide characters and emoji.
// Each code point counts for itself (no emoji sequences); control characters count 1, as callers escape them before.
std::size_t display_width(std::string_view text);

}  // namespace paritylint::base
