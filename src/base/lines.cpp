#include "base/lines.h"

#include <algorithm>

#include "base/utf8.h"

namespace paritylint::base {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kCheckpointDistance = 1024;  // bytes

bool continues_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

LineTable::LineTable(std::string_view text) : text_(text) {
  starts_.push_back(0);
  unsigned char seen = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    seen = static_cast<unsigned char>(seen | static_cast<unsigned char>(text[i]));
    const bool is_crlf = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (text[i] == '\n' || (text[i] == '\r' && !is_crlf)) starts_.push_back(offset32(i + 1));
  }
  if (seen < 0x80) return;
  // Text may be cut before any byte that begins something, and its parts' lengths added.
  Checkpoint at;
  for (std::size_t begin = 0; begin < text.size();) {
    checkpoints_.push_back(at);
    std::size_t end = std::min(begin + kCheckpointDistance, text.size());
    while (end < text.size() && continues_code_point(text[end])) ++end;
    const std::string_view part = text.substr(begin, end - begin);
    at.offset = offset32(end);
    at.before.utf16 += offset32(utf16_length(part));
    at.before.code_points += offset32(code_point_length(part));
    begin = end;
  }
}

LineTable::Lengths LineTable::lengths_before(std::uint32_t offset) const {
  if (checkpoints_.empty()) return {offset, offset};
  const auto after = std::ranges::upper_bound(checkpoints_, offset, {}, &Checkpoint::offset);
  const Checkpoint& checkpoint = *(after - 1);
  const std::string_view rest = slice(text_, {checkpoint.offset, offset});
  return {checkpoint.before.utf16 + offset32(utf16_length(rest)),
          checkpoint.before.code_points + offset32(code_point_length(rest))};
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

  const LineTable::Lengths line = lines.lengths_before(begin);
  const LineTable::Lengths place = lines.lengths_before(offset);
  position.column_bytes = offset - begin + 1;
  position.column_utf16 = place.utf16 - line.utf16 + 1;
  position.column_code_points = place.code_points - line.code_points + 1;
  return position;
}

}  // namespace paritylint::base
