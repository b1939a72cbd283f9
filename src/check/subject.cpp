#include "check/subject.h"

#include <array>

#include "base/text.h"

namespace paritylint::check {

using tree::Cursor;

tree::NodeId used_at(const tree::Tree& tree, tree::NodeId node, tree::NodeId via) {
  return via != tree::kNoNode && tree.alias_target(via) == node ? via : node;
}

std::string_view name_of_value(const Cursor& value) {
  const tree::Tree& tree = value.tree();
  const tree::NodeId key_node = tree.key_node(used_at(tree, value.node(), value.via()));
  if (key_node == tree::kNoNode) return {};
  const std::string_view key = tree.text(key_node);
  const bool is_value = base::equals_ignore_case(key, "value");
  if (!is_value && !base::equals_ignore_case(key, "valueFrom")) return key;
  const Cursor entry(tree, tree.node(key_node).parent);
  auto name = entry.find_ignoring_case("name");
  if (!name && is_value) name = entry.find_ignoring_case("key");
  return name && name->is_scalar() ? name->text() : key;
}

tree::NodeId label_of(const tree::Tree& tree, tree::NodeId used_at, tree::NodeId collection) {
  if (const tree::NodeId key = tree.key_node(used_at); key != tree::kNoNode) return key;
  const Cursor object(tree, collection);
  if (!object.is_mapping()) return tree::kNoNode;
  static constexpr std::array<std::string_view, 2> kNames = {"name", "family"};
  for (const std::string_view name : kNames) {
    const auto member = object.find_ignoring_case(name);
    const bool is_own = member && member->is_scalar() && member->via() == tree::kNoNode;
    if (is_own && !(**member).content.empty()) return member->node();
  }
  const tree::NodeId first = tree.first_child(collection);
  return first != tree::kNoNode && tree.node(first).is_scalar() ? first : tree::kNoNode;
}

}  // namespace paritylint::check
