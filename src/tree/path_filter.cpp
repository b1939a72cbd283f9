// The filters of PathEvaluator: logic, comparisons and functions (RFC 9535, 2.3.5 and 2.4).
#include <algorithm>
#include <tuple>
#include <utility>

#include "base/utf8.h"
#include "tree/i_regexp.h"
#include "tree/number.h"
#include "tree/path_evaluator.h"

namespace paritylint::tree {

bool PathEvaluator::holds(const Filter& filter, const Cursor& current) {
  const auto operand_holds = [&](const Filter& operand) { return holds(operand, current); };
  switch (filter.kind) {
    case Filter::Kind::any_of:
      return std::ranges::any_of(filter.operands, operand_holds);
    case Filter::Kind::all_of:
      return std::ranges::all_of(filter.operands, operand_holds);
    case Filter::Kind::negation:
      return !operand_holds(filter.operands.front());
    case Filter::Kind::comparison:
      return compare(filter, current);
    case Filter::Kind::query:
      return !nodes_of(filter, current).empty();
    case Filter::Kind::function:
      return matches(filter, current);
    case Filter::Kind::literal:
      return false;  // the parser lets none stand alone
  }
  return false;
}

std::vector<Cursor> PathEvaluator::nodes_of(const Filter& query, const Cursor& current) {
  return select(query.segments, query.from_current ? current : root_);
}

PathEvaluator::Value PathEvaluator::value_of(const Cursor& node) {
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
      value.type = Value::Type::structure;
      value.node = node;
      break;
  }
  return value;
}

PathEvaluator::Value PathEvaluator::value_of(const Filter& operand, const Cursor& current) {
  if (operand.kind == Filter::Kind::function) return call(operand, current);
  if (operand.kind == Filter::Kind::query) {
    const std::vector<Cursor> nodes = nodes_of(operand, current);
    return nodes.size() == 1 ? value_of(nodes.front()) : Value();
  }
  Value value;
  value.truth = operand.truth;
  value.number = operand.number;
  value.text = operand.text;
  value.type = operand.literal == NodeKind::null      ? Value::Type::null
               : operand.literal == NodeKind::boolean ? Value::Type::boolean
               : operand.literal == NodeKind::string  ? Value::Type::string
                                                      : Value::Type::number;
  return value;
}

// The functions that give a value.
PathEvaluator::Value PathEvaluator::call(const Filter& function, const Cursor& current) {
  const Filter& argument = function.operands.front();
  Value result;
  result.type = Value::Type::number;
  if (function.function == Filter::Function::count) {
    result.number = static_cast<double>(nodes_of(argument, current).size());
    return result;
  }
  const Value value = value_of(argument, current);
  if (function.function == Filter::Function::value) return value;
  if (value.type == Value::Type::string) {
    result.number = static_cast<double>(base::code_point_length(value.text));
  } else if (value.type == Value::Type::structure) {
    result.number = static_cast<double>(value.node->size());
  } else {
    result.type = Value::Type::nothing;
  }
  return result;
}

// The functions that are true or false.
bool PathEvaluator::matches(const Filter& function, const Cursor& current) {
  const Value text = value_of(function.operands[0], current);
  const Value pattern = value_of(function.operands[1], current);
  if (text.type != Value::Type::string || pattern.type != Value::Type::string) return false;
  const base::Regex* compiled = regex(pattern.text);
  if (compiled == nullptr) return false;
  return function.function == Filter::Function::match ? compiled->matches_whole(text.text)
                                                      : compiled->search(text.text).has_value();
}

const base::Regex* PathEvaluator::regex(std::string_view pattern) {
  auto known = patterns_.find(pattern);
  if (known == patterns_.end()) {
    auto compiled = base::Regex::compile(re2_pattern(pattern));
    std::optional<base::Regex> kept;
    if (compiled) kept = *std::move(compiled);
    known = patterns_.emplace(std::string(pattern), std::move(kept)).first;
  }
  return known->second ? &*known->second : nullptr;
}

bool PathEvaluator::compare(const Filter& comparison, const Cursor& current) {
  const Value left = value_of(comparison.operands[0], current);
  const Value right = value_of(comparison.operands[1], current);
  switch (comparison.comparison) {
    case Filter::Comparison::equal:
      return equal(left, right);
    case Filter::Comparison::not_equal:
      return !equal(left, right);
    case Filter::Comparison::less:
      return less(left, right);
    case Filter::Comparison::less_or_equal:
      return less(left, right) || equal(left, right);
    case Filter::Comparison::greater:
      return less(right, left);
    case Filter::Comparison::greater_or_equal:
      return less(right, left) || equal(left, right);
  }
  return false;
}

// Bytes of UTF-8 stand in the order of code points, as the RFC asks.
bool PathEvaluator::less(const Value& left, const Value& right) {
  if (left.type != right.type) return false;
  if (left.type == Value::Type::number) return left.number < right.number;
  return left.type == Value::Type::string && left.text < right.text;
}

bool PathEvaluator::equal(const Value& left, const Value& right) {
  if (left.type != right.type) return false;
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
    case Value::Type::structure:
      return equal_structures(*left.node, *right.node);
  }
  return false;
}

bool PathEvaluator::equal_structures(const Cursor& left, const Cursor& right) {
  std::vector<Pair> pending = {{left, right}};
  while (!pending.empty()) {
    const auto [one, other] = pending.back();
    pending.pop_back();
    if (!visit()) return false;
    if (one->is_collection() || other->is_collection()) {
      if (!pair_children(one, other, pending)) return false;
    } else if (!equal(value_of(one), value_of(other))) {
      return false;
    }
  }
  return true;
}

bool PathEvaluator::pair_children(const Cursor& left, const Cursor& right, std::vector<Pair>& pending) {
  if (left.kind() != right.kind()) return false;
  if (left.is_sequence()) {
    const std::vector<Cursor> ours = children_of(left);
    const std::vector<Cursor> theirs = children_of(right);
    if (ours.size() != theirs.size()) return false;
    for (std::size_t i = 0; i < ours.size(); ++i) pending.emplace_back(ours[i], theirs[i]);
    return true;
  }
  const auto members_of = [](const Cursor& mapping) {
    std::vector<std::pair<std::string_view, Cursor>> members;
    mapping.for_each_member([&](const Cursor& name, const Cursor& value) { members.emplace_back(name.text(), value); });
    std::ranges::sort(members, {}, [](const auto& member) { return member.first; });
    return members;
  };
  const auto ours = members_of(left);
  const auto theirs = members_of(right);
  if (ours.size() != theirs.size()) return false;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    if (ours[i].first != theirs[i].first) return false;
    pending.emplace_back(ours[i].second, theirs[i].second);
  }
  return true;
}

}  // namespace paritylint::tree
