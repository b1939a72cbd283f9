#include "manifest/pointer.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"

namespace paritylint::manifest {
namespace {

using tree::kNoNode;
using tree::NodeId;
using tree::NodeKind;

// Every finding carries a pointer: what a name or a depth adds to each must not grow with the file.
constexpr std::size_t kLongestName = 256;
constexpr std::size_t kLongestPointer = 2000;

void append_escaped(std::string& out, std::string_view text) {
  const std::string_view shown = base::leading(text, kLongestName);
  for (const char c : shown) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  if (shown.size() != text.size()) out += "…";
}

}  // namespace

std::string StablePointers::of(NodeId node) {
  std::vector<NodeId> steps;
  for (NodeId id = node; tree_.node(id).parent != kNoNode; id = tree_.node(id).parent) steps.push_back(id);
  std::reverse(steps.begin(), steps.end());
  std::string pointer;
  for (const NodeId step : steps) {
    const NodeId parent = tree_.node(step).parent;
    tell_children_apart(parent);
    pointer += '/';
    if (tree_.node(parent).kind == NodeKind::sequence) {
      append_element(pointer, parent, step);
    } else {
      append_member(pointer, tree_.node(step).is_key ? step : tree_.key_node(step));
    }
  }
  base::abridge(pointer, kLongestPointer);
  return pointer;
}

void StablePointers::tell_children_apart(NodeId collection) {
  if (distinctions_.empty()) {
    distinctions_.resize(tree_.nodes().size());
    is_told_apart_.resize(tree_.nodes().size());
  }
  if (is_told_apart_[collection]) return;
  is_told_apart_[collection] = true;
  if (tree_.node(collection).kind == NodeKind::sequence) {
    tell_elements_apart(collection);
  } else {
    tell_members_apart(collection);
  }
}

// Sorting instead of hashing bounds the cost whatever the texts are.
void StablePointers::tell_elements_apart(NodeId list) {
  const std::string_view key = identity_key(list);
  named_.clear();
  for (NodeId element = tree_.first_child(list); element != kNoNode; element = tree_.next_sibling(element)) {
    ++children_visited_;
    distinctions_[element] = kNoNode;
    const NodeId identity = key.empty() ? kNoNode : identity_of(element, key);
    if (identity != kNoNode && !tree_.text(identity).empty()) {
      named_.push_back({tree_.text(identity), element, identity});
    }
  }
  std::ranges::sort(named_, {}, &Named::text);
  for (std::size_t i = 0; i < named_.size(); ++i) {
    const bool like_before = i > 0 && named_[i - 1].text == named_[i].text;
    const bool like_after = i + 1 < named_.size() && named_[i + 1].text == named_[i].text;
    if (!like_before && !like_after) distinctions_[named_[i].node] = named_[i].identity;
  }
}

void StablePointers::tell_members_apart(NodeId mapping) {
  named_.clear();
  for (NodeId name = tree_.first_child(mapping); name != kNoNode;) {
    ++children_visited_;
    named_.push_back({tree_.text(name), name, kNoNode});
    const NodeId value = tree_.next_sibling(name);
    name = value == kNoNode ? kNoNode : tree_.next_sibling(value);
  }
  std::ranges::sort(named_,
                    [](const Named& a, const Named& b) { return std::tie(a.text, a.node) < std::tie(b.text, b.node); });
  for (std::size_t i = 1; i < named_.size(); ++i) {
    if (named_[i - 1].text == named_[i].text) distinctions_[named_[i].node] = distinctions_[named_[i - 1].node] + 1;
  }
}

// The member that tells the elements of `list` apart, or "".
std::string_view StablePointers::identity_key(NodeId list) const {
  const NodeId name = tree_.key_node(list);
  if (name == kNoNode) return {};
  for (const IdentityKey& row : info(kind_).identity_keys) {
    if (base::equals_ignore_case(row.list, tree_.text(name))) return row.key;
  }
  return {};
}

// The scalar member `key` of `element`, or kNoNode. The last of several counts, as everywhere.
NodeId StablePointers::identity_of(NodeId element, std::string_view key) {
  NodeId found = kNoNode;
  if (tree_.node(element).kind != NodeKind::mapping) return found;
  for (NodeId name = tree_.first_child(element); name != kNoNode;) {
    ++children_visited_;
    const NodeId value = tree_.next_sibling(name);
    if (value == kNoNode) break;
    if (base::equals_ignore_case(tree_.text(name), key)) found = value;
    name = tree_.next_sibling(value);
  }
  return found != kNoNode && tree_.node(found).is_scalar() ? found : kNoNode;
}

void StablePointers::append_element(std::string& out, NodeId list, NodeId element) const {
  const NodeId identity = distinctions_[element];
  if (identity == kNoNode) {
    base::append_number(out, indices_.of(element));
    return;
  }
  out += '[';
  out += identity_key(list);
  out += '=';
  append_escaped(out, tree_.text(identity));
  out += ']';
}

// A member's name; the second of the same name is name#2.
void StablePointers::append_member(std::string& out, NodeId name) const {
  if (name == kNoNode) return;
  append_escaped(out, tree_.text(name));
  if (distinctions_[name] == 0) return;
  out += '#';
  base::append_number(out, distinctions_[name] + 1);
}

}  // namespace paritylint::manifest
