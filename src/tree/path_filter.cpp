// The filters of PathEvaluator: logic, comparisons and functions (RFC 9535, 2.3.5 and 2.4).
#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "tree/foreign_regexp.h"
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

Value PathEvaluator::operand_value(const Filter& operand, const Cursor& current) {
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
Value PathEvaluator::call(const Filter& function, const Cursor& current) {
  const Filter& argument = function.operands.front();
  Value result;
  result.type = Value::Type::number;
  if (function.function == Filter::Function::count) {
    result.number = static_cast<double>(nodes_of(argument, current).size());
    return result;
  }
  const Value value = operand_value(argument, current);
  if (function.function == Filter::Function::value) return value;
  if (value.type == Value::Type::string) {
    result.number = static_cast<double>(base::code_point_length(value.text));
  } else if (value.node) {
    result.number = static_cast<double>(value.node->size());
  } else {
    result.type = Value::Type::nothing;
  }
  return result;
}

// The functions that are true or false.
bool PathEvaluator::matches(const Filter& function, const Cursor& current) {
  const Value text = operand_value(function.operands[0], current);
  const Value pattern = operand_value(function.operands[1], current);
  if (text.type != Value::Type::string || pattern.type != Value::Type::string) return false;
  const base::Regex* compiled = regex(pattern.text);
  if (compiled == nullptr) return false;
  return function.function == Filter::Function::match ? compiled->matches_whole(text.text)
                                                      : compiled->search(text.text).has_value();
}

const base::Regex* PathEvaluator::regex(std::string_view pattern) {
  auto known = patterns_.find(pattern);
  if (known == patterns_.end()) {
    auto compiled = base::Regex::compile(re2_of_i_regexp(pattern));
    std::optional<base::Regex> kept;
    if (compiled) kept = *std::move(compiled);
    known = patterns_.emplace(std::string(pattern), std::move(kept)).first;
  }
  return known->second ? &*known->second : nullptr;
}

bool PathEvaluator::compare(const Filter& comparison, const Cursor& current) {
  const Value left = operand_value(comparison.operands[0], current);
  const Value right = operand_value(comparison.operands[1], current);
  switch (comparison.comparison) {
    case Filter::Comparison::equal:
      return equal(left, right, visits_left_);
    case Filter::Comparison::not_equal:
      return !equal(left, right, visits_left_);
    case Filter::Comparison::less:
      return less(left, right);
    case Filter::Comparison::less_or_equal:
      return less(left, right) || equal(left, right, visits_left_);
    case Filter::Comparison::greater:
      return less(right, left);
    case Filter::Comparison::greater_or_equal:
      return less(right, left) || equal(left, right, visits_left_);
  }
  return false;
}

}  // namespace paritylint::tree
