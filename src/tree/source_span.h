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

// source_span for one piece after another: the pieces of one value cost one decoding of it together.
class SourceSpans {
 public:
  // `tree` must outlive this.
  explicit SourceSpans(const Tree& tree) : tree_(tree) {}
  base::Span of(NodeId node, base::Span decoded);

 private:
  const Tree& tree_;
  NodeId decoded_node_ = kNoNode;  // whose pieces these are
  std::vector<Piece> pieces_;
};

// Decode a scalar's bytes anew from the source by its style, without the reader: the oracle of the property tests
// and the base of source_span. Nothing when the bytes are not a scalar of that style.
std::optional<std::string> decode_scalar(const Tree& tree, NodeId node);

}  // namespace paritylint::tree
