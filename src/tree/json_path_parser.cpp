#include "tree/json_path_parser.h"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "base/utf8.h"

namespace paritylint::tree {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_name_first(char c) { return base::is_alpha(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

bool is_name_char(char c) { return is_name_first(c) || base::is_digit(c); }

}  // namespace

bool is_shorthand_name(std::string_view name) {
  return !name.empty() && is_name_first(name.front()) && std::ranges::all_of(name, is_name_char) &&
         !base::find_invalid_utf8(name);
}

base::Result<std::vector<Segment>> PathParser::parse_query() {
  // Every multi-byte sequence is taken as it stands below, so it is judged once here.
  if (const auto bad = base::find_invalid_utf8(query_)) return error_at(*bad, "expected UTF-8");
  if (!take('$')) return expected("\"$\"");
  TRY_ASSIGN(std::vector<Segment> segments, parse_segments());
  if (at_end()) return segments;
  const std::size_t behind_segments = at_;
  skip_space();
  if (at_end()) return error_at(behind_segments, "expected no white space at the end of the query");
  return expected("\".\", \"[\" or the end of the query");
}

base::Result<std::vector<Segment>> PathParser::parse_segments() {
  std::vector<Segment> segments;
  while (true) {
    const std::size_t before_space = at_;
    skip_space();
    if (peek() != '.' && peek() != '[') {
      at_ = before_space;
      return segments;
    }
    TRY_ASSIGN(Segment segment, parse_segment());
    segments.push_back(std::move(segment));
  }
}

base::Result<Segment> PathParser::parse_segment() {
  Segment segment;
  const bool dotted = take('.');
  segment.descendant = dotted && take('.');
  if (peek() == '[' && (!dotted || segment.descendant)) {
    TRY_ASSIGN(segment.selectors, parse_bracketed());
    return segment;
  }
  if (!is_name_first(peek()) && peek() != '*') {
    return expected(segment.descendant ? "a name, \"*\" or \"[\" after \"..\"" : "a name or \"*\" after \".\"");
  }
  TRY_ASSIGN(Selector selector, parse_shorthand());
  segment.selectors.push_back(std::move(selector));
  return segment;
}

base::Result<Selector> PathParser::parse_shorthand() {
  Selector selector;
  if (take('*')) return selector;
  const std::size_t begin = at_;
  while (!at_end() && is_name_char(peek())) ++at_;
  selector.kind = Selector::Kind::name;
  selector.name = query_.substr(begin, at_ - begin);
  return selector;
}

base::Result<std::vector<Selector>> PathParser::parse_bracketed() {
  std::vector<Selector> selectors;
  ++at_;  // the bracket
  do {
    skip_space();
    TRY_ASSIGN(Selector selector, parse_selector());
    selectors.push_back(std::move(selector));
    skip_space();
  } while (take(','));
  if (!take(']')) return expected("\",\" or \"]\"");
  return selectors;
}

base::Result<Selector> PathParser::parse_selector() {
  Selector selector;
  if (take('*')) return selector;
  if (peek() == '"' || peek() == '\'') {
    selector.kind = Selector::Kind::name;
    TRY_ASSIGN(selector.name, parse_string("name"));
    return selector;
  }
  if (take('?')) {
    skip_space();
    const std::size_t begin = at_;
    selector.kind = Selector::Kind::filter;
    TRY_ASSIGN(Filter filter, parse_filter());
    selector.name = query_.substr(begin, at_ - begin);
    selector.filter.push_back(std::move(filter));
    return selector;
  }
  if (peek() == ':' || at_integer()) return parse_index_or_slice();
  return expected("a quoted name, an index, a slice, a filter or \"*\"");
}

base::Result<Selector> PathParser::parse_index_or_slice() {
  Selector selector;
  selector.kind = Selector::Kind::index;
  if (at_integer()) {
    TRY_ASSIGN(selector.index, parse_integer());
    const std::size_t behind_integer = at_;
    skip_space();
    if (peek() != ':') {
      at_ = behind_integer;
      return selector;
    }
    selector.slice.start = std::exchange(selector.index, 0);
  }
  ++at_;  // the colon
  selector.kind = Selector::Kind::slice;
  TRY(parse_slice_rest(selector.slice));
  return selector;
}

base::Result<void> PathParser::parse_slice_rest(Slice& slice) {
  skip_space();
  if (at_integer()) {
    TRY_ASSIGN(slice.end, parse_integer());
    skip_space();
  }
  if (!take(':')) return {};
  skip_space();
  if (at_integer()) {
    TRY_ASSIGN(slice.step, parse_integer());
  }
  return {};
}

base::Result<std::int64_t> PathParser::parse_integer() {
  const std::size_t begin = at_;
  const bool negative = take('-');
  const std::size_t digits = at_;
  while (!at_end() && base::is_digit(peek())) ++at_;
  if (at_ == digits) return expected("a digit after \"-\"");
  if (query_[digits] == '0' && (negative || at_ - digits > 1)) {
    return expected("an integer without \"-0\" or leading zeros", begin);
  }
  std::int64_t value = 0;
  const auto [end, code] = std::from_chars(query_.data() + begin, query_.data() + at_, value);
  if (code != std::errc() || value > kMaxInteger || value < -kMaxInteger) {
    return error_at(begin, "expected an integer between -9007199254740991 and 9007199254740991");
  }
  return value;
}

base::Result<std::string> PathParser::parse_string(std::string_view what) {
  const std::size_t begin = at_;
  const char quote = query_[at_++];
  std::string text;
  while (!at_end() && peek() != quote) {
    if (static_cast<unsigned char>(peek()) < 0x20) return expected("an escape instead of a control character");
    if (take('\\')) {
      TRY_ASSIGN(const char32_t escaped, parse_escape(quote));
      base::append_utf8(text, escaped);
    } else {
      text += query_[at_++];
    }
  }
  if (!take(quote)) {
    std::string message = "expected a closing ";
    message.append(quote == '"' ? "double" : "single").append(" quote for the ").append(what);
    return error_at(begin, message + " that begins here");
  }
  return text;
}

base::Result<char32_t> PathParser::parse_escape(char quote) {
  static constexpr std::string_view kLetters = "bfnrt/\\";
  static constexpr std::string_view kMeanings = "\b\f\n\r\t/\\";
  if (take('u')) return parse_unicode_escape();
  // The other sort of quote has no escape in the grammar.
  if (take(quote)) return static_cast<char32_t>(quote);
  const std::size_t letter = at_end() ? std::string_view::npos : kLetters.find(peek());
  if (letter == std::string_view::npos) {
    return error_at(at_ - 1, std::string("expected one of the escapes \\b \\f \\n \\r \\t \\/ \\\\ \\u \\") + quote);
  }
  ++at_;
  return static_cast<char32_t>(kMeanings[letter]);
}

base::Result<char32_t> PathParser::parse_unicode_escape() {
  const std::size_t backslash = at_ - 2;
  TRY_ASSIGN(const std::uint32_t unit, parse_four_hex_digits());
  if (base::is_low_surrogate(unit)) return error_at(backslash, "expected a high surrogate before this low one");
  if (!base::is_high_surrogate(unit)) return static_cast<char32_t>(unit);
  const std::size_t second = at_;
  if (!take('\\') || !take('u')) return error_at(second, "expected the escape of a low surrogate");
  TRY_ASSIGN(const std::uint32_t low, parse_four_hex_digits());
  if (!base::is_low_surrogate(low)) return error_at(second, "expected the escape of a low surrogate");
  return base::from_surrogates(unit, low);
}

base::Result<std::uint32_t> PathParser::parse_four_hex_digits() {
  constexpr std::size_t kDigits = 4;
  const std::size_t begin = at_;
  while (!at_end() && at_ < begin + kDigits && base::is_hex_digit(peek())) ++at_;
  if (at_ != begin + kDigits) return expected("four hexadecimal digits after \"\\u\"");
  return *base::parse_hex(query_.substr(begin, kDigits));
}

bool PathParser::at_integer() const { return base::is_digit(peek()) || peek() == '-'; }

bool PathParser::take(char expected) {
  if (at_end() || query_[at_] != expected) return false;
  ++at_;
  return true;
}

void PathParser::skip_space() {
  while (!at_end() && is_blank(peek())) ++at_;
}

base::Error PathParser::expected(std::string_view what, std::size_t offset) const {
  std::string message = "expected ";
  message.append(what).append(", found ");
  if (offset == query_.size()) {
    message += "the end of the query";
  } else {
    message += base::quoted(query_.substr(offset, base::decode_utf8(query_.substr(offset)).size));
  }
  return error_at(offset, message);
}

base::Error PathParser::error_at(std::size_t offset, std::string_view message) const {
  std::string text = "column ";
  base::append_number(text, base::code_point_length(query_.substr(0, offset)) + 1);
  text.append(": ").append(message);
  return {base::ErrorCode::invalid_rule, std::move(text)};
}

}  // namespace paritylint::tree
