#include "check/elsewhere.h"

#include <span>
#include <utility>

#include "base/text.h"
#include "tree/json_path.h"

namespace paritylint::check {
namespace {

using tree::Cursor;
using tree::Segment;
using tree::Selector;

// True when an alias is what a YAML merge brings in: `<<: *x` or `<<: [*x, *y]`.
bool is_merged(const tree::Tree& tree, tree::NodeId alias) {
  const auto is_under_merge = [&](tree::NodeId value) {
    const tree::NodeId key = tree.key_node(value);
    return key != tree::kNoNode && tree.text(key) == "<<";
  };
  const tree::NodeId parent = tree.node(alias).parent;
  return is_under_merge(alias) || (parent != tree::kNoNode && is_under_merge(parent));
}

// The part of a query that is left below the place where the file's root stands, or nothing when it leads elsewhere.
std::optional<std::span<const Segment>> below_root(std::span<const Segment> segments, const tree::Shape& shape) {
  std::size_t used = 0;
  for (const std::string_view name : shape.root_stands_at) {
    if (used == segments.size() || segments[used].descendant || segments[used].selectors.size() != 1)
      return std::nullopt;
    const Selector& selector = segments[used].selectors.front();
    const bool leads_there = name == "*" ? selector.kind == Selector::Kind::wildcard
                                         : selector.kind == Selector::Kind::name && selector.name == name;
    if (!leads_there) return std::nullopt;
    ++used;
  }
  return segments.subspan(used);
}

}  // namespace

void Elsewhere::begin(const FileView& view, std::size_t max_visits) {
  view_ = &view;
  if (view.tree == nullptr || !view.recognition) return;
  const Cursor root(*view.tree, view.recognition->root);
  if (!evaluator_) evaluator_.emplace(root);
  evaluator_->restart(root, max_visits, view.recognition->shape().ignores_case);
}

// The text of a value stands where its anchor stands; around it is what stands around the alias. Only the outermost
// alias of several is known: where that leaves doubt there is no answer.
std::optional<Elsewhere::Point> Elsewhere::object_around(Point point) const {
  const tree::Tree& tree = *view_->tree;
  const tree::NodeId target = point.via != tree::kNoNode ? tree.alias_target(point.via) : tree::kNoNode;
  const auto is_inside_target = [&](tree::NodeId node) { return node >= target && node < tree.node(target).end; };
  while (point.node != view_->recognition->root) {
    if (target != tree::kNoNode && point.via != tree::kNoNode) {
      if (!is_inside_target(point.node)) return std::nullopt;
      if (point.node == target) point = {std::exchange(point.via, tree::kNoNode), tree::kNoNode};
    }
    point.node = tree.node(point.node).parent;
    if (point.node == tree::kNoNode) return std::nullopt;
    const bool is_only_merged = point.via != tree::kNoNode && point.node == target && is_merged(tree, point.via);
    if (tree.node(point.node).kind == tree::NodeKind::mapping && !is_only_merged) return point;
  }
  return std::nullopt;
}

std::optional<Cursor> Elsewhere::start(const Condition& condition, const Subject& subject) const {
  if (subject.named == tree::kNoNode || view_->tree == nullptr) return std::nullopt;
  const tree::Tree& tree = *view_->tree;
  std::optional<Point> point = Point{subject.named, subject.via};
  switch (condition.kind) {
    case Condition::Kind::at_root:
      return Cursor(tree, view_->recognition->root);
    case Condition::Kind::at_parent:
      point = object_around(*point);
      if (!point) return std::nullopt;
      [[fallthrough]];
    case Condition::Kind::at_sibling:
      point = object_around(*point);
      break;
    default:
      break;
  }
  if (!point) return std::nullopt;
  return Cursor(tree, point->node);
}

std::optional<std::vector<Cursor>> Elsewhere::select(const Condition& condition, const Cursor& start) {
  const auto [at, is_new] = queries_.try_emplace(&condition);
  if (is_new) {
    const auto parsed = tree::JsonPath::parse(condition.text);
    if (!parsed) BUG("a condition holds a query that does not parse");
    at->second = parsed->segments();
  }
  if (condition.kind != Condition::Kind::at_root) return evaluator_->select(at->second, start);
  const auto below = below_root(at->second, view_->recognition->shape());
  if (!below) return std::nullopt;
  return evaluator_->select({below->begin(), below->end()}, start);
}

}  // namespace paritylint::check
