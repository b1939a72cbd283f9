// Stable pointers: JSON pointers in which list elements with an identity are named by it, so that a pointer survives
// reordering: /containerDefinitions/[name=web]/environment/[name=LOG_LEVEL]/value. INTEGRATION.md 3.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/kind.h"
#include "tree/sibling_indices.h"

namespace paritylint::manifest {

// The stable pointers of one tree. What tells an element or member from its siblings is found once per collection, on
// the first pointer through it, so that many pointers cost no more than the tree and their own length.
class StablePointers {
 public:
  // Views both arguments, which must outlive it.
  StablePointers(const tree::Tree& tree, const tree::SiblingIndices& indices, ManifestKind kind)
      : tree_(tree), indices_(indices), kind_(kind) {}

  // The stable pointer of `node`, seen from its document's root. '~' and '/' are escaped as ~0 and ~1 (RFC 6901). Of
  // very long names and pointers a part is left out, so two of these can be equal.
  std::string of(tree::NodeId node);

  // How many children of collections were looked at so far: what the pointers have cost.
  std::size_t children_visited() const { return children_visited_; }

 private:
  struct Named {
    std::string_view text;
    tree::NodeId node = tree::kNoNode;
    tree::NodeId identity = tree::kNoNode;
  };
  void tell_children_apart(tree::NodeId collection);
  void tell_elements_apart(tree::NodeId list);
  void tell_members_apart(tree::NodeId mapping);
  std::string_view identity_key(tree::NodeId list) const;
  tree::NodeId identity_of(tree::NodeId element, std::string_view key);
  void append_element(std::string& out, tree::NodeId list, tree::NodeId element) const;
  void append_member(std::string& out, tree::NodeId name) const;

  const tree::Tree& tree_;
  const tree::SiblingIndices& indices_;
  ManifestKind kind_;
  // By node. Of an element: the scalar that names it and no other element of its list, or kNoNode. Of a member's name:
  // how many members of the mapping had this name before.
  std::vector<std::uint32_t> distinctions_;
  std::vector<bool> is_told_apart_;  // by collection: its children's distinctions are known
  std::vector<Named> named_;         // scratch
  std::size_t children_visited_ = 0;
};

}  // namespace paritylint::manifest
