// PathParser: the text of a JSONPath query (RFC 9535) into segments, by recursive descent.
//
// One method per production of the RFC's grammar; each reads at the current place and leaves it behind what it read.
// White space is skipped only where the grammar has `S`. Offsets are bytes; columns in messages are code points.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "tree/json_path.h"

namespace paritylint::tree {

// True when `name` may follow a dot without quotes: RFC 9535's member-name-shorthand.
bool is_shorthand_name(std::string_view name);

// The largest integer of I-JSON (RFC 7493), the limit of indices and slices.
constexpr std::int64_t kMaxInteger = 9'007'199'254'740'991;

class PathParser {
 public:
  // `query` must outlive the parser.
  explicit PathParser(std::string_view query) : query_(query) {}

  // The whole text: `$` and its segments, nothing before and nothing behind.
  base::Result<std::vector<Segment>> parse_query();

  // The whole text is the expression of a filter selector, without the `?`.
  base::Result<Filter> parse_filter_text();

 private:
  // Any number of segments with white space in front of each.
  base::Result<std::vector<Segment>> parse_segments();
  base::Result<Segment> parse_segment();
  base::Result<Selector> parse_shorthand();
  base::Result<std::vector<Selector>> parse_bracketed();
  base::Result<Selector> parse_selector();
  base::Result<Selector> parse_index_or_slice();
  // The end and step of a slice; the place is behind its first colon.
  base::Result<void> parse_slice_rest(Slice& slice);
  base::Result<std::int64_t> parse_integer();
  // `what` says in an error what the text is.
  base::Result<std::string> parse_string(std::string_view what);
  // The code point of an escape; the place is behind the backslash.
  base::Result<char32_t> parse_escape(char quote);
  base::Result<char32_t> parse_unicode_escape();
  base::Result<std::uint32_t> parse_four_hex_digits();

  // Filters: json_path_filter_parser.cpp.
  base::Result<Filter> parse_filter();
  base::Result<Filter> parse_conjunction();
  base::Result<Filter> parse_basic();
  base::Result<Filter> parse_parenthesis();
  base::Result<Filter> parse_operand();
  base::Result<Filter> parse_filter_query();
  base::Result<Filter> parse_word();
  base::Result<Filter> parse_function(std::string_view name, std::size_t begin);
  base::Result<Filter> parse_number();
  std::optional<Filter::Comparison> take_comparison();
  // Errors when the operand that begins at `begin` may not stand on its own, or beside a comparison.
  base::Result<void> check_test(const Filter& operand, std::size_t begin) const;
  base::Result<void> check_comparable(const Filter& operand, std::size_t begin) const;

  bool at_end() const { return at_ == query_.size(); }
  char peek() const { return at_end() ? '\0' : query_[at_]; }
  bool at_integer() const;
  bool take(char expected);
  void skip_space();
  base::Error expected(std::string_view what, std::size_t offset) const;
  base::Error expected(std::string_view what) const { return expected(what, at_); }
  base::Error error_at(std::size_t offset, std::string_view message) const;

  std::string_view query_;
  std::size_t at_ = 0;
  unsigned depth_ = 0;  // of parentheses, functions and filters inside filters
};

}  // namespace paritylint::tree
