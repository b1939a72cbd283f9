#include "tree/query_evaluator.h"

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "tree/json_path_parser.h"

namespace paritylint::tree {
namespace {

// True when element `index` of a sequence of `length` is in the slice: RFC 9535, 2.3.4.2.2, seen from the element.
bool slice_selects(const TrieEdge& slice, std::int64_t index, std::int64_t length) {
  const auto from_start = [length](std::int32_t place) -> std::int64_t { return place < 0 ? place + length : place; };
  const std::int64_t step = slice.step == kAbsent ? 1 : slice.step;
  if (step == 0) return false;
  if (step > 0) {
    const std::int64_t first = slice.start == kAbsent ? 0 : std::max<std::int64_t>(from_start(slice.start), 0);
    const std::int64_t stop = slice.stop == kAbsent ? length : from_start(slice.stop);
    return index >= first && index < stop && (index - first) % step == 0;
  }
  const std::int64_t last = length - 1;
  const std::int64_t first = slice.start == kAbsent ? last : std::min(from_start(slice.start), last);
  const std::int64_t stop = slice.stop == kAbsent ? -1 : from_start(slice.stop);
  return index <= first && index > stop && (first - index) % -step == 0;
}

bool selects_element(const TrieEdge& edge, std::int64_t index, std::int64_t length) {
  switch (edge.kind) {
    case TrieEdge::Kind::name:
      return false;
    case TrieEdge::Kind::wildcard:
      return true;
    case TrieEdge::Kind::index:
      return index == (edge.start < 0 ? edge.start + length : edge.start);
    case TrieEdge::Kind::slice:
      return slice_selects(edge, index, length);
    case TrieEdge::Kind::filter:
      return false;  // what stands there decides, not where it stands
  }
  return false;
}

std::string lower_case(std::string_view name) {
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(), [](char c) { return base::to_lower(c); });
  return lower;
}

}  // namespace

QueryEvaluator::QueryEvaluator(const QueryTrie& trie)
    : trie_(trie), is_inherited_(trie.nodes.size()), added_in_(trie.nodes.size()), filters_(trie.filters.size()) {
  for (std::size_t number = 0; number < trie.keys.size(); ++number) {
    lower_case_keys_[lower_case(trie.keys[number])].push_back(static_cast<KeyId>(number));
  }
  child_edges_.reserve(trie.nodes.size());
  descendant_edges_.reserve(trie.nodes.size());
  for (const TrieNode& node : trie.nodes) {
    const auto edges = trie.edges.subspan(node.first_edge, node.edge_count);
    const auto descendants = std::ranges::partition_point(edges, [](const TrieEdge& edge) { return !edge.descendant; });
    child_edges_.push_back(split({edges.begin(), descendants}));
    descendant_edges_.push_back(split({descendants, edges.end()}));
  }
}

QueryEvaluator::Edges QueryEvaluator::split(std::span<const TrieEdge> edges) {
  const auto others =
      std::ranges::partition_point(edges, [](const TrieEdge& edge) { return edge.kind == TrieEdge::Kind::name; });
  const bool needs_length = std::any_of(others, edges.end(), [](const TrieEdge& edge) {
    return edge.kind == TrieEdge::Kind::index || edge.kind == TrieEdge::Kind::slice;
  });
  return {{edges.begin(), others}, {others, edges.end()}, needs_length};
}

bool QueryEvaluator::evaluate(const Cursor& root, std::size_t max_visits, MatchVisitor visit, const Shape& shape) {
  if (trie_.nodes.empty()) return true;
  visits_left_ = max_visits;
  stopped_ = false;
  visit_ = &visit;
  root_ = root;
  ignores_case_ = shape.ignores_case;
  states_.clear();
  if (!begin_set()) return false;
  add_state(0);
  // The nodes above the root are not there, but the queries' states pass through them.
  std::size_t states_begin = 0;
  std::vector<Frame> above;
  bool is_reached = true;
  for (const std::string_view step : shape.root_stands_at) {
    above.push_back(open_frame(states_begin, static_cast<unsigned>(above.size())));
    const Frame& frame = above.back();
    is_reached = begin_set() && (step == "*" ? reach_element(0, 1, root, frame)
                                             : reach_member(keys_named(step), frame, [&] { return root; }));
    if (!is_reached) break;
    states_begin = frame.states_end;
  }
  if (is_reached) walk(root, states_begin, static_cast<unsigned>(above.size()));
  for (; !above.empty(); above.pop_back()) disinherit(above.back());
  return !stopped_;
}

