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

  // How long the text before `offset` is in other units; equal to `offset` when the text is ASCII.
  struct Lengths {
    std::uint32_t utf16 = 0;
    std::uint32_t code_points = 0;
  };
  Lengths lengths_before(std::uint32_t offset) const;

 private:
  // The lengths before a place, so that asking for many places of one very long line does not count it again and again.
  struct Checkpoint {
    std::uint32_t offset = 0;
    Lengths before;
  };

  std::string_view text_;
  std::vector<std::uint32_t> starts_;
  std::vector<Checkpoint> checkpoints_;  // none when every byte of the text is ASCII: all lengths agree
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
