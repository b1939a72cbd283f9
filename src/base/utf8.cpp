#include "base/utf8.h"

#include <algorithm>
#include <cstring>
#include <iterator>

namespace paritylint::base {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct WidthRange {
  char32_t first;
  char32_t last;
  unsigned char columns;
};

constexpr WidthRange kWidths[] = {
#include "base/width_table.inc"
};

constexpr unsigned char byte_at(std::string_view text, std::size_t index) {
  return static_cast<unsigned char>(text[index]);
}

constexpr bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// The number of ASCII bytes at the start of `text`, found eight at a time.
std::size_t ascii_prefix(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::size_t length = 0;
  while (text.size() - length >= sizeof kHighBits) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + length, sizeof word);
    if ((word & kHighBits) != 0) break;
    length += sizeof word;
  }
  while (length < text.size() && byte_at(text, length) < 0x80) ++length;
  return length;
}

// Call `visit(size)` with the length of each run of ASCII and `visit_wide(code point)` for everything else.
template <class Ascii, class Wide>
void for_each_code_point(std::string_view text, Ascii visit_ascii, Wide visit_wide) {
  while (!text.empty()) {
    const std::size_t ascii = ascii_prefix(text);
    visit_ascii(ascii);
    text.remove_prefix(ascii);
    while (!text.empty() && byte_at(text, 0) >= 0x80) {
      const CodePoint code_point = decode_utf8(text);
      visit_wide(code_point);
      text.remove_prefix(code_point.size);
    }
  }
}

std::size_t columns_of(char32_t code_point) {
  const auto range = std::ranges::lower_bound(kWidths, code_point, {}, &WidthRange::last);
  return range != std::end(kWidths) && range->first <= code_point ? range->columns : 1;
}

}  // namespace

CodePoint decode_utf8(std::string_view text) {
  constexpr CodePoint kInvalid = {kReplacement, 1};
  const unsigned char lead = byte_at(text, 0);
  if (lead < 0x80) return {lead, 1};

  // The smallest value of each length: anything below is an overlong spelling.
  std::uint32_t size = 0;
  char32_t value = 0;
  char32_t smallest = 0;
  if ((lead & 0xE0) == 0xC0) {
    size = 2, value = lead & 0x1F, smallest = 0x80;
  } else if ((lead & 0xF0) == 0xE0) {
    size = 3, value = lead & 0x0F, smallest = 0x800;
  } else if ((lead & 0xF8) == 0xF0) {
    size = 4, value = lead & 0x07, smallest = 0x10000;
  } else {
    return kInvalid;
  }
  if (text.size() < size) return kInvalid;
  for (std::uint32_t i = 1; i < size; ++i) {
    if (!is_continuation(byte_at(text, i))) return kInvalid;
    value = (value << 6) | (byte_at(text, i) & 0x3FU);
  }
  if (value < smallest || value > 0x10FFFF || is_surrogate(value)) return kInvalid;
  return {value, size};
}

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  std::size_t offset = 0;
  while (offset < text.size()) {
    offset += ascii_prefix(text.substr(offset));
    if (offset == text.size()) break;
    const CodePoint code_point = decode_utf8(text.substr(offset));
    if (code_point.size == 1) return offset;
    offset += code_point.size;
  }
  return std::nullopt;
}

void append_utf8(std::string& out, char32_t code_point) {
  if (code_point > 0x10FFFF || is_surrogate(code_point)) code_point = kReplacement;
  const auto append_tail = [&](unsigned shift) { out += static_cast<char>(0x80 | ((code_point >> shift) & 0x3F)); };
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    out += static_cast<char>(0xC0 | (code_point >> 6));
    append_tail(0);
  } else if (code_point < 0x10000) {
    out += static_cast<char>(0xE0 | (code_point >> 12));
    append_tail(6);
    append_tail(0);
  } else {
    out += static_cast<char>(0xF0 | (code_point >> 18));
    append_tail(12);
    append_tail(6);
    append_tail(0);
  }
}

bool is_display_control(char32_t code_point) {
  struct Range {
    char32_t first, last;
  };
  static constexpr Range kRanges[] = {
      {0x00, 0x1F},     {0x7F, 0x9F},     {0x061C, 0x061C}, {0x180E, 0x180E}, {0x200B, 0x200F},
      {0x2028, 0x202E}, {0x2060, 0x206F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F},
  };
  const auto* const range = std::ranges::lower_bound(kRanges, code_point, {}, &Range::last);
  return range != std::end(kRanges) && range->first <= code_point;
}

std::size_t utf16_length(std::string_view text) {
  std::size_t length = 0;
  for_each_code_point(
      text, [&](std::size_t ascii) { length += ascii; },
      [&](CodePoint code_point) { length += code_point.size == 4 ? 2 : 1; });
  return length;
}

std::size_t code_point_length(std::string_view text) {
  std::size_t length = 0;
  for_each_code_point(
      text, [&](std::size_t ascii) { length += ascii; }, [&](CodePoint) { ++length; });
  return length;
}

std::size_t display_width(std::string_view text) {
  std::size_t columns = 0;
  for_each_code_point(
      text, [&](std::size_t ascii) { columns += ascii; },
      [&](CodePoint code_point) { columns += columns_of(code_point.value); });
  return columns;
}

}  // namespace paritylint::base
