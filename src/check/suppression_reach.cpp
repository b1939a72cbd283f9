#include "check/suppression_reach.h"

#include <algorithm>

#include "base/text.h"

namespace paritylint::check {
namespace {

// Lines that are looked at for a command, and that one goes on in, so that many comments cost no square of the file.
constexpr std::uint32_t kMostLines = 500;

bool is_block_scalar(const tree::Node& node) {
  return node.style == tree::Style::literal || node.style == tree::Style::folded;
}

}  // namespace

bool SuppressionReach::is_alone(std::uint32_t hash) const {
  const std::uint32_t begin = line_of(hash).begin;
  return base::trim(view_.source.substr(begin, hash - begin)).empty();
}

bool SuppressionReach::is_blank_or_comment(std::uint32_t line) const {
  const std::string_view text = base::trim(base::slice(view_.source, lines_.line_span(line)));
  return text.empty() || text.starts_with('#');
}

tree::NodeId SuppressionReach::node_before(std::uint32_t offset) const {
  const auto nodes = view_.tree->nodes();
  const auto behind =
      std::ranges::upper_bound(nodes, offset, {}, [](const tree::Node& node) { return node.token.begin; });
  return behind == nodes.begin() ? tree::kNoNode : static_cast<tree::NodeId>(behind - nodes.begin() - 1);
}

// A collection begins where its first entry does, and a comment above means that entry; an element of a list is meant
// as a whole.
base::Span SuppressionReach::entry_behind(std::uint32_t hash, tree::NodeId next) const {
  const tree::Tree& tree = *view_.tree;
  if (next >= tree.nodes().size()) return {hash, line_of(hash).end};
  tree::NodeId node = next;
  const auto is_element = [&](tree::NodeId id) {
    const tree::NodeId parent = tree.node(id).parent;
    return parent != tree::kNoNode && tree.node(parent).kind == tree::NodeKind::sequence;
  };
  while (tree.node(node).style == tree::Style::block && !is_element(node)) {
    const tree::NodeId first = tree.first_child(node);
    if (first == tree::kNoNode) break;
    node = first;
  }
  const tree::NodeId last = tree.node(node).is_key ? tree.next_sibling(node) : node;
  const std::uint32_t end = tree.node(last).token.end;
  const std::uint32_t last_byte = end > tree.node(last).token.begin ? end - 1 : end;
  return {hash, std::max({end, line_of(last_byte).end, line_of(hash).end})};
}

base::Span SuppressionReach::line_with_scalars(std::uint32_t hash) const {
  base::Span span = line_of(hash);
  const tree::NodeId id = node_before(hash);
  if (id == tree::kNoNode) return span;
  const tree::Node& node = view_.tree->node(id);
  if (!node.is_scalar() || node.token.end <= span.begin) return span;
  return {std::min(span.begin, node.token.begin),
          is_block_scalar(node) ? std::max(span.end, node.token.end) : span.end};
}

// The next line before `end` that the shell executes, with the lines that it goes on in.
base::Span SuppressionReach::next_command(std::uint32_t hash, std::uint32_t end) const {
  const std::uint32_t own = lines_.line_of(hash);
  const std::uint32_t last = std::min(lines_.line_of(end > 0 ? end - 1 : 0), own + kMostLines);
  std::uint32_t line = own;
  do ++line;
  while (line <= last && is_blank_or_comment(line));
  if (line > last) return {hash, lines_.line_span(own).end};
  while (line < last && base::slice(view_.source, lines_.line_span(line)).ends_with('\\')) ++line;
  return {hash, lines_.line_span(line).end};
}

base::Span SuppressionReach::of(std::uint32_t hash) const {
  const bool alone = is_alone(hash);
  const auto size = base::offset32(view_.source.size());
  if (view_.tree == nullptr) return alone ? next_command(hash, size) : line_of(hash);
  const auto comments = view_.tree->comments();
  const auto behind =
      std::ranges::upper_bound(comments, hash, {}, [](const tree::Comment& comment) { return comment.span.begin; });
  if (behind != comments.begin() && hash < (behind - 1)->span.end) {
    return alone ? entry_behind(hash, (behind - 1)->next_node) : line_with_scalars(hash);
  }
  const tree::NodeId id = node_before(hash);
  if (id == tree::kNoNode) return {};
  const tree::Node& node = view_.tree->node(id);
  if (!node.is_scalar() || hash >= node.token.end) return {};
  return alone ? next_command(hash, node.token.end) : line_of(hash);
}

bool SuppressionReach::is_at_top(std::uint32_t hash) const {
  if (view_.tree != nullptr) return view_.tree->nodes().empty() || hash < view_.tree->node(0).token.begin;
  const std::uint32_t most = std::min(lines_.line_of(hash), kMostLines);
  for (std::uint32_t line = 1; line < most; ++line) {
    const std::string_view text = base::trim(base::slice(view_.source, lines_.line_span(line)));
    if (!is_blank_or_comment(line) && text != "---" && !text.starts_with('%')) return false;
  }
  return is_alone(hash) && most < kMostLines;
}

}  // namespace paritylint::check
