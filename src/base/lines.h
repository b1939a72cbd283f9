// Lines of a text, defined once for the whole program: LF, CRLF and a lone CR each end a line, as YAML,
// LSP and editors count them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace paritylint::base {

class LineTable {
 public:
  // Index `text`, which must outlive the table.
  explicit LineTable(std::string_view text);

  // The 1-based number of the line that holds the byte at `offset`; the end of the text belongs to the last line.
  std::uint32_t line_of(std::uint32_t offset) const;

  // The bytes of a line without its line break. Requires: 1 <= line_1based <= line_count().
  Span line_span(std::uint32_t line_1based) const;

  std::uint32_t line_count() const { return static_cast<std::uint32_t>(starts_.size()); }

  // True when every byte of the text is ASCII, so that all kinds of columns agree.
  bool is_ascii() const { return is_ascii_; }

  // How far the text has come at an offset, in the units of columns.
  struct Reach {
    std::uint32_t offset = 0;
    std::uint32_t utf16 = 0;
    std::uint32_t code_points = 0;
  };
  // The reach at `offset`, counted from a mark near it and not from the start of a line that may be the whole file.
  // Requires: offset <= the text's size.
  Reach reach(std::uint32_t offset) const;

 private:
  void set_marks();

  std::string_view text_;
  std::vector<std::uint32_t> starts_;
  std::vector<Reach> marks_;  // in order, at most kMarkDistance and a code point apart; none in ASCII
  bool is_ascii_ = true;
};

// A place as people and tools count it, all 1-based: line, and the column in three units.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column_bytes = 1;
  std::uint32_t column_utf16 = 1;
  std::uint32_t column_code_points = 1;
  bool operator==(const Position&) const = default;
};

// Position of the byte at `offset`. A byte-order mark at the start of the text is not counted in a column.
Position position_of(const LineTable& lines, std::string_view text, std::uint32_t offset);

}  // namespace paritylint::base
