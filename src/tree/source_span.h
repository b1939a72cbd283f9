// From a piece of a decoded value back to the bytes of the file that it was decoded from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tree/piece.h"
#include "tree/tree.h"

namespace paritylint::tree {

// The bytes of the original file that spell `decoded` (a range of Tree::text(node)): escapes, doubled quotes, folded
// lines and block indentation are followed. The whole content for the whole value. Requires: node is a scalar and
// decoded lies within its text.
base::Span source_span(const Tree& tree, NodeId node, base::Span decoded);

// source_span() for many pieces of one value: the value is decoded once, not for each piece.
class SpanMapper {
 public:
  // Begin with another tree, which must outlive the calls of source_span().
  void restart(const Tree& tree);
  base::Span source_span(NodeId node, base::Span decoded);

 private:
  const Tree* tree_ = nullptr;
  NodeId node_ = kNoNode;  // whose pieces these are
  std::vector<Piece> pieces_;
};

// Decode a scalar's bytes anew from the source by its style, without the reader: the oracle of the property tests
// and the base of source_span. Nothing when the bytes are not a scalar of that style.
std::optional<std::string> decode_scalar(const Tree& tree, NodeId node);

}  // namespace paritylint::tree
