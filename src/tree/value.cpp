#include "tree/value.h"

#include <algorithm>
#include <bit>
#include <string>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "tree/number.h"

namespace paritylint::tree {
namespace {

using Pair = std::pair<Cursor, Cursor>;

bool take_visit(std::size_t& visits_left) {
  if (visits_left == 0) return false;
  --visits_left;
  return true;
}

std::vector<std::pair<std::string_view, Cursor>> sorted_members(const Cursor& mapping) {
  std::vector<std::pair<std::string_view, Cursor>> members;
  mapping.for_each_member([&](const Cursor& name, const Cursor& value) { members.emplace_back(name.text(), value); });
  std::ranges::sort(members, {}, [](const auto& member) { return member.first; });
  return members;
}

// Put what must be equal for `left` and `right` to be so on `pending`; false when they differ already.
bool pair_children(const Cursor& left, const Cursor& right, std::vector<Pair>& pending) {
  if (left.size() != right.size()) return false;
  if (left.is_sequence()) {
    std::vector<Cursor> theirs;
    right.for_each_element([&](std::size_t, const Cursor& element) { theirs.push_back(element); });
    left.for_each_element(
        [&](std::size_t index, const Cursor& element) { pending.emplace_back(element, theirs[index]); });
    return true;
  }
  const auto ours = sorted_members(left);
  const auto theirs = sorted_members(right);
  for (std::size_t i = 0; i < ours.size(); ++i) {
    if (ours[i].first != theirs[i].first) return false;
    pending.emplace_back(ours[i].second, theirs[i].second);
  }
  return true;
}

bool equal_scalars(const Value& left, const Value& right) {
  switch (left.type) {
    case Value::Type::nothing:
    case Value::Type::null:
      return true;
    case Value::Type::boolean:
      return left.truth == right.truth;
    case Value::Type::number:
      return left.number == right.number;
    case Value::Type::string:
      return left.text == right.text;
    case Value::Type::mapping:
    case Value::Type::sequence:
      break;
  }
  return false;
}

std::uint64_t mix(std::uint64_t seed, std::uint64_t value) {
  return (seed ^ value) * 0x9e3779b97f4a7c15u + std::rotl(value, 31);
}

std::uint64_t hash_scalar(const Value& value) {
  const auto type = static_cast<std::uint64_t>(value.type);
  switch (value.type) {
    case Value::Type::boolean:
      return mix(type, value.truth ? 1 : 0);
    case Value::Type::number:
      return mix(type, std::bit_cast<std::uint64_t>(value.number == 0 ? 0.0 : value.number));
    case Value::Type::string:
      return mix(type, base::hash64(value.text));
    default:
      return mix(type, 0);
  }
}

std::uint64_t hash_below(const Cursor& node, std::size_t& visits_left, unsigned depth) {
  constexpr unsigned kMaxDepth = 64;  // deeper structures differ or are compared one by one
  if (!take_visit(visits_left)) return 0;
  if (node.is_scalar()) return hash_scalar(value_of(node));
  std::uint64_t hash = node.is_mapping() ? 1 : 2;
  if (depth == kMaxDepth) return hash;
  if (node.is_mapping()) {
    // Members have no order, so their hashes are added.
    node.for_each_member([&](const Cursor& name, const Cursor& value) {
      hash += mix(base::hash64(name.text()), hash_below(value, visits_left, depth + 1));
    });
    return hash;
  }
  node.for_each_element(
      [&](std::size_t, const Cursor& element) { hash = mix(hash, hash_below(element, visits_left, depth + 1)); });
  return hash;
}

}  // namespace

Value value_of(const Cursor& node) {
  Value value;
  switch (node.kind()) {
    case NodeKind::null:
    case NodeKind::alias:
      value.type = Value::Type::null;
      break;
    case NodeKind::boolean:
      value.type = Value::Type::boolean;
      value.truth = node.text().starts_with('t') || node.text().starts_with('T');
      break;
    case NodeKind::integer:
    case NodeKind::real:
      value.type = Value::Type::number;
      value.number = number_value(node.text()).value_or(0);
      break;
    case NodeKind::string:
    case NodeKind::unquoted:
      value.type = Value::Type::string;
      value.text = node.text();
      break;
    case NodeKind::mapping:
    case NodeKind::sequence:
      value.type = node.is_mapping() ? Value::Type::mapping : Value::Type::sequence;
      value.node = node;
      break;
  }
  return value;
}

bool equal(const Value& left, const Value& right, std::size_t& visits_left) {
  if (left.type != right.type) return false;
  if (!left.node) return equal_scalars(left, right);
  std::vector<Pair> pending = {{*left.node, *right.node}};
  while (!pending.empty()) {
    const auto [one, other] = pending.back();
    pending.pop_back();
    if (!take_visit(visits_left)) return false;
    const Value ours = value_of(one);
    const Value theirs = value_of(other);
    if (ours.type != theirs.type) return false;
    if (ours.node ? !pair_children(one, other, pending) : !equal_scalars(ours, theirs)) return false;
  }
  return true;
}

// Bytes of UTF-8 stand in the order of code points.
bool less(const Value& left, const Value& right) {
  if (left.type != right.type) return false;
  if (left.type == Value::Type::number) return left.number < right.number;
  return left.type == Value::Type::string && left.text < right.text;
}

std::uint64_t hash_of(const Cursor& node, std::size_t& visits_left) { return hash_below(node, visits_left, 0); }

}  // namespace paritylint::tree
