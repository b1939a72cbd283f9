// Values of nodes as data, whatever their spelling: 1 and 1.0 are one number, members have no order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "tree/cursor.h"

namespace paritylint::tree {

// A node's value, or nothing. Views the tree that it came from.
struct Value {
  enum class Type : std::uint8_t { nothing, null, boolean, number, string, mapping, sequence };
  Type type = Type::nothing;
  bool truth = false;
  double number = 0;
  std::string_view text;       // of a string
  std::optional<Cursor> node;  // of a mapping or sequence
};

// An unquoted token is a string.
Value value_of(const Cursor& node);

// Equality as JSON's data model has it; nothing equals nothing. Aliases multiply what has to be looked at, so each node
// costs one of `visits_left`; with none left the answer is false.
bool equal(const Value& left, const Value& right, std::size_t& visits_left);

// Order of numbers, and of strings by code points; false for everything else.
bool less(const Value& left, const Value& right);

// Equal values have equal hashes. Costs visits as equal() does.
std::uint64_t hash_of(const Cursor& node, std::size_t& visits_left);

}  // namespace paritylint::tree
