// Scalars, aliases and the properties in front of nodes.
#include <algorithm>

#include "base/text.h"
#include "tree/yaml_decode.h"
#include "tree/yaml_parser.h"
#include "tree/yaml_schema.h"

namespace paritylint::tree {
namespace {

// Characters of anchor names: everything but white space and brackets.
std::uint32_t anchor_end(std::string_view text, std::uint32_t pos) {
  while (!is_white_at(text, pos) && !is_flow_indicator(text[pos])) ++pos;
  return pos;
}

bool is_tag_char(char c) {
  return base::is_alnum(c) || std::string_view("-#;/?:@&=+$_.!~*'()%").find(c) != std::string_view::npos;
}

// The size of `{{ name }}` and the like, which is a flow mapping inside a flow mapping to nobody but the grammar. Looks
// no further than the first brace or line break behind the opening ones, so that long lines of braces stay cheap.
std::uint32_t double_brace_size(std::string_view text) {
  if (!text.starts_with("{{")) return 0;
  const std::size_t end = text.find_first_of("{}\r\n", 2);
  if (end == std::string_view::npos || !text.substr(end).starts_with("}}")) return 0;
  const std::string_view inside = text.substr(2, end - 2);
  if (inside.find(": ") != std::string_view::npos) return 0;
  const std::string_view name = base::trim(inside);
  const bool is_name = !name.empty() && (base::is_alnum(name.front()) || name.front() == '_' || name.front() == '.' ||
                                         name.front() == '$');
  return is_name ? base::offset32(end + 2) : 0;
}

}  // namespace

// The size of what begins a plain scalar at `pos` although YAML forbids it or means something else by it, in tolerant
// mode: a placeholder, a glob, or the `&&` of a shell command.
std::uint32_t YamlParser::bare_prefix(std::uint32_t pos, bool in_flow) const {
  if (is_strict_ || pos >= text_.size()) return 0;
  switch (text_[pos]) {
    case '{':
      return double_brace_size(text_.substr(pos));
    case '%':
    case '@':
    case '`':
      return is_white_at(text_, pos + 1) || (in_flow && is_flow_indicator(text_[pos + 1])) ? 0 : 1;
    case '&':
      return text_.substr(pos).starts_with("&&") ? 2 : 0;
    case '*': {
      const std::string_view name = base::slice(text_, {pos + 1, anchor_end(text_, pos + 1)});
      if (anchors_.contains(name)) return 0;
      const bool is_glob = name.empty() || name.find_first_of("*/.?") != std::string_view::npos;
      return is_glob ? 1 : 0;
    }
    default:
      return 0;
  }
}

// One anchor or tag. Requires: one begins at pos_.
bool YamlParser::properties(Properties& found, bool in_flow) {
  if (!(at('&') ? anchor(found) : tag(found))) return false;
  if (is_white_at(text_, pos_) || (in_flow && is_flow_indicator(text_[pos_]))) return true;
  return fail_here(ProblemCode::unexpected_token, "white space behind an anchor or tag");
}

bool YamlParser::anchor(Properties& found) {
  if (!found.anchor.empty()) return fail_here(ProblemCode::unexpected_token, "one anchor for a node");
  const std::uint32_t end = anchor_end(text_, pos_ + 1);
  if (end == pos_ + 1)
    return fail_here(ProblemCode::unexpected_token, "a name behind \"&\", or quotes around the value");
  found.anchor = {pos_, end};
  found.end = last_end_ = pos_ = end;
  return true;
}

bool YamlParser::tag(Properties& found) {
  if (!found.tag.empty()) return fail_here(ProblemCode::unexpected_token, "one tag for a node");
  std::uint32_t end = pos_ + 1;
  if (text_.substr(pos_).starts_with("!<")) {
    end = std::min(base::offset32(std::min(text_.find('>', pos_), text_.size())), line_end(text_, pos_));
    if (end >= text_.size() || text_[end] != '>')
      return fail_here(ProblemCode::unexpected_token, "\">\" behind the tag");
    ++end;
  } else {
    while (end < text_.size() && is_tag_char(text_[end])) ++end;
    const std::string_view written = base::slice(text_, {pos_, end});
    const std::size_t mark = written.find('!', 1);
    const std::string_view handle = mark == std::string_view::npos ? "!" : written.substr(0, mark + 1);
    const bool is_known =
        handle.size() <= 2 || std::find(tag_handles_.begin(), tag_handles_.end(), handle) != tag_handles_.end();
    if (!is_known) return fail_here(ProblemCode::unexpected_token, "a %TAG directive for this tag");
    if (handle.size() > 1 && handle.size() == written.size()) {
      return fail_here(ProblemCode::unexpected_token, "a name behind the tag's handle");
    }
  }
  found.tag = {pos_, end};
  found.end = last_end_ = pos_ = end;
  return true;
}

bool YamlParser::alias(const Properties& found) {
  const Span token = {pos_, anchor_end(text_, pos_ + 1)};
  if (found.any())
    return fail(ProblemCode::unexpected_token, token, describe(token), "no anchor or tag before an alias");
  if (token.size() == 1)
    return fail_here(ProblemCode::unexpected_token, "a name behind \"*\", or quotes around the value");
  pos_ = last_end_ = token.end;
  if (is_dry_) return true;
  const auto target = anchors_.find(base::slice(text_, {token.begin + 1, token.end}));
  if (target == anchors_.end()) {
    return fail(ProblemCode::unknown_alias, token, describe(token),
                "the name of an anchor above, or quotes around the value");
  }
  if (!count_node()) return false;
  builder_.alias(token, target->second);
  return true;
}

bool YamlParser::plain(std::uint32_t taken, const Properties& found, const ScalarLimits& limits) {
  if (taken == 0 && !starts_plain(text_, pos_, limits.in_flow)) {
    return fail_here(ProblemCode::unexpected_token,
                     at('%') || at('@') || at('`') ? "quotes around the value" : "a value");
  }
  const bool is_measured = limits.one_line && taken == 0 && plain_name_.begin == pos_ && !plain_name_.empty();
  const Span token = is_measured ? plain_name_ : Span{pos_, plain_end(text_, pos_, taken, limits)};
  last_plain_ = token;
  plain_line_ = line_start_;
  if (!limits.one_line) advance(token.end);
  pos_ = last_end_ = token.end;
  if (taken != 0) repaired(ProblemCode::unquoted_value, token, "quotes around the value");
  const NodeKind kind = taken != 0 ? NodeKind::unquoted : plain_kind(base::slice(text_, token));
  return emit_scalar(kind, Style::plain, token, token, plain_line_ == line_start_, 0, found);
}

bool YamlParser::quoted(const Properties& found, const ScalarLimits& limits) {
  const std::uint32_t begin = pos_;
  const QuotedScan scan = scan_quoted(text_, pos_, limits);
  switch (scan.outcome) {
    case QuotedScan::Outcome::unterminated:
      return fail(ProblemCode::unterminated_string, {begin, begin + 1}, "end of file", "a closing quote");
    case QuotedScan::Outcome::invalid_escape:
      return fail(ProblemCode::invalid_escape, scan.error, describe(scan.error),
                  "\"\\\\\" for a backslash, or single quotes around the value");
    case QuotedScan::Outcome::shallow_line:
      return fail(ProblemCode::invalid_indentation, scan.error, "a line of a quoted value",
                  "deeper indentation than the name of the value");
    case QuotedScan::Outcome::lone_surrogate:
      for (Span lone = scan.error; !lone.empty(); lone = find_lone_surrogate(text_, lone.end, scan.end)) {
        repaired(ProblemCode::lone_surrogate, lone, "a pair of surrogates");
      }
      break;
    case QuotedScan::Outcome::closed:
      break;
  }
  const Style style = at('"') ? Style::double_quoted : Style::single_quoted;
  advance(scan.end);
  last_end_ = scan.end;
  return emit_scalar(NodeKind::string, style, {begin, scan.end}, {begin + 1, scan.end - 1}, scan.is_verbatim, 0, found);
}

bool YamlParser::block_scalar(int indent, const Properties& found) {
  const std::uint32_t begin = pos_;
  const BlockHeader header = read_block_header(text_, pos_);
  pos_ = header.end;
  const std::uint32_t rest = skip_blanks(text_, pos_);
  if (!is_white_at(text_, pos_) || (rest < text_.size() && text_[rest] != '#' && !is_break(text_[rest]))) {
    pos_ = rest;
    return fail_here(ProblemCode::unexpected_token, "end of line behind \"|\" or \">\"");
  }
  const std::uint32_t end_of_line = line_end(text_, rest);
  if (rest < end_of_line) comments_.push_back({rest, end_of_line});
  const std::uint32_t first_line = end_of_line < text_.size() ? skip_break(text_, end_of_line) : end_of_line;
  const std::uint32_t parent = indent > 0 ? static_cast<std::uint32_t>(indent) : 0;
  const std::uint32_t least =
      header.increment != 0 ? parent + header.increment : static_cast<std::uint32_t>(indent + 1);
  const BlockScan scan = scan_block(text_, first_line, header, least);
  if (!scan.error.empty()) {
    return fail(ProblemCode::invalid_indentation, scan.error, "a blank line with more spaces than the text below",
                "fewer spaces");
  }
  const std::uint32_t behind = skip_spaces(text_, scan.end);
  if (is_strict_ && behind < text_.size() && text_[behind] == '\t' && is_white_at(text_, skip_blanks(text_, behind))) {
    return fail(ProblemCode::tab_indentation, {behind, behind + 1}, "tab", "spaces as indentation");
  }
  const bool is_empty = scan.content.empty();
  const Span content = is_empty ? Span{header.end, header.end} : scan.content;
  pos_ = begin;
  advance(std::max(content.end, end_of_line));
  last_end_ = content.end;
  if (!emit_scalar(NodeKind::string, header.style, {begin, content.end}, content, is_empty, scan.indent, found))
    return false;
  skip_gap();
  return true;
}

// A value of no bytes at `at`.
bool YamlParser::empty_scalar(std::uint32_t at, const Properties& found) {
  return emit_scalar(NodeKind::null, Style::empty, {at, at}, {at, at}, true, 0, found);
}

bool YamlParser::emit_scalar(NodeKind kind, Style style, Span token, Span content, bool is_verbatim,
                             std::uint32_t indent, const Properties& found) {
  if (!count_node()) return false;
  if (is_dry_) return true;
  bind(found);
  kind = tagged_kind(kind, found);
  if (is_verbatim) {
    builder_.scalar(kind, style, token, content);
    return true;
  }
  scratch_.clear();
  decode_yaml(text_, {style, content, indent}, scratch_, nullptr);
  builder_.scalar(kind, style, token, content, scratch_);
  return true;
}

// `!!str` and the bare `!` make a string; other tags say nothing about the kind.
NodeKind YamlParser::tagged_kind(NodeKind kind, const Properties& found) const {
  if (found.tag.empty() || kind == NodeKind::unquoted) return kind;
  const std::string_view tag = base::slice(text_, found.tag);
  return tag == "!" || tag == "!!str" || tag == "!<tag:yaml.org,2002:str>" ? NodeKind::string : kind;
}

}  // namespace paritylint::tree
