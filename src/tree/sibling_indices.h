// SiblingIndices: where every element stands in its list, counted once for the whole tree. Counting along the list each
// time would make the paths of a long list's elements cost the square of its length.
#pragma once

#include <cstdint>
#include <vector>

#include "tree/tree.h"

namespace paritylint::tree {

// Independent of the tree once made, and valid as long as the tree is not filled anew. Linear in the nodes.
class SiblingIndices {
 public:
  explicit SiblingIndices(const Tree& tree);

  // The 0-based index of an element of a sequence; 0 for any other node.
  std::uint32_t of(NodeId element) const { return indices_[element]; }

 private:
  std::vector<std::uint32_t> indices_;  // by node
};

}  // namespace paritylint::tree
