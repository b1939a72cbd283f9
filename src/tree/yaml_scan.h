// Where YAML's tokens end, found in the source alone. Stateless functions over a text; offsets count from its start.
// Internal to src/tree.
//
// A line break is LF, CRLF or a lone CR. "Indentation" is the number of spaces that begin a line; tabs never count.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/span.h"
#include "tree/node.h"

namespace paritylint::tree {

constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }
constexpr bool is_break(char c) { return c == '\n' || c == '\r'; }
constexpr bool is_flow_indicator(char c) { return c == ',' || c == '[' || c == ']' || c == '{' || c == '}'; }

// True at white space, a line break or the end of the text.
constexpr bool is_white_at(std::string_view text, std::size_t pos) {
  return pos >= text.size() || is_blank(text[pos]) || is_break(text[pos]);
}

// The offset behind the line break at `pos`. Requires: is_break(text[pos]).
std::uint32_t skip_break(std::string_view text, std::uint32_t pos);
// The offset of the line break that ends the line of `pos`, or the end of the text.
std::uint32_t line_end(std::string_view text, std::uint32_t pos);
std::uint32_t skip_spaces(std::string_view text, std::uint32_t pos);
std::uint32_t skip_blanks(std::string_view text, std::uint32_t pos);
// From the line break at `pos` over it and all blank lines: the start of the next line with something on it.
std::uint32_t skip_empty_lines(std::string_view text, std::uint32_t pos);
// True when the line that starts at `line_start` is a document marker, --- or ..., perhaps with more behind it.
bool is_document_marker(std::string_view text, std::uint32_t line_start);

// True when `:` at `pos` separates a name from its value. `is_json_name`: the name is quoted or in brackets.
bool is_value_mark(std::string_view text, std::uint32_t pos, bool in_flow, bool is_json_name);
// True when a plain scalar may begin at `pos`.
bool starts_plain(std::string_view text, std::uint32_t pos, bool in_flow);

// How far a scalar may reach.
struct ScalarLimits {
  bool in_flow = false;
  bool one_line = false;        // a name before `:`
  bool ignores_indent = false;  // tolerant mode: quoted and flow scalars may continue at any indentation
  std::uint32_t indent = 0;     // least indentation of a continuation line
};

// One past the last byte of the plain scalar at `pos`, whose first `taken` bytes belong to it whatever they are.
std::uint32_t plain_end(std::string_view text, std::uint32_t pos, std::uint32_t taken, const ScalarLimits& limits);

struct QuotedScan {
  enum class Outcome : std::uint8_t { closed, unterminated, invalid_escape, lone_surrogate, shallow_line };
  Outcome outcome = Outcome::unterminated;
  std::uint32_t end = 0;    // one past the closing quote
  Span error;               // the bytes that are wrong
  bool is_verbatim = true;  // the value is the bytes between the quotes
};

// An escape in double quotes: a backslash and what belongs to it, a pair of surrogates counting as one.
struct YamlEscape {
  std::uint32_t size = 0;  // bytes; of one that is not valid, those that show it
  bool is_valid = false;
  bool is_lone_surrogate = false;
  char32_t value = 0;  // U+FFFD for a lone surrogate
};
// Requires: a backslash at `pos` with no line break behind it.
YamlEscape read_yaml_escape(std::string_view text, std::uint32_t pos);
// The first escape of a lone surrogate in [pos, end) of a double-quoted scalar whose escapes are valid; {end, end} when
// there is none.
Span find_lone_surrogate(std::string_view text, std::uint32_t pos, std::uint32_t end);

// The quoted scalar whose opening quote stands at `pos`. The first lone surrogate is an outcome with `end` set.
QuotedScan scan_quoted(std::string_view text, std::uint32_t pos, const ScalarLimits& limits);

// The header of a block scalar, `|` or `>` with its indicators.
struct BlockHeader {
  Style style = Style::literal;
  char chomp = ' ';             // '-', '+' or ' ' for neither
  std::uint32_t increment = 0;  // 0 = find out
  std::uint32_t end = 0;        // behind the indicators
};
BlockHeader read_block_header(std::string_view text, std::uint32_t pos);

struct BlockScan {
  Span content;              // the bytes that the value is made of
  std::uint32_t indent = 0;  // spaces that every line begins with and that are no content
  Span error;                // a leading blank line with more spaces than that; empty when there is none
  std::uint32_t end = 0;     // the start of the first line that is no part of it
};

// The lines of a block scalar from `begin`, the start of the line behind its header. `least` is the least indentation
// that its lines may have when the header does not say it.
BlockScan scan_block(std::string_view text, std::uint32_t begin, const BlockHeader& header, std::uint32_t least);

}  // namespace paritylint::tree
