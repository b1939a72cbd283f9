#include "tree/yaml_parser.h"

#include <algorithm>

#include "base/text.h"

namespace paritylint::tree {
namespace {

// Recursion costs stack, so no option goes deeper than this.
constexpr std::uint32_t kMostDepth = 1000;
constexpr std::uint32_t kStopInterval = 256;

}  // namespace

bool YamlParser::parse(std::string_view text, std::uint32_t begin, const ReadOptions& options, const KeyTable& keys,
                       ReadResult& result) {
  text_ = text;
  pos_ = line_start_ = last_end_ = begin;
  options_ = &options;
  result_ = &result;
  is_strict_ = options.mode == Mode::strict;
  gap_ = {};
  last_plain_ = plain_name_ = {};
  plain_line_ = 0;
  depth_ = node_count_ = flow_indent_ = dry_covered_ = 0;
  is_dry_ = has_yaml_directive_ = false;
  tag_handles_.clear();
  tried_.clear();
  comments_.clear();
  builder_.reset(result.tree, Format::yaml, text, keys);
  const bool is_complete = stream();
  for (const Span comment : comments_) builder_.comment(comment);
  return is_complete;
}

// White space, line breaks and comments up to the next token.
void YamlParser::skip_gap() {
  gap_ = {pos_ == line_start_, false};
  for (; pos_ < text_.size();) {
    const char c = text_[pos_];
    if (is_break(c)) {
      pos_ = line_start_ = skip_break(text_, pos_);
      gap_ = {true, false};
    } else if (is_blank(c)) {
      gap_.has_tab = gap_.has_tab || c == '\t';
      ++pos_;
    } else if (c == '#' && (pos_ == line_start_ || is_blank(text_[pos_ - 1]))) {
      const std::uint32_t end = line_end(text_, pos_);
      if (!is_dry_ && (comments_.empty() || comments_.back().begin < pos_)) comments_.push_back({pos_, end});
      pos_ = end;
    } else {
      break;
    }
  }
}

// Move behind a token that may span lines.
void YamlParser::advance(std::uint32_t end) {
  for (std::uint32_t at = pos_; at < end; ++at) {
    if (is_break(text_[at])) line_start_ = at + 1;
  }
  pos_ = end;
}

bool YamlParser::count_node() {
  if (is_dry_) return true;
  const bool is_over = ++node_count_ > options_->max_nodes;
  const bool is_stopped = node_count_ % kStopInterval == 1 && options_->stop.stop_requested();
  if (!is_over && !is_stopped) return true;
  if (is_stopped) return fail(ProblemCode::unfinished, {pos_, pos_}, "a request to stop", {});
  return fail(ProblemCode::unfinished, {pos_, pos_}, "more", at_most(options_->max_nodes, "values and names"));
}

bool YamlParser::open(NodeKind kind, Style style, std::uint32_t begin, const Properties& properties) {
  if (!count_node()) return false;
  if (++depth_ > std::min(options_->max_depth, kMostDepth)) {
    return fail(ProblemCode::too_deep, {pos_, std::min(pos_ + 1, base::offset32(text_.size()))}, "deeper nesting",
                at_most(std::min(options_->max_depth, kMostDepth), "open collections"));
  }
  if (is_dry_) return true;
  bind(properties);
  builder_.begin_collection(kind, style, begin);
  return true;
}

void YamlParser::close(std::uint32_t end) {
  --depth_;
  if (!is_dry_) builder_.end_collection(end);
}

// Give the properties to the node that comes next.
void YamlParser::bind(const Properties& properties) {
  if (!properties.any()) return;
  const NodeId node = builder_.next_node();
  const bool anchor_first = properties.anchor.begin < properties.tag.begin;
  const auto add = [&](Property::Kind kind, Span span) {
    if (!span.empty()) builder_.property(kind, span, node);
  };
  if (anchor_first) add(Property::Kind::anchor, properties.anchor);
  add(Property::Kind::tag, properties.tag);
  if (!anchor_first) add(Property::Kind::anchor, properties.anchor);
  if (properties.anchor.empty()) return;
  anchors_[base::slice(text_, {properties.anchor.begin + 1, properties.anchor.end})] = node;
}

bool YamlParser::fail(ProblemCode code, Span span, std::string found, std::string expected) {
  if (is_dry_) return false;
  Problem& problem = result_->problems.emplace_back();
  problem.code = code;
  problem.span = span;
  problem.found = std::move(found);
  problem.expected = std::move(expected);
  return false;
}

// The token at pos_ is not what the grammar allows.
bool YamlParser::fail_here(ProblemCode code, std::string expected) {
  const Span span = token_here();
  return fail(code, span, describe(span), std::move(expected));
}

// A tab stands where only spaces count.
bool YamlParser::fail_tab() {
  std::uint32_t tab = pos_;
  while (tab > line_start_ && text_[tab - 1] != '\t') --tab;
  return fail(ProblemCode::tab_indentation, {tab - (tab > line_start_ ? 1 : 0), tab}, "tab", "spaces as indentation");
}

void YamlParser::repaired(ProblemCode code, Span span, std::string expected) {
  if (is_dry_ || result_->problems.size() >= options_->max_problems) return;
  Problem& problem = result_->problems.emplace_back();
  problem.code = code;
  problem.span = span;
  problem.repaired = true;
  problem.found = describe(span);
  problem.expected = std::move(expected);
}

// The bytes at pos_ up to white space, for a message; one mark when it is an indicator.
Span YamlParser::token_here() const {
  if (at_end()) return {pos_, pos_};
  std::uint32_t end = pos_;
  while (end < text_.size() && !is_white_at(text_, end) && !is_flow_indicator(text_[end])) ++end;
  return {pos_, std::max(end, pos_ + 1)};
}

std::string YamlParser::describe(Span span) const {
  if (span.begin >= text_.size()) return "end of file";
  return base::quoted(base::slice(text_, span), 40);
}

}  // namespace paritylint::tree
