// Flow style: collections in brackets, and the look-ahead that recognises names.
#include <algorithm>
#include <tuple>

#include "base/utf8.h"
#include "tree/yaml_parser.h"

namespace paritylint::tree {
namespace {

// YAML 1.2.2 section 7.4.2: an implicit name ends on its line, at most so many characters on.
constexpr std::uint32_t kLongestName = 1024;

bool is_short_name(std::string_view text, Span name) {
  return name.size() <= kLongestName || base::code_point_length(base::slice(text, name)) <= kLongestName;
}

constexpr std::uint32_t kNoName = 0xffffffff;

}  // namespace

// White space inside brackets, where document markers and shallow lines may not stand.
bool YamlParser::skip_flow_gap() {
  skip_gap();
  if (at('#')) return fail_here(ProblemCode::unexpected_token, "white space before a comment");
  if (!gap_.crossed_line || at_end()) return true;
  if (is_dry_) return false;
  if (at_document_marker()) return fail_here(ProblemCode::unexpected_token, "the closing bracket");
  if (!is_strict_ || indentation() >= flow_indent_) return true;
  if (gap_.has_tab) return fail_tab();
  return fail(ProblemCode::invalid_indentation, {line_start_, pos_}, describe(token_here()),
              "deeper indentation than the lines around the brackets");
}

bool YamlParser::flow_collection(const Properties& found) {
  const std::uint32_t begin = pos_;
  const bool is_mapping = at('{');
  const char closing = is_mapping ? '}' : ']';
  if (!open(is_mapping ? NodeKind::mapping : NodeKind::sequence, Style::flow, begin, found)) return false;
  last_end_ = ++pos_;
  if (!skip_flow_gap()) return false;
  while (!at(closing)) {
    if (at(',')) return fail_here(ProblemCode::unexpected_token, is_mapping ? "a name or \"}\"" : "a value or \"]\"");
    if (!at_end() && !(is_mapping ? flow_mapping_entry() : flow_sequence_entry())) return false;
    if (at(closing)) break;
    if (!at(',')) {
      fail_here(ProblemCode::unexpected_token, is_mapping ? "\",\" or \"}\"" : "\",\" or \"]\"");
      if (!is_dry_) result_->problems.back().related = {begin, begin + 1};
      return false;
    }
    last_end_ = ++pos_;
    if (!skip_flow_gap()) return false;
  }
  last_end_ = ++pos_;
  close(pos_);
  if (is_dry_) {
    const std::uint32_t colon = skip_blanks(text_, pos_);
    tried_.push_back({begin, is_value_mark(text_, colon, true, true) && is_short_name(text_, {begin, colon})});
  }
  return true;
}

// A value, or one pair without braces of its own. Style::block tells such a pair from one in braces.
bool YamlParser::flow_sequence_entry() {
  bool is_json = false;
  if (at_mark('?')) {
    if (!open(NodeKind::mapping, Style::block, pos_, {})) return false;
    if (!flow_mapping_entry()) return false;
    close(last_end_);
    return true;
  }
  if (is_dry_) {
    if (!at(':') && !flow_node(is_json)) return false;
    return !is_value_mark(text_, pos_, true, is_json) || flow_pair_value(is_json);
  }
  if (!at_name(true)) return flow_node(is_json);
  if (!open(NodeKind::mapping, Style::block, pos_, {})) return false;
  if (!flow_mapping_entry()) return false;
  close(last_end_);
  return true;
}

bool YamlParser::flow_mapping_entry() {
  bool is_json = false;
  if (at_mark('?')) {
    last_end_ = ++pos_;
    if (!skip_flow_gap()) return false;
    const bool is_empty = at(',') || at('}') || at(']') || is_value_mark(text_, pos_, true, false);
    if (!(is_empty ? empty_scalar(last_end_, {}) : flow_node(is_json))) return false;
  } else if (is_value_mark(text_, pos_, true, false)) {
    if (!empty_scalar(pos_, {})) return false;
  } else if (!flow_node(is_json)) {
    return false;
  }
  return flow_pair_value(is_json);
}

// The value behind a name, or the empty one of a name that stands alone.
bool YamlParser::flow_pair_value(bool is_json) {
  if (!is_value_mark(text_, pos_, true, is_json)) return empty_scalar(last_end_, {});
  last_end_ = ++pos_;
  if (!skip_flow_gap()) return false;
  if (at(',') || at('}') || at(']')) return empty_scalar(last_end_, {});
  return flow_node(is_json);
}

// `is_json` tells whether the node is one behind which `:` needs no white space.
bool YamlParser::flow_node(bool& is_json) {
  is_json = false;
  const ScalarLimits limits = {true, is_dry_, !is_strict_, flow_indent_};
  Properties found;
  while (at_property(pos_, true)) {
    if (!properties(found, true) || !skip_flow_gap()) return false;
  }
  if (found.any() && (at_end() || at(',') || at(']') || at('}') || is_value_mark(text_, pos_, true, false))) {
    return empty_scalar(found.end, found);
  }
  is_json = at('"') || at('\'') || ((at('[') || at('{')) && bare_prefix(pos_, true) == 0);
  return leaf_or_brackets(found, limits) && skip_flow_gap();
}

// True when a name begins at pos_: properties and one node on this line, then `:`.
bool YamlParser::at_name(bool in_flow) {
  std::uint32_t pos = pos_;
  while (at_property(pos, in_flow)) {
    const bool is_verbatim = text_.substr(pos).starts_with("!<");
    std::uint32_t end = pos;
    while (!is_white_at(text_, end) && (is_verbatim || !is_flow_indicator(text_[end]))) ++end;
    pos = skip_blanks(text_, end);
    if (pos == end) return false;
  }
  if (pos >= text_.size()) return false;
  const bool is_bracket = (text_[pos] == '[' || text_[pos] == '{') && bare_prefix(pos, in_flow) == 0;
  if (is_bracket) return flow_collection_is_name(pos, in_flow);
  bool is_json = false;
  const std::uint32_t end = name_end(pos, in_flow, is_json);
  if (end == kNoName) return false;
  const std::uint32_t colon = skip_blanks(text_, end);
  return is_value_mark(text_, colon, in_flow, is_json) && is_short_name(text_, {pos_, colon});
}

// One past the scalar or alias at `pos` if it ends on its line.
std::uint32_t YamlParser::name_end(std::uint32_t pos, bool in_flow, bool& is_json) {
  const ScalarLimits limits = {in_flow, true, false, 0};
  if (text_[pos] == '"' || text_[pos] == '\'') {
    is_json = true;
    const QuotedScan scan = scan_quoted(text_, pos, limits);
    return scan.end != 0 ? scan.end : kNoName;
  }
  if (is_value_mark(text_, pos, in_flow, false)) return pos;
  if (const std::uint32_t taken = bare_prefix(pos, in_flow); taken != 0) return plain_end(text_, pos, taken, limits);
  if (text_[pos] == '*') {
    while (!is_white_at(text_, pos) && !is_flow_indicator(text_[pos])) ++pos;
    return pos;
  }
  if (!starts_plain(text_, pos, in_flow)) return kNoName;
  plain_name_ = {pos, plain_end(text_, pos, 0, limits)};
  return plain_name_.end;
}

bool YamlParser::flow_collection_is_name(std::uint32_t pos, bool in_flow) {
  if (pos >= dry_covered_) {
    const auto saved = std::tuple(pos_, line_start_, last_end_, gap_, depth_, flow_indent_);
    tried_.clear();
    is_dry_ = true;
    pos_ = pos;
    flow_collection({});
    is_dry_ = false;
    dry_covered_ = std::max(pos_, pos + 1);
    std::tie(pos_, line_start_, last_end_, gap_, depth_, flow_indent_) = saved;
    std::sort(tried_.begin(), tried_.end(),
              [](const TriedBracket& a, const TriedBracket& b) { return a.begin < b.begin; });
    if (!in_flow && !tried_.empty() && tried_.front().begin == pos) {
      // Outside brackets `:` needs white space behind it.
      const std::uint32_t colon = skip_blanks(text_, dry_covered_);
      tried_.front().is_name = tried_.front().is_name && is_white_at(text_, colon + 1);
    }
  }
  const auto found = std::lower_bound(tried_.begin(), tried_.end(), pos,
                                      [](const TriedBracket& tried, std::uint32_t at) { return tried.begin < at; });
  return found != tried_.end() && found->begin == pos && found->is_name;
}

}  // namespace paritylint::tree
