// LineLayout: one source line as a terminal will show it, so that what is drawn under it stands in the right columns.
//
// Tabs are expanded to stops of four columns; control characters, bytes that are not UTF-8 and everything else that
// could move the cursor become visible escapes; a combining mark shares the cell of the character before it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace paritylint::report {

// Columns [begin, end) of a terminal line, from 0.
struct Columns {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t size() const { return end - begin; }
};

// The part of a line that is shown. `shift` is what turns a column of the layout into one of the drawn text.
struct Window {
  std::string text;  // with "…" where something is left out
  Columns columns;   // of the layout that are in `text`
  bool cut_before = false;
  bool cut_after = false;

  // Where `wanted` stands in `text`; a part that was left out is represented by its "…".
  Columns drawn(Columns wanted) const;
};

class LineLayout {
 public:
  explicit LineLayout(std::string_view line);

  // Columns that the whole line takes.
  std::size_t width() const { return cells_.back().column; }

  // The columns of the bytes `span` of the line, whole cells; an empty span is an empty range before its cell.
  Columns columns_of(base::Span span) const;

  // The column of the first character that is no white space; width() when there is none.
  std::size_t indentation() const;

  // The whole line if it fits into `available` columns, else a part of it that shows `focus`, or its beginning when
  // it is too long itself. The line is known to go on beyond its ends where `cut_before` and `cut_after` say so.
  Window window(Columns focus, std::size_t available, bool cut_before, bool cut_after) const;

 private:
  struct Cell {
    std::size_t byte;  // in the line
    std::size_t column;
    std::size_t shown;  // in shown_
  };
  std::string shown_;
  std::vector<Cell> cells_;  // the last one is the end of the line
};

}  // namespace paritylint::report
