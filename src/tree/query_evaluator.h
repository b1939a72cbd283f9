// QueryEvaluator: walks trees with all queries of a QueryTrie at once.
//
// The trie is a nondeterministic automaton whose states are its nodes: each tree node is visited once, with the set of
// states that its path from the root has reached. A node's edges lead its children to further states; a descendant edge
// (`..`) stays in force for everything below. Subtrees that no state can reach are not entered. Cost: tree nodes
// visited x states active there, where a name costs one binary search over small numbers. A filter costs what its
// expression looks at, out of the same budget.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tree/path_evaluator.h"
#include "tree/query_trie.h"
#include "tree/shape.h"

namespace paritylint::tree {

// What is called for every match: a view of a callable that outlives the call it is passed to.
class MatchVisitor {
 public:
  template <class Visit, class = std::enable_if_t<!std::is_same_v<std::remove_cvref_t<Visit>, MatchVisitor>>>
  MatchVisitor(Visit&& visit)  // NOLINT(google-explicit-constructor)
      : visit_(const_cast<void*>(static_cast<const void*>(std::addressof(visit)))),
        call_([](void* callable, std::uint32_t query_number, const Cursor& match) {
          (*static_cast<std::remove_reference_t<Visit>*>(callable))(query_number, match);
        }) {}

  void operator()(std::uint32_t query_number, const Cursor& match) const { call_(visit_, query_number, match); }

 private:
  void* visit_;
  void (*call_)(void* callable, std::uint32_t query_number, const Cursor& match);
};

// Evaluates one trie over many trees, reusing its memory: nothing is allocated after the first few. One per thread.
class QueryEvaluator {
 public:
  // The arrays that `trie` views must outlive the evaluator.
  explicit QueryEvaluator(const QueryTrie& trie);

  // Call visit(query_number, cursor) once for every node that a query selects below `root`: in document order, at one
  // node by number. A node that several aliases lead to counts once per alias.
  // Requires: the tree was read with a KeyTable whose first names are trie.keys. `max_visits` bounds the number of
  // tree nodes looked at (aliases can multiply them); returns false when it was reached, or when aliases nest nodes
  // deeper than kMaxWalkDepth.
  bool evaluate(const Cursor& root, std::size_t max_visits, MatchVisitor visit, const Shape& shape = {});

 private:
  // A part of a trie node's edges: names, then the others.
  struct Edges {
    std::span<const TrieEdge> names, others;
    bool needs_length = false;  // one of the others is an index or a slice
  };
  // Where the sets of one tree node stand on the stacks.
  struct Frame {
    std::size_t states_begin = 0, states_end = 0, inherited_begin = 0, inherited_end = 0;
    unsigned depth = 0;
  };

  static Edges split(std::span<const TrieEdge> edges);
  Frame open_frame(std::size_t states_begin, unsigned depth);
  // Report the node on top of the stack of states and walk what is below it.
  void walk(const Cursor& node, std::size_t states_begin, unsigned depth);
  void walk_members(const Cursor& mapping, const Frame& frame);
  void walk_elements(const Cursor& sequence, const Frame& frame);
  // Put the set of a member or an element on the stack of states, in place of the set of the child before it. False
  // when nothing leads there: neither it nor anything below it can match.
  template <class MakeCursor>
  bool reach_member(std::span<const KeyId> keys, const Frame& frame, MakeCursor&& value);
  bool reach_element(std::int64_t index, std::int64_t length, const Cursor& element, const Frame& frame);
  // True when the filter number `number` holds for `candidate`.
  bool passes(std::int32_t number, const Cursor& candidate);
  // Begin the set of the next child; false when the walk has to stop.
  bool begin_set();
  void add_state(std::uint32_t trie_node);
  void report(const Cursor& node, std::size_t states_begin);
  void inherit(const Frame& frame);
  void disinherit(const Frame& frame);
  // Call visit(edges) for all edges in force for the children of a node.
  template <class Visit>
  void for_each_edges(const Frame& frame, Visit&& visit) const;
  KeyId key_of(const Cursor& name) const;
  // The numbers of all of the queries' names that a member's name stands for, as Shape::ignores_case says.
  std::span<const KeyId> keys_named(std::string_view name) const;

  QueryTrie trie_;
  std::unordered_map<std::string, std::vector<KeyId>> lower_case_keys_;
  bool ignores_case_ = false;
  std::vector<Edges> child_edges_;          // by trie node
  std::vector<Edges> descendant_edges_;     // by trie node
  std::vector<std::uint32_t> states_;       // stack of state sets; the set of the node at hand is on top
  std::vector<std::uint32_t> inherited_;    // stack of states whose descendant edges are in force
  std::vector<std::uint8_t> is_inherited_;  // by trie node
  std::vector<std::uint32_t> added_in_;     // by trie node: the last set that it was added to
  std::vector<std::uint32_t> matches_;      // query numbers at one node
  std::uint32_t set_number_ = 0;
  std::vector<std::vector<Filter>> filters_;  // by number: one expression, or none before it was needed
  std::optional<PathEvaluator> filter_evaluator_;
  std::optional<Cursor> root_;
  std::size_t visits_left_ = 0;
  bool stopped_ = false;
  const MatchVisitor* visit_ = nullptr;
};

// Deepest nesting that a walk follows. A reader's own limit is far below; only aliases inside aliases get here.
constexpr unsigned kMaxWalkDepth = 1024;

// QueryEvaluator::evaluate for a single use.
bool evaluate(const QueryTrie& trie, const Cursor& root, std::size_t max_visits, MatchVisitor visit);

}  // namespace paritylint::tree
