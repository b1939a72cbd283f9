#include "tree/cursor.h"

#include <algorithm>
#include <unordered_set>

namespace paritylint::tree {

void Cursor::follow_alias() {
  while (tree_->node(node_).kind == NodeKind::alias && alias_depth_ < kMaxAliasDepth) {
    const NodeId target = tree_->alias_target(node_);
    const bool is_inside_target = target != kNoNode && target <= node_ && node_ < tree_->node(target).end;
    if (target == kNoNode || is_inside_target) return;
    if (via_ == kNoNode) via_ = node_;
    node_ = target;
    ++alias_depth_;
  }
}

bool Cursor::is_merge_key(NodeId key) const {
  const Node& node = tree_->node(key);
  return node.style == Style::plain && node.is_scalar() && tree_->text(key) == "<<";
}

bool Cursor::has_merge() const {
  if (!tree_->has_merges() || !is_mapping()) return false;
  for (NodeId key = tree_->first_child(node_); key != kNoNode;) {
    if (is_merge_key(key)) return true;
    key = tree_->next_sibling(tree_->next_sibling(key));
  }
  return false;
}

std::optional<Cursor> Cursor::find_own(std::string_view name) const {
  NodeId found = kNoNode;
  for (NodeId key = tree_->first_child(node_); key != kNoNode;) {
    const NodeId value = tree_->next_sibling(key);
    if (const Cursor own = child(key); own.text() == name && own.is_scalar()) found = value;
    key = tree_->next_sibling(value);
  }
  if (found == kNoNode) return std::nullopt;
  return child(found);
}

std::optional<Cursor> Cursor::find(std::string_view name) const {
  if (!is_mapping()) return std::nullopt;
  const bool merges = has_merge();
  if (const std::optional<Cursor> own = find_own(name); own.has_value() && !(merges && name == "<<")) return own;
  if (!merges) return std::nullopt;
  for (const Member& member : merged_members()) {
    if (member.name.text() == name) return member.value;
  }
  return std::nullopt;
}

std::optional<Cursor> Cursor::at(std::size_t index) const {
  if (!is_sequence()) return std::nullopt;
  NodeId id = tree_->first_child(node_);
  for (; id != kNoNode && index > 0; --index) id = tree_->next_sibling(id);
  if (id == kNoNode) return std::nullopt;
  return child(id);
}

std::size_t Cursor::size() const {
  std::size_t count = 0;
  for_each_element([&](std::size_t, const Cursor&) { ++count; });
  for_each_member([&](const Cursor&, const Cursor&) { ++count; });
  return count;
}

// Expands merges as PyYAML does: a mapping's own members hide merged ones, of several `<<` the last wins, within one
// list of mappings the first. Sources are visited in that order and a name counts once, so a second visit of the same
// mapping can add nothing: each is visited once, and a bomb of aliases costs no more than the file's own nodes. No more
// than kMaxMergeSources are looked at for one mapping.
class Cursor::MemberCollector {
 public:
  std::vector<Member> collect(const Cursor& mapping) {
    for_each_key(mapping, [&](NodeId key, NodeId value) {
      if (mapping.is_merge_key(key)) return;
      take(key, mapping.child(key), mapping.child(value), mapping.tree().is_overridden(key));
    });
    std::vector<NodeId> merge_keys;
    for_each_key(mapping, [&](NodeId key, NodeId) {
      if (mapping.is_merge_key(key)) merge_keys.push_back(key);
    });
    visited_.insert(mapping.node());
    for (auto key = merge_keys.rbegin(); key != merge_keys.rend(); ++key) {
      add_sources(*key, mapping.child(mapping.tree().next_sibling(*key)));
    }
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Found& a, const Found& b) { return a.position < b.position; });
    std::vector<Member> members;
    members.reserve(found_.size());
    for (const Found& found : found_) members.push_back(found.member);
    return members;
  }

 private:
  struct Found {
    NodeId position;  // of the member in the outermost mapping, or of the `<<` that brings it
    Member member;
  };

  template <class Visit>
  static void for_each_key(const Cursor& mapping, Visit&& visit) {
    for (NodeId key = mapping.tree().first_child(mapping.node()); key != kNoNode;) {
      const NodeId value = mapping.tree().next_sibling(key);
      visit(key, value);
      key = mapping.tree().next_sibling(value);
    }
  }

  void take(NodeId position, const Cursor& name, const Cursor& value, bool is_hidden) {
    if (is_hidden || (name.is_scalar() && !names_.insert(name.text()).second)) return;
    found_.push_back({position, {name, value}});
  }

  // Queue the mapping, or the mappings of the list, that `source` holds, to be expanded before what is queued already.
  void add_sources(NodeId position, const Cursor& source) {
    std::vector<Cursor> pending;
    push(pending, source);
    for (; !pending.empty() && sources_left_ > 0; --sources_left_) {
      const Cursor mapping = pending.back();
      pending.pop_back();
      if (!mapping.is_mapping() || !visited_.insert(mapping.node()).second) continue;
      for_each_key(mapping, [&](NodeId key, NodeId value) {
        if (mapping.is_merge_key(key)) {
          push(pending, mapping.child(value));
        } else {
          take(position, mapping.child(key), mapping.child(value), mapping.tree().is_overridden(key));
        }
      });
    }
  }

  void push(std::vector<Cursor>& pending, const Cursor& source) const {
    const auto before = static_cast<std::ptrdiff_t>(pending.size());
    if (source.is_sequence()) {
      const Tree& tree = source.tree();
      std::size_t count = 0;
      for (NodeId id = tree.first_child(source.node()); id != kNoNode && count < sources_left_; ++count) {
        pending.push_back(source.child(id));
        id = tree.next_sibling(id);
      }
      std::reverse(pending.begin() + before, pending.end());
    } else {
      pending.push_back(source);
    }
  }

  std::size_t sources_left_ = kMaxMergeSources;
  std::unordered_set<std::string_view> names_;
  std::unordered_set<NodeId> visited_;
  std::vector<Found> found_;
};

std::vector<Cursor::Member> Cursor::merged_members() const { return MemberCollector().collect(*this); }

}  // namespace paritylint::tree
