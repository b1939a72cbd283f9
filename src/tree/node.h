// Node: one element of a document tree, 40 bytes, with the exact bytes of the original file that it came from.
#pragma once

#include <cstdint>

#include "base/span.h"

namespace paritylint::tree {

using base::Span;

// Index into Tree::nodes(). Nodes stand in document order (preorder).
using NodeId = std::uint32_t;
constexpr NodeId kNoNode = 0xffffffff;

// A member name's number in the KeyTable that the reader was given.
using KeyId = std::uint16_t;
constexpr KeyId kUnknownKey = 0xffff;  // a name that is not in the table
constexpr KeyId kNoKey = 0xfffe;       // the node is not the value of a mapping's member

// `unquoted` is a token that is no valid value and was repaired: "containerPort": <PORT>. Whether it is a
// placeholder is decided later. YAML scalars are typed by the YAML 1.2 core schema; text() keeps what was written.
enum class NodeKind : std::uint8_t { null, boolean, integer, real, string, unquoted, mapping, sequence, alias };

// How the node is spelled. JSON uses double_quoted, plain and flow only.
enum class Style : std::uint8_t {
  empty,  // no bytes at all: the value of `key:`
  plain,  // bare text; JSON's numbers, true, false and null
  single_quoted,
  double_quoted,
  literal,  // block scalar |
  folded,   // block scalar >
  flow,     // [...] and {...}
  block,    // collection by indentation
};

struct Node {
  // All bytes of the node with quotes, brackets or block header; for block collections from the first byte of the
  // first entry to the last byte of the last; empty (begin == end) for Style::empty.
  Span token;
  // The bytes inside: without quotes or brackets, without the block scalar's header line. Else equal to token.
  Span content;
  NodeId end = 0;                 // one past the last node of this subtree
  NodeId parent = kNoNode;        // the enclosing collection; kNoNode for a document's root
  std::uint32_t text_offset = 0;  // decoded text of a scalar or name of an alias: use Tree::text()
  std::uint32_t text_size = 0;
  KeyId key = kNoKey;  // for the value of a member: its name's number
  NodeKind kind = NodeKind::null;
  Style style = Style::empty;
  bool is_key = false;         // this node is a member's name, the next sibling its value
  bool text_in_arena = false;  // text was decoded into the tree's arena, else it stands in the source

  bool is_collection() const { return kind == NodeKind::mapping || kind == NodeKind::sequence; }
  bool is_scalar() const { return kind <= NodeKind::unquoted; }
};

}  // namespace paritylint::tree
