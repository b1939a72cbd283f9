#include "tree/tree.h"

#include <algorithm>

namespace paritylint::tree {

NodeId Tree::alias_target(NodeId alias) const {
  const auto found = std::lower_bound(aliases_.begin(), aliases_.end(), alias,
                                      [](const AliasTarget& entry, NodeId id) { return entry.alias < id; });
  return found != aliases_.end() && found->alias == alias ? found->target : kNoNode;
}

NodeId Tree::key_node(NodeId value) const {
  if (nodes_[value].key == kNoKey) return kNoNode;
  // The node just before is the last one of the name's subtree (a YAML name may be a collection).
  NodeId key = value - 1;
  while (nodes_[key].parent != nodes_[value].parent) key = nodes_[key].parent;
  return key;
}

bool Tree::is_overridden(NodeId key) const {
  return !overridden_keys_.empty() && std::binary_search(overridden_keys_.begin(), overridden_keys_.end(), key);
}

}  // namespace paritylint::tree
