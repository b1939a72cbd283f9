#include "base/lines.h"

#include <algorithm>

#include "base/utf8.h"

namespace paritylint::base {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

LineTable::LineTable(std::string_view text) : text_(text) {
  starts_.push_back(0);
  unsigned char seen = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    seen = static_cast<unsigned char>(seen | static_cast<unsigned char>(text[i]));
    const bool is_crlf = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (text[i] == '\n' || (text[i] == '\r' && !is_crlf)) starts_.push_back(offset32(i + 1));
  }
  is_ascii_ = seen < 0x80;
}

std::uint32_t LineTable::line_of(std::uint32_t offset) const {
  const auto after = std::ranges::upper_bound(starts_, offset);
  return static_cast<std::uint32_t>(after - starts_.begin());
}

Span LineTable::line_span(std::uint32_t line_1based) const {
  const std::uint32_t begin = starts_[line_1based - 1];
  if (line_1based == starts_.size()) return {begin, offset32(text_.size())};
  std::uint32_t end = starts_[line_1based] - 1;
  if (end > begin && text_[end] == '\n' && text_[end - 1] == '\r') --end;
  return {begin, end};
}

Position position_of(const LineTable& lines, std::string_view text, std::uint32_t offset) {
  offset = std::min(offset, offset32(text.size()));
  Position position;
  position.line = lines.line_of(offset);
  std::uint32_t begin = lines.line_span(position.line).begin;
  if (begin == 0 && text.starts_with(kByteOrderMark)) begin = offset32(kByteOrderMark.size());
  if (offset <= begin) return position;

  const std::string_view before = slice(text, {begin, offset});
  position.column_bytes = offset32(before.size()) + 1;
  // The columns are equal in ASCII; counting would make many findings on one very long line quadratic.
  position.column_utf16 = lines.is_ascii() ? position.column_bytes : offset32(utf16_length(before)) + 1;
  position.column_code_points = lines.is_ascii() ? position.column_bytes : offset32(code_point_length(before)) + 1;
  return position;
}

}  // namespace paritylint::base