QueryEvaluator::Frame QueryEvaluator::open_frame(std::size_t states_begin, unsigned depth) {
  Frame frame = {states_begin, states_.size(), inherited_.size(), 0, depth};
  inherit(frame);
  frame.inherited_end = inherited_.size();
  return frame;
}

void QueryEvaluator::walk(const Cursor& node, std::size_t states_begin, unsigned depth) {
  report(node, states_begin);
  if (node.is_scalar()) return;
  if (depth == kMaxWalkDepth) {
    stopped_ = true;
    return;
  }
  const Frame frame = open_frame(states_begin, depth);
  if (node.is_mapping()) {
    walk_members(node, frame);
  } else {
    walk_elements(node, frame);
  }
  disinherit(frame);
}

// Without merges and outside of aliases the nodes themselves are the members, and a cursor is needed for those only
// that a state wants: nearly all files take this way, and half of the nodes are names.
void QueryEvaluator::walk_members(const Cursor& mapping, const Frame& frame) {
  const Tree& tree = mapping.tree();
  if (tree.has_merges() || mapping.via() != kNoNode || ignores_case_) {
    mapping.for_each_member([&](const Cursor& name, const Cursor& value) {
      const KeyId exact = ignores_case_ ? kUnknownKey : key_of(name);
      const std::span<const KeyId> keys = ignores_case_ ? keys_named(name.text()) : std::span(&exact, 1);
      if (!begin_set() || !reach_member(keys, frame, [&] { return value; })) return;
      walk(value, frame.states_end, frame.depth + 1);
    });
    return;
  }
  const NodeId end = mapping->end;
  for (NodeId key = mapping.node() + 1; key < end;) {
    const NodeId value = tree.node(key).end;
    if (!begin_set()) return;
    const auto cursor = [&] { return Cursor(tree, value); };
    if (reach_member(std::span(&tree.node(value).key, 1), frame, cursor) && !tree.is_overridden(key)) {
      walk(Cursor(tree, value), frame.states_end, frame.depth + 1);
    }
    key = tree.node(value).end;
  }
}

template <class MakeCursor>
bool QueryEvaluator::reach_member(std::span<const KeyId> keys, const Frame& frame, MakeCursor&& value) {
  states_.resize(frame.states_end);
  for_each_edges(frame, [&](const Edges& edges) {
    for (const KeyId key : keys) {
      auto named = std::ranges::lower_bound(edges.names, key, {}, &TrieEdge::key);
      for (; named != edges.names.end() && named->key == key; ++named) add_state(named->target);
    }
    for (const TrieEdge& edge : edges.others) {
      if (edge.kind == TrieEdge::Kind::wildcard) add_state(edge.target);
      if (edge.kind == TrieEdge::Kind::filter && passes(edge.start, value())) add_state(edge.target);
    }
  });
  return states_.size() > frame.states_end || frame.inherited_end > 0;
}

void QueryEvaluator::walk_elements(const Cursor& sequence, const Frame& frame) {
  bool needs_length = false;
  bool has_edges = frame.inherited_end > 0;
  for_each_edges(frame, [&](const Edges& edges) {
    needs_length = needs_length || edges.needs_length;
    has_edges = has_edges || !edges.others.empty();
  });
  if (!has_edges) return;
  const std::int64_t length = needs_length ? static_cast<std::int64_t>(sequence.size()) : 0;
  sequence.for_each_element([&](std::size_t index, const Cursor& element) {
    if (!begin_set() || !reach_element(static_cast<std::int64_t>(index), length, element, frame)) return;
    walk(element, frame.states_end, frame.depth + 1);
  });
}

bool QueryEvaluator::reach_element(std::int64_t index, std::int64_t length, const Cursor& element, const Frame& frame) {
  states_.resize(frame.states_end);
  for_each_edges(frame, [&](const Edges& edges) {
    for (const TrieEdge& edge : edges.others) {
      const bool selected =
          edge.kind == TrieEdge::Kind::filter ? passes(edge.start, element) : selects_element(edge, index, length);
      if (selected) add_state(edge.target);
    }
  });
  return states_.size() > frame.states_end || frame.inherited_end > 0;
}

