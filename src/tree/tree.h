// Tree: the nodes of one file (all its documents), its comments, anchors and tags, each with exact spans.
//
// Ownership: the tree owns nodes and decoded text; it views the source, which must outlive it. A tree is filled
// by one reader through TreeBuilder and is read-only afterwards; many threads may read it.
//
// Gap invariant: outside the tokens of leaves, the source holds only white space, comments, structural marks,
// anchors, tags and YAML directives. What edits a file (fix, unify, suppressions) relies on it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tree/node.h"

namespace paritylint::tree {

enum class Format : std::uint8_t { json, yaml };

// A comment with its mark (# // /* */), without the line break. `next_node` is the first node that begins after
// it, or the number of nodes.
struct Comment {
  Span span;
  NodeId next_node = 0;
};

// An anchor (&name) or tag (!name) in front of a node. `text` spans the name without & and with all of a tag's marks.
struct Property {
  enum class Kind : std::uint8_t { anchor, tag };
  Kind kind = Kind::anchor;
  NodeId node = 0;
  Span span;  // with & or !
};

// A member name that occurred before in the same mapping.
struct DuplicateKey {
  NodeId key = 0;
  NodeId first = 0;  // the name's first occurrence
};

class Tree {
 public:
  Tree() = default;

  Format format() const { return format_; }
  std::string_view source() const { return source_; }
  std::span<const Node> nodes() const { return nodes_; }
  const Node& node(NodeId id) const { return nodes_[id]; }
  // The root node of each document, in order.
  std::span<const NodeId> documents() const { return documents_; }
  std::span<const Comment> comments() const { return comments_; }
  std::span<const Property> properties() const { return properties_; }

  // The decoded value of a scalar, the name of an alias, empty for collections. A view into tree or source.
  std::string_view text(NodeId id) const {
    const Node& n = nodes_[id];
    return {(n.text_in_arena ? arena_.data() : source_.data()) + n.text_offset, n.text_size};
  }
  std::string_view token(NodeId id) const { return base::slice(source_, nodes_[id].token); }

  // The anchored node that an alias stands for, or kNoNode when there is none before it.
  NodeId alias_target(NodeId alias) const;

  // Later occurrences of a member name in one mapping, in no particular order.
  std::span<const DuplicateKey> duplicate_keys() const { return duplicate_keys_; }

  // True when a later member of the same mapping has the same name as this member's name node.
  bool is_overridden(NodeId key) const;

  // True when some mapping has a YAML merge: a plain name `<<`.
  bool has_merges() const { return has_merges_; }

  // The name node of a mapping's member, or kNoNode when `value` is not a member's value.
  NodeId key_node(NodeId value) const;

  // The first child of a collection, or kNoNode; the next sibling, or kNoNode.
  NodeId first_child(NodeId id) const { return nodes_[id].end > id + 1 ? id + 1 : kNoNode; }
  NodeId next_sibling(NodeId id) const {
    const NodeId next = nodes_[id].end;
    const NodeId parent = nodes_[id].parent;
    return parent != kNoNode && next < nodes_[parent].end ? next : kNoNode;
  }

 private:
  friend class TreeBuilder;
  struct AliasTarget {
    NodeId alias = 0;
    NodeId target = kNoNode;
  };

  Format format_ = Format::json;
  std::string_view source_;
  std::vector<Node> nodes_;
  std::vector<NodeId> documents_;
  std::vector<Comment> comments_;
  std::vector<Property> properties_;
  std::vector<AliasTarget> aliases_;  // by alias
  std::vector<DuplicateKey> duplicate_keys_;
  std::vector<NodeId> overridden_keys_;  // sorted
  std::string arena_;
  bool has_merges_ = false;
};

}  // namespace paritylint::tree
