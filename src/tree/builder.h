// TreeBuilder: the one way to fill a Tree, used by every reader, so that the same data gives the same tree.
//
// Calls come in document order. Inside a mapping, scalars and collections alternate: name, value, name, value.
// reset() keeps the memory of the previous file, so that a warm reader allocates nothing.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "tree/key_table.h"
#include "tree/tree.h"

namespace paritylint::tree {

class TreeBuilder {
 public:
  // Begin a new file over `source` into `tree`, keeping that tree's memory. `keys` and `source` must outlive the tree.
  void reset(Tree& tree, Format format, std::string_view source, const KeyTable& keys);

  // Leave nothing in `tree` but its memory, for a source that gave none.
  static void make_empty(Tree& tree, Format format, std::string_view source);

  void begin_document();
  // A document without any node is not kept.
  void end_document();

  NodeId begin_collection(NodeKind kind, Style style, std::uint32_t token_begin);
  // `token_end` is one past the last byte. Sets content by style.
  void end_collection(std::uint32_t token_end);

  // A scalar whose text is `content`'s bytes in the source.
  NodeId scalar(NodeKind kind, Style style, Span token, Span content);
  // A scalar whose text differs from the source: it is copied into the arena.
  NodeId scalar(NodeKind kind, Style style, Span token, Span content, std::string_view decoded);
  NodeId alias(Span token, NodeId target);

  // Comments in the order of their spans; they may come after the nodes.
  void comment(Span span);
  void property(Property::Kind kind, Span span, NodeId node);

  // The node that the next call will create.
  NodeId next_node() const { return static_cast<NodeId>(tree_->nodes_.size()); }
  unsigned depth() const { return static_cast<unsigned>(open_.size()); }

 private:
  NodeId add(NodeKind kind, Style style, Span token, Span content);
  void note_key(NodeId key, std::string_view name);
  void note_name(std::uint64_t hash);
  std::string_view name_text(NodeId scalar) const;
  void find_duplicates(NodeId mapping);
  void find_duplicates_sorted();
  void note_duplicate(NodeId first, NodeId previous, NodeId key);
  bool is_same_name(NodeId a, NodeId b) const;

  struct Open {
    NodeId node;
    bool is_mapping;
    bool expects_key;
    bool may_repeat;           // two names set the same bit of seen_names
    std::uint64_t seen_names;  // one bit per name's hash
  };
  struct NamedKey {
    std::uint64_t hash;
    NodeId key;
    NodeId scalar;  // the key, or what it is an alias of
  };
  Tree* tree_ = nullptr;
  const KeyTable* keys_ = nullptr;
  std::vector<Open> open_;
  std::vector<NamedKey> names_;        // scratch of find_duplicates
  std::size_t sorted_overridden_ = 0;  // how many of the tree's overridden keys are in order
  KeyId pending_key_ = kNoKey;
};

}  // namespace paritylint::tree
