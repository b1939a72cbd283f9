#include "report/line_layout.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"

namespace paritylint::report {
namespace {

constexpr std::size_t kTabStop = 4;
constexpr std::string_view kEllipsis = "…";

}  // namespace

LineLayout::LineLayout(std::string_view line) {
  cells_.reserve(line.size() + 1);
  std::size_t column = 0;
  std::size_t byte = 0;
  while (byte < line.size()) {
    const base::CodePoint code_point = base::decode_utf8(line.substr(byte));
    const std::string_view bytes = line.substr(byte, code_point.size);
    std::string shown = bytes == "\t" ? std::string(kTabStop - column % kTabStop, ' ') : base::printable(bytes);
    std::size_t width = base::display_width(shown);
    // A mark at the start of a line has nothing to combine with and would fall on the gutter.
    if (width == 0 && cells_.empty()) {
      shown.insert(0, "◌");
      width = 1;
    }
    if (width > 0) cells_.push_back({byte, column, shown_.size()});
    shown_ += shown;
    column += width;
    byte += code_point.size;
  }
  cells_.push_back({line.size(), column, shown_.size()});
}

Columns LineLayout::columns_of(base::Span span) const {
  // The cell that holds a byte is the last one that begins at or before it.
  const auto cell_of = [&](std::size_t byte) { return std::ranges::upper_bound(cells_, byte, {}, &Cell::byte) - 1; };
  const auto begin = cell_of(span.begin);
  if (span.empty()) return {begin->column, begin->column};
  const auto last = cell_of(span.end - 1);
  const bool is_end = last + 1 == cells_.end();
  return {begin->column, is_end ? last->column : (last + 1)->column};
}

std::size_t LineLayout::indentation() const {
  const std::size_t first = shown_.find_first_not_of(' ');
  if (first == std::string::npos) return width();
  return (std::ranges::upper_bound(cells_, first, {}, &Cell::shown) - 1)->column;
}

Window LineLayout::window(Columns focus, std::size_t available, bool cut_before, bool cut_after) const {
  const std::size_t marks = (cut_before ? 1U : 0U) + (cut_after ? 1U : 0U);
  std::size_t begin = 0;
  std::size_t end = width();
  if (width() + marks > available) {
    const std::size_t budget = available - 2;
    const bool fits = focus.size() <= budget;
    // A focus that is cut needs no room behind it.
    const std::size_t before = fits ? (budget - focus.size()) / 2 : budget / 4;
    begin = focus.begin > before ? focus.begin - before : 0;
    if (begin + budget > width()) begin = width() > budget ? width() - budget : 0;
    end = std::min(width(), begin + budget);
  }
  // Only whole cells: a wide character or an escape is shown whole or not at all.
  const auto first = std::ranges::lower_bound(cells_, begin, {}, &Cell::column);
  const auto last = std::max(first, std::ranges::upper_bound(cells_, end, {}, &Cell::column) - 1);
  Window window;
  window.columns = {first->column, last->column};
  window.cut_before = cut_before || first != cells_.begin();
  window.cut_after = cut_after || last + 1 != cells_.end();
  if (window.cut_before) window.text += kEllipsis;
  window.text.append(shown_, first->shown, last->shown - first->shown);
  if (window.cut_after) window.text += kEllipsis;
  return window;
}

Columns Window::drawn(Columns wanted) const {
  const std::size_t offset = cut_before ? 1 : 0;
  const auto place = [&](std::size_t column) {
    if (column < columns.begin) return std::size_t{0};
    if (column > columns.end) return offset + columns.size() + 1;
    return offset + column - columns.begin;
  };
  return {place(wanted.begin), place(wanted.end)};
}

}  // namespace paritylint::report
