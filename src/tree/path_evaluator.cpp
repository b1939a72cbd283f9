#include "tree/path_evaluator.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace paritylint::tree {

void PathEvaluator::restart(const Cursor& root, std::size_t max_visits, bool ignores_case) {
  root_ = root;
  visits_left_ = max_visits;
  ignores_case_ = ignores_case;
}

bool PathEvaluator::visit() {
  if (visits_left_ == 0) return false;
  if (visits_left_ != kNoLimit) --visits_left_;
  return true;
}

std::vector<Cursor> PathEvaluator::children_of(const Cursor& node) {
  std::vector<Cursor> children;
  const auto add = [&](const Cursor& child) {
    if (visit()) children.push_back(child);
  };
  node.for_each_member([&](const Cursor&, const Cursor& value) { add(value); });
  node.for_each_element([&](std::size_t, const Cursor& element) { add(element); });
  return children;
}

// The node and everything below it, parents before children. Without recursion: aliases may nest deeper than any file.
std::vector<Cursor> PathEvaluator::descendants_of(const Cursor& node) {
  std::vector<Cursor> found;
  std::vector<Cursor> pending = {node};
  while (!pending.empty()) {
    found.push_back(pending.back());
    pending.pop_back();
    const std::vector<Cursor> children = children_of(found.back());
    pending.insert(pending.end(), children.rbegin(), children.rend());
  }
  return found;
}

std::vector<Cursor> PathEvaluator::select(const std::vector<Segment>& segments, const Cursor& start) {
  std::vector<Cursor> nodes = {start};
  for (const Segment& segment : segments) {
    std::vector<Cursor> selected;
    for (const Cursor& node : nodes) {
      const std::vector<Cursor> inputs = segment.descendant ? descendants_of(node) : std::vector<Cursor>{node};
      for (const Cursor& input : inputs) {
        for (const Selector& selector : segment.selectors) apply(selector, input, selected);
      }
    }
    nodes = std::move(selected);
  }
  return nodes;
}

void PathEvaluator::apply(const Selector& selector, const Cursor& node, std::vector<Cursor>& selected) {
  switch (selector.kind) {
    case Selector::Kind::name:
      if (!visit()) return;
      if (const auto member = node.find(selector.name)) {
        selected.push_back(*member);
      } else if (const auto similar = ignores_case_ ? node.find_ignoring_case(selector.name) : std::nullopt) {
        selected.push_back(*similar);
      }
      return;
    case Selector::Kind::index: {
      if (!visit() || !node.is_sequence()) return;
      const auto size = static_cast<std::int64_t>(selector.index < 0 ? node.size() : 0);
      const std::int64_t from_start = selector.index < 0 ? selector.index + size : selector.index;
      if (from_start < 0) return;
      if (const auto element = node.at(static_cast<std::size_t>(from_start))) selected.push_back(*element);
      return;
    }
    case Selector::Kind::slice:
      return apply_slice(selector.slice, node, selected);
    case Selector::Kind::wildcard: {
      const std::vector<Cursor> children = children_of(node);
      selected.insert(selected.end(), children.begin(), children.end());
      return;
    }
    case Selector::Kind::filter:
      for (const Cursor& child : children_of(node)) {
        if (holds(selector.filter.front(), child)) selected.push_back(child);
      }
      return;
  }
}

// RFC 9535, 2.3.4.2.2, word for word; its numbers stay far below 2^63.
void PathEvaluator::apply_slice(const Slice& slice, const Cursor& node, std::vector<Cursor>& selected) {
  if (!node.is_sequence()) return;
  const std::vector<Cursor> elements = children_of(node);
  const auto length = static_cast<std::int64_t>(elements.size());
  const std::int64_t step = slice.step.value_or(1);
  const std::int64_t start = slice.start.value_or(step >= 0 ? 0 : length - 1);
  const std::int64_t end = slice.end.value_or(step >= 0 ? length : -length - 1);
  const std::int64_t from = start >= 0 ? start : length + start;
  const std::int64_t to = end >= 0 ? end : length + end;
  if (step > 0) {
    const std::int64_t upper = std::clamp<std::int64_t>(to, 0, length);
    for (std::int64_t i = std::clamp<std::int64_t>(from, 0, length); i < upper; i += step) {
      selected.push_back(elements[static_cast<std::size_t>(i)]);
    }
  } else if (step < 0) {
    const std::int64_t lower = std::clamp<std::int64_t>(to, -1, length - 1);
    for (std::int64_t i = std::clamp<std::int64_t>(from, -1, length - 1); i > lower; i += step) {
      selected.push_back(elements[static_cast<std::size_t>(i)]);
    }
  }
}

}  // namespace paritylint::tree
