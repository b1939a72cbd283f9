#include "base/lines.h"

#include <algorithm>

#include "base/utf8.h"

namespace paritylint::base {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::uint32_t kMarkDistance = 512;

LineTable::Reach advanced(LineTable::Reach from, std::string_view text, std::uint32_t offset) {
  const std::string_view between = slice(text, {from.offset, offset});
  return {offset, from.utf16 + offset32(utf16_length(between)),
          from.code_points + offset32(code_point_length(between))};
}

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
  if (!is_ascii_) set_marks();
}

// Marks stand where decoding from the start of the text would stop too, so that counting on from one gives the same.
void LineTable::set_marks() {
  Reach reach;
  while (reach.offset < text_.size()) {
    marks_.push_back(reach);
    std::uint32_t next = reach.offset;
    while (next < text_.size() && next - reach.offset < kMarkDistance) next += decode_utf8(text_.substr(next)).size;
    reach = advanced(reach, text_, next);
  }
}

LineTable::Reach LineTable::reach(std::uint32_t offset) const {
  if (is_ascii_ || marks_.empty()) return {offset, offset, offset};
  const auto after = std::ranges::upper_bound(marks_, offset, {}, &Reach::offset);
  return advanced(*(after - 1), text_, offset);
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

  const LineTable::Reach from = lines.reach(begin);
  const LineTable::Reach to = lines.reach(offset);
  position.column_bytes = offset - begin + 1;
  position.column_utf16 = to.utf16 - from.utf16 + 1;
  position.column_code_points = to.code_points - from.code_points + 1;
  return position;
}

}  // namespace paritylint::base
