#include "manifest/pointer.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace paritylint::manifest {
namespace {

using tree::kNoNode;
using tree::NodeId;
using tree::NodeKind;
using tree::Tree;

// Beyond this many elements a list is addressed by index: finding a duplicate costs a walk over the whole list.
constexpr std::size_t kLongestIdentityList = 512;

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
}

std::string_view identity_key(ManifestKind kind, std::string_view list) {
  for (const IdentityKey& row : info(kind).identity_keys) {
    if (base::equals_ignore_case(row.list, list)) return row.key;
  }
  return {};
}

// The member of `element` that names it, or kNoNode. The last of several counts, as everywhere.
NodeId identity_of(const Tree& tree, NodeId element, std::string_view key) {
  NodeId found = kNoNode;
  if (tree.node(element).kind != NodeKind::mapping) return found;
  for (NodeId name = tree.first_child(element); name != kNoNode;) {
    const NodeId value = tree.next_sibling(name);
    if (value == kNoNode) break;
    if (base::equals_ignore_case(tree.text(name), key)) found = value;
    name = tree.next_sibling(value);
  }
  return found != kNoNode && tree.node(found).is_scalar() ? found : kNoNode;
}

// True when no other element of `list` has the identity `text`.
bool is_unique(const Tree& tree, NodeId list, NodeId element, std::string_view key, std::string_view text) {
  std::size_t count = 0;
  for (NodeId other = tree.first_child(list); other != kNoNode; other = tree.next_sibling(other)) {
    if (++count > kLongestIdentityList) return false;
    if (other == element) continue;
    const NodeId identity = identity_of(tree, other, key);
    if (identity != kNoNode && tree.text(identity) == text) return false;
  }
  return true;
}

void append_element(std::string& out, const Tree& tree, NodeId list, NodeId element, ManifestKind kind) {
  const NodeId list_name = tree.key_node(list);
  const std::string_view key = list_name == kNoNode ? std::string_view() : identity_key(kind, tree.text(list_name));
  const NodeId identity = key.empty() ? kNoNode : identity_of(tree, element, key);
  if (identity != kNoNode && !tree.text(identity).empty() && is_unique(tree, list, element, key, tree.text(identity))) {
    out += '[';
    out += key;
    out += '=';
    append_escaped(out, tree.text(identity));
    out += ']';
    return;
  }
  std::size_t index = 0;
  for (NodeId other = tree.first_child(list); other != element && other != kNoNode; other = tree.next_sibling(other))
    ++index;
  base::append_number(out, index);
}

// A member's name; the second of the same name is name#2.
void append_member(std::string& out, const Tree& tree, NodeId mapping, NodeId name) {
  if (name == kNoNode) return;
  append_escaped(out, tree.text(name));
  std::size_t occurrence = 1;
  for (NodeId other = tree.first_child(mapping); other != name && other != kNoNode;) {
    if (tree.text(other) == tree.text(name)) ++occurrence;
    const NodeId value = tree.next_sibling(other);
    other = value == kNoNode ? kNoNode : tree.next_sibling(value);
  }
  if (occurrence == 1) return;
  out += '#';
  base::append_number(out, occurrence);
}

}  // namespace

std::string stable_pointer(const Tree& tree, NodeId node, ManifestKind kind) {
  std::vector<NodeId> steps;
  for (NodeId id = node; tree.node(id).parent != kNoNode; id = tree.node(id).parent) steps.push_back(id);
  std::reverse(steps.begin(), steps.end());
  std::string pointer;
  for (const NodeId step : steps) {
    const NodeId parent = tree.node(step).parent;
    pointer += '/';
    if (tree.node(parent).kind == NodeKind::sequence) {
      append_element(pointer, tree, parent, step, kind);
    } else {
      append_member(pointer, tree, parent, tree.node(step).is_key ? step : tree.key_node(step));
    }
  }
  return pointer;
}

}  // namespace paritylint::manifest
