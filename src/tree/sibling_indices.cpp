#include "tree/sibling_indices.h"

namespace paritylint::tree {

SiblingIndices::SiblingIndices(const Tree& tree) : indices_(tree.nodes().size()) {
  for (NodeId list = 0; list < indices_.size(); ++list) {
    if (tree.node(list).kind != NodeKind::sequence) continue;
    std::uint32_t index = 0;
    for (NodeId element = tree.first_child(list); element != kNoNode; element = tree.next_sibling(element)) {
      indices_[element] = index++;
    }
  }
}

}  // namespace paritylint::tree
