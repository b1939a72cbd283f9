// The parts of a parsed JSONPath query (RFC 9535) as plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tree/node.h"

namespace paritylint::tree {

struct Filter;

struct Slice {
  std::optional<std::int64_t> start, end, step;
};

struct Selector {
  enum class Kind : std::uint8_t { name, wildcard, index, slice, filter };
  Kind kind = Kind::wildcard;
  std::string name;            // Kind::name; Kind::filter: the expression as it was written, without the `?`
  std::int64_t index = 0;      // Kind::index; negative counts from the end
  Slice slice;                 // Kind::slice
  std::vector<Filter> filter;  // Kind::filter: exactly one expression
};

struct Segment {
  bool descendant = false;  // `..`
  std::vector<Selector> selectors;
};

// An expression of a filter selector. The parser has checked its types (RFC 9535, 2.4.3).
struct Filter {
  enum class Kind : std::uint8_t { any_of, all_of, negation, comparison, literal, query, function };
  enum class Comparison : std::uint8_t { equal, not_equal, less, less_or_equal, greater, greater_or_equal };
  enum class Function : std::uint8_t { length, count, match, search, value };

  Kind kind = Kind::literal;
  Comparison comparison = Comparison::equal;  // Kind::comparison
  Function function = Function::length;       // Kind::function
  std::vector<Filter> operands;               // of any_of, all_of, negation, comparison and function

  // Kind::literal: what sort it is (null, boolean, real or string), and its value.
  NodeKind literal = NodeKind::null;
  bool truth = false;
  double number = 0;
  std::string text;

  // Kind::query: from the current node (`@`) or from the root (`$`).
  bool from_current = false;
  std::vector<Segment> segments;
};

}  // namespace paritylint::tree