bool QueryEvaluator::passes(std::int32_t number, const Cursor& candidate) {
  std::vector<Filter>& filter = filters_[static_cast<std::size_t>(number)];
  if (filter.empty()) {
    auto parsed = PathParser(trie_.filters[static_cast<std::size_t>(number)]).parse_filter_text();
    if (!parsed) BUG("a trie holds a filter that does not parse");
    filter.push_back(*std::move(parsed));
  }
  if (!filter_evaluator_) filter_evaluator_.emplace(*root_);
  filter_evaluator_->restart(*root_, visits_left_, ignores_case_);
  const bool holds = filter_evaluator_->holds(filter.front(), candidate);
  visits_left_ = filter_evaluator_->visits_left();
  if (filter_evaluator_->is_exhausted()) stopped_ = true;
  return holds && !stopped_;
}

bool QueryEvaluator::begin_set() {
  if (stopped_ || visits_left_ == 0) {
    stopped_ = true;
    return false;
  }
  --visits_left_;
  if (++set_number_ == 0) {  // all 2^32 numbers were used: forget the old ones
    std::ranges::fill(added_in_, 0);
    set_number_ = 1;
  }
  return true;
}

void QueryEvaluator::add_state(std::uint32_t trie_node) {
  if (added_in_[trie_node] == set_number_) return;
  added_in_[trie_node] = set_number_;
  states_.push_back(trie_node);
}

void QueryEvaluator::report(const Cursor& node, std::size_t states_begin) {
  matches_.clear();
  bool is_sorted = true;  // one state's accepts stand sorted and different
  for (std::size_t i = states_begin; i < states_.size(); ++i) {
    const TrieNode& state = trie_.nodes[states_[i]];
    if (state.accept_count == 0) continue;
    is_sorted = matches_.empty();
    const auto accepts = trie_.accepts.subspan(state.first_accept, state.accept_count);
    matches_.insert(matches_.end(), accepts.begin(), accepts.end());
  }
  if (!is_sorted) {
    std::ranges::sort(matches_);
    matches_.erase(std::unique(matches_.begin(), matches_.end()), matches_.end());
  }
  for (const std::uint32_t query_number : matches_) (*visit_)(query_number, node);
}

void QueryEvaluator::inherit(const Frame& frame) {
  for (std::size_t i = frame.states_begin; i < frame.states_end; ++i) {
    const std::uint32_t state = states_[i];
    const Edges& edges = descendant_edges_[state];
    if ((edges.names.empty() && edges.others.empty()) || is_inherited_[state] != 0) continue;
    is_inherited_[state] = 1;
    inherited_.push_back(state);
  }
}

void QueryEvaluator::disinherit(const Frame& frame) {
  for (std::size_t i = frame.inherited_begin; i < frame.inherited_end; ++i) is_inherited_[inherited_[i]] = 0;
  inherited_.resize(frame.inherited_begin);
}

template <class Visit>
void QueryEvaluator::for_each_edges(const Frame& frame, Visit&& visit) const {
  for (std::size_t i = frame.states_begin; i < frame.states_end; ++i) visit(child_edges_[states_[i]]);
  for (std::size_t i = 0; i < frame.inherited_end; ++i) visit(descendant_edges_[inherited_[i]]);
}

// The reader numbered the member's name already, at the member's value. `value` in the walk may be an alias's target
// elsewhere, and so may `name`: then its text decides.
KeyId QueryEvaluator::key_of(const Cursor& name) const {
  if (name->is_key) return name.tree().node(name->end).key;
  const auto found = std::ranges::find(trie_.keys, name.text());
  return found == trie_.keys.end() ? kUnknownKey : static_cast<KeyId>(found - trie_.keys.begin());
}

std::span<const KeyId> QueryEvaluator::keys_named(std::string_view name) const {
  const auto found = lower_case_keys_.find(lower_case(name));
  if (found == lower_case_keys_.end()) return {};
  if (ignores_case_) return found->second;
  for (const KeyId& key : found->second) {
    if (trie_.keys[static_cast<std::size_t>(key)] == name) return std::span(&key, 1);
  }
  return {};
}

bool evaluate(const QueryTrie& trie, const Cursor& root, std::size_t max_visits, MatchVisitor visit) {
  return QueryEvaluator(trie).evaluate(root, max_visits, visit);
}

}  // namespace paritylint::tree
