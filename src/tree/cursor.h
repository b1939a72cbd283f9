// Cursor: a node as a rule wants to see it. Aliases lead to their anchor's node, `<<` merges are expanded, and of
// members with one name the last counts (as Python, the AWS CLI and PyYAML read them).
//
// `node()` is where the value's text stands (the anchor's text), `via()` the alias through which it was reached, for
// a related location; the outermost one when there are several. Walks are finite: an alias inside its own anchor and
// a chain of more than kMaxAliasDepth aliases read as null. Aliases can still multiply (a file of 1 kB that stands for
// 10^9 nodes), so whoever walks a whole tree through cursors counts visits.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "tree/tree.h"

namespace paritylint::tree {

constexpr unsigned kMaxAliasDepth = 32;

// Mappings that the merges of one mapping bring in; what stands behind so many is not merged. Otherwise a list of
// aliases that every mapping of a file merges would cost the square of the file.
constexpr std::size_t kMaxMergeSources = 256;

class Cursor {
 public:
  Cursor(const Tree& tree, NodeId node) : Cursor(tree, node, kNoNode, 0) {}

  const Tree& tree() const { return *tree_; }
  NodeId node() const { return node_; }
  NodeId via() const { return via_; }
  const Node& operator*() const { return tree_->node(node_); }
  const Node* operator->() const { return &tree_->node(node_); }
  // An alias that leads nowhere (unknown, inside its own anchor, too deep) is null.
  NodeKind kind() const {
    const NodeKind kind = tree_->node(node_).kind;
    return kind == NodeKind::alias ? NodeKind::null : kind;
  }
  bool is_mapping() const { return kind() == NodeKind::mapping; }
  bool is_sequence() const { return kind() == NodeKind::sequence; }
  bool is_scalar() const { return !is_mapping() && !is_sequence(); }
  std::string_view text() const {
    return tree_->node(node_).kind == NodeKind::alias ? std::string_view() : tree_->text(node_);
  }

  // The value of the member `name`; nothing when this is no mapping or has no such member.
  std::optional<Cursor> find(std::string_view name) const;

  // The element `index` (from 0) of a sequence.
  std::optional<Cursor> at(std::size_t index) const;

  // Number of effective members or elements.
  std::size_t size() const;

  // Call visit(name: Cursor, value: Cursor) for each effective member, in document order; a merged one stands
  // where its `<<` stands, and is hidden by an explicit one of the same name.
  template <class Visit>
  void for_each_member(Visit&& visit) const;

  // Call visit(index, Cursor) for each element.
  template <class Visit>
  void for_each_element(Visit&& visit) const;

 private:
  Cursor(const Tree& tree, NodeId node, NodeId via, unsigned alias_depth)
      : tree_(&tree), node_(node), via_(via), alias_depth_(alias_depth) {
    if (tree.node(node).kind == NodeKind::alias) follow_alias();
  }
  void follow_alias();
  Cursor child(NodeId id) const { return {*tree_, id, via_, alias_depth_}; }
  bool is_merge_key(NodeId key) const;
  // True when this mapping has a `<<` of its own.
  bool has_merge() const;
  std::optional<Cursor> find_own(std::string_view name) const;

  struct Member;
  class MemberCollector;
  // The effective members of a mapping with merges.
  std::vector<Member> merged_members() const;

  const Tree* tree_;
  NodeId node_;
  NodeId via_ = kNoNode;
  unsigned alias_depth_ = 0;
};

struct Cursor::Member {
  Cursor name;
  Cursor value;
};

template <class Visit>
void Cursor::for_each_element(Visit&& visit) const {
  if (!is_sequence()) return;
  std::size_t index = 0;
  for (NodeId id = tree_->first_child(node_); id != kNoNode; id = tree_->next_sibling(id)) visit(index++, child(id));
}

template <class Visit>
void Cursor::for_each_member(Visit&& visit) const {
  if (!is_mapping()) return;
  if (has_merge()) {
    for (const Member& member : merged_members()) visit(member.name, member.value);
    return;
  }
  for (NodeId key = tree_->first_child(node_); key != kNoNode;) {
    const NodeId value = tree_->next_sibling(key);
    if (!tree_->is_overridden(key)) visit(child(key), child(value));
    key = tree_->next_sibling(value);
  }
}

}  // namespace paritylint::tree
