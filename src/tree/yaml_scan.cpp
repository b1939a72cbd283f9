#include "tree/yaml_scan.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "base/text.h"
#include "base/utf8.h"

namespace paritylint::tree {
namespace {

// True when nothing but white space stands on the line from `pos`; `pos` moves to its end.
bool is_blank_line(std::string_view text, std::uint32_t& pos) {
  pos = skip_blanks(text, pos);
  return pos >= text.size() || is_break(text[pos]);
}

// The bytes of plain scalars that need a look.
constexpr std::array<bool, 256> kMayEndPlain = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view(" \t\r\n:#,[]{}")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

// The end of the plain scalar's part on one line: behind its last byte that is not blank. `pos` moves to what stopped
// it.
std::uint32_t plain_line_end(std::string_view text, std::uint32_t& pos, std::uint32_t end, bool in_flow) {
  while (pos < text.size()) {
    const char c = text[pos];
    if (!kMayEndPlain[static_cast<unsigned char>(c)]) {
      end = ++pos;
      continue;
    }
    if (is_break(c)) break;
    if (!is_blank(c)) {
      if (c == ':' && is_value_mark(text, pos, in_flow, false)) break;
      if (c == '#' && pos > 0 && is_blank(text[pos - 1])) break;
      if (in_flow && is_flow_indicator(c)) break;
      end = pos + 1;
    }
    ++pos;
  }
  return end;
}

// The number of hexadecimal digits that the escape letter asks for.
unsigned hex_digits(char letter) {
  switch (letter) {
    case 'x':
      return 2;
    case 'u':
      return 4;
    case 'U':
      return 8;
    default:
      return 0;
  }
}

// The number that the `count` digits at `pos` spell.
std::optional<char32_t> read_hex(std::string_view text, std::size_t pos, unsigned count) {
  const std::string_view digits = text.substr(std::min(pos, text.size()), count);
  if (digits.size() != count) return std::nullopt;
  return base::parse_hex(digits);
}

// Look at the escape whose backslash stands at `pos` and move behind it. Returns false when there is no such escape.
bool check_escape(std::string_view text, std::uint32_t& pos, QuotedScan& scan) {
  const std::uint32_t begin = pos;
  const YamlEscape escape = read_yaml_escape(text, pos);
  pos += escape.size;
  if (!escape.is_valid) return false;
  if (escape.is_lone_surrogate && scan.outcome == QuotedScan::Outcome::unterminated) {
    scan.outcome = QuotedScan::Outcome::lone_surrogate;
    scan.error = {begin, pos};
  }
  return true;
}

// Move from a line break inside quotes to the next line with something on it, and check that it may stand there.
bool continue_quoted(std::string_view text, std::uint32_t& pos, const ScalarLimits& limits, QuotedScan& scan) {
  const std::uint32_t line = skip_empty_lines(text, pos);
  if (limits.one_line || is_document_marker(text, line)) return false;
  pos = skip_blanks(text, line);
  const std::uint32_t indent = skip_spaces(text, line) - line;
  const bool is_first = scan.outcome != QuotedScan::Outcome::shallow_line;
  if (pos < text.size() && indent < limits.indent && !limits.ignores_indent && is_first) {
    scan.outcome = QuotedScan::Outcome::shallow_line;
    scan.error = {line, pos};
  }
  return true;
}

// The end of the last line's content by the header's chomping: `last` is the break behind the last line with
// something on it, `end` the start of the first line that is no longer part of the scalar.
std::uint32_t chomped_end(std::string_view text, std::uint32_t last, std::uint32_t end, char chomp) {
  if (chomp == '+') return end;
  if (chomp == '-' || last >= text.size()) return last;
  return skip_break(text, last);
}

struct LetterEscape {
  char letter;
  char32_t value;
};

constexpr LetterEscape kLetterEscapes[] = {
    {'0', U'\0'}, {'a', U'\a'},  {'b', U'\b'}, {'t', U'\t'}, {'\t', U'\t'}, {'n', U'\n'},
    {'v', U'\v'}, {'f', U'\f'},  {'r', U'\r'}, {'e', 0x1b},  {' ', U' '},   {'"', U'"'},
    {'/', U'/'},  {'\\', U'\\'}, {'N', 0x85},  {'_', 0xa0},  {'L', 0x2028}, {'P', 0x2029},
};

}  // namespace

YamlEscape read_yaml_escape(std::string_view text, std::uint32_t pos) {
  const char letter = pos + 1 < text.size() ? text[pos + 1] : '\0';
  const unsigned digits = hex_digits(letter);
  if (digits == 0) {
    const auto* const found = std::ranges::find(kLetterEscapes, letter, &LetterEscape::letter);
    if (found == std::end(kLetterEscapes)) return {2, false, false, 0};
    return {2, true, false, found->value};
  }
  const std::optional<char32_t> value = read_hex(text, pos + 2, digits);
  if (!value) return {2, false, false, 0};
  const std::uint32_t size = 2 + digits;
  if (*value > 0x10ffff) return {size, false, false, 0};
  if (!base::is_surrogate(*value)) return {size, true, false, *value};
  // Two escapes of four digits may spell a pair, as in JSON.
  if (letter == 'u' && base::is_high_surrogate(*value) && text.substr(pos + size).starts_with("\\u")) {
    const std::optional<char32_t> low = read_hex(text, pos + size + 2, 4);
    if (low && base::is_low_surrogate(*low)) return {2 * size, true, false, base::from_surrogates(*value, *low)};
  }
  return {size, true, true, 0xfffd};
}

Span find_lone_surrogate(std::string_view text, std::uint32_t pos, std::uint32_t end) {
  while (pos < end) {
    if (text[pos] != '\\') {
      ++pos;
    } else if (is_break(text[pos + 1])) {
      pos += 2;
    } else {
      const YamlEscape escape = read_yaml_escape(text, pos);
      if (escape.is_lone_surrogate) return {pos, pos + escape.size};
      pos += escape.size;
    }
  }
  return {end, end};
}

std::uint32_t skip_break(std::string_view text, std::uint32_t pos) {
  return pos + (text[pos] == '\r' && pos + 1 < text.size() && text[pos + 1] == '\n' ? 2 : 1);
}

std::uint32_t line_end(std::string_view text, std::uint32_t pos) {
  while (pos < text.size() && !is_break(text[pos])) ++pos;
  return pos;
}

std::uint32_t skip_spaces(std::string_view text, std::uint32_t pos) {
  while (pos < text.size() && text[pos] == ' ') ++pos;
  return pos;
}

std::uint32_t skip_blanks(std::string_view text, std::uint32_t pos) {
  while (pos < text.size() && is_blank(text[pos])) ++pos;
  return pos;
}

std::uint32_t skip_empty_lines(std::string_view text, std::uint32_t pos) {
  std::uint32_t line = skip_break(text, pos);
  for (pos = line; is_blank_line(text, pos) && pos < text.size(); pos = line) line = skip_break(text, pos);
  return line;
}

bool is_document_marker(std::string_view text, std::uint32_t line_start) {
  const std::string_view line = text.substr(line_start);
  return (line.starts_with("---") || line.starts_with("...")) && is_white_at(line, 3);
}

bool is_value_mark(std::string_view text, std::uint32_t pos, bool in_flow, bool is_json_name) {
  if (pos >= text.size() || text[pos] != ':') return false;
  if (is_white_at(text, pos + 1)) return true;
  return in_flow && (is_json_name || is_flow_indicator(text[pos + 1]));
}

bool starts_plain(std::string_view text, std::uint32_t pos, bool in_flow) {
  if (is_white_at(text, pos)) return false;
  const char c = text[pos];
  if (c == '-' || c == '?' || c == ':') {
    return !is_white_at(text, pos + 1) && !(in_flow && is_flow_indicator(text[pos + 1]));
  }
  return std::string_view(",[]{}#&*!|>'\"%@`").find(c) == std::string_view::npos;
}

std::uint32_t plain_end(std::string_view text, std::uint32_t pos, std::uint32_t taken, const ScalarLimits& limits) {
  pos += taken;
  std::uint32_t end = plain_line_end(text, pos, pos, limits.in_flow);
  while (!limits.one_line && pos < text.size() && is_break(text[pos])) {
    const std::uint32_t line = skip_empty_lines(text, pos);
    const std::uint32_t indent = skip_spaces(text, line) - line;
    const bool is_shallow = indent < limits.indent && !(limits.in_flow && limits.ignores_indent);
    if (is_shallow || is_document_marker(text, line)) break;
    pos = skip_blanks(text, line);
    if (pos >= text.size() || text[pos] == '#') break;
    const std::uint32_t more = plain_line_end(text, pos, end, limits.in_flow);
    if (more == end) break;
    end = more;
  }
  return end;
}

QuotedScan scan_quoted(std::string_view text, std::uint32_t pos, const ScalarLimits& limits) {
  QuotedScan scan;
  const char quote = text[pos];
  const Span opening = {pos, pos + 1};
  for (++pos; pos < text.size();) {
    const char c = text[pos];
    if (c == quote) {
      const bool is_doubled = quote == '\'' && pos + 1 < text.size() && text[pos + 1] == quote;
      if (!is_doubled) {
        scan.end = pos + 1;
        if (scan.outcome == QuotedScan::Outcome::unterminated) scan.outcome = QuotedScan::Outcome::closed;
        return scan;
      }
      scan.is_verbatim = false;
      pos += 2;
    } else if (is_break(c)) {
      scan.is_verbatim = false;
      if (!continue_quoted(text, pos, limits, scan)) break;
    } else if (quote == '"' && c == '\\') {
      scan.is_verbatim = false;
      const std::uint32_t escape = pos;
      if (pos + 1 < text.size() && is_break(text[pos + 1])) {
        ++pos;
      } else if (!check_escape(text, pos, scan)) {
        scan.outcome = QuotedScan::Outcome::invalid_escape;
        scan.error = {escape, std::min(pos, line_end(text, escape))};
        return scan;
      }
    } else {
      ++pos;
    }
  }
  scan.outcome = QuotedScan::Outcome::unterminated;
  scan.error = opening;
  return scan;
}

BlockHeader read_block_header(std::string_view text, std::uint32_t pos) {
  BlockHeader header;
  header.style = text[pos] == '|' ? Style::literal : Style::folded;
  for (header.end = pos + 1; header.end < text.size(); ++header.end) {
    const char c = text[header.end];
    if ((c == '+' || c == '-') && header.chomp == ' ') {
      header.chomp = c;
    } else if (c >= '1' && c <= '9' && header.increment == 0) {
      header.increment = static_cast<std::uint32_t>(c - '0');
    } else {
      break;
    }
  }
  return header;
}

BlockScan scan_block(std::string_view text, std::uint32_t begin, const BlockHeader& header, std::uint32_t least) {
  BlockScan scan;
  bool knows_indent = header.increment != 0;
  scan.indent = least;
  std::uint32_t last = begin;   // the line break behind the last line with something on it
  std::uint32_t blank = begin;  // the first line that is blank so far, with its white space
  Span deepest;                 // the blank line with the most spaces before the first line with something on it
  bool has_content = false;
  std::uint32_t line = begin;
  while (line < text.size()) {
    const std::uint32_t first = skip_spaces(text, line);
    const std::uint32_t indent = first - line;
    const bool is_empty = first >= text.size() || is_break(text[first]);
    if (is_empty && (!knows_indent || indent <= scan.indent)) {
      if (!knows_indent && indent > deepest.size()) deepest = {line, first};
    } else {
      if (indent < (knows_indent ? scan.indent : least) || is_document_marker(text, line)) break;
      if (!knows_indent) scan.indent = indent;
      knows_indent = has_content = true;
      last = line_end(text, first);
    }
    const std::uint32_t end = line_end(text, first);
    line = end < text.size() ? skip_break(text, end) : end;
    blank = line;
  }
  scan.end = blank;
  if (deepest.size() > scan.indent && has_content && header.increment == 0) {
    scan.error = deepest;
  }
  if (has_content) {
    scan.content = {begin, chomped_end(text, last, blank, header.chomp)};
  } else {
    scan.content = {begin, header.chomp == '+' ? blank : begin};
    if (header.increment == 0) scan.indent = std::max(least, deepest.size());
  }
  return scan;
}

}  // namespace paritylint::tree
