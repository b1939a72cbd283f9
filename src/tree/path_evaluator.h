// PathEvaluator: evaluates parsed queries and filters over one document, in the order and with the meaning of RFC 9535.
//
// Filters reach anywhere in the document and aliases multiply nodes, so all work is counted: one budget of visits for
// everything that an evaluator does. When it is used up, nothing more is selected and `is_exhausted` says so.
#pragma once

#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/regex.h"
#include "tree/cursor.h"
#include "tree/json_path_query.h"
#include "tree/value.h"

namespace paritylint::tree {

class PathEvaluator {
 public:
  static constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

  explicit PathEvaluator(const Cursor& root, std::size_t max_visits = kNoLimit)
      : root_(root), visits_left_(max_visits) {}

  // Begin with another document or budget; compiled patterns are kept. `ignores_case` is Shape's.
  void restart(const Cursor& root, std::size_t max_visits, bool ignores_case = false);

  // The nodes that `segments` select from `start`, in the order of the RFC.
  std::vector<Cursor> select(const std::vector<Segment>& segments, const Cursor& start);

  // True when `filter` holds for `current` (`@`).
  bool holds(const Filter& filter, const Cursor& current);

  bool is_exhausted() const { return visits_left_ == 0; }
  std::size_t visits_left() const { return visits_left_; }

 private:
  bool visit();
  std::vector<Cursor> children_of(const Cursor& node);
  std::vector<Cursor> descendants_of(const Cursor& node);
  void apply(const Selector& selector, const Cursor& node, std::vector<Cursor>& selected);
  void apply_slice(const Slice& slice, const Cursor& node, std::vector<Cursor>& selected);

  std::vector<Cursor> nodes_of(const Filter& query, const Cursor& current);
  // What an operand stands for; nothing for an empty query.
  Value operand_value(const Filter& operand, const Cursor& current);
  Value call(const Filter& function, const Cursor& current);
  bool matches(const Filter& function, const Cursor& current);
  bool compare(const Filter& comparison, const Cursor& current);
  // The compiled pattern, or nullptr when it is none.
  const base::Regex* regex(std::string_view pattern);

  Cursor root_;
  std::size_t visits_left_;
  bool ignores_case_ = false;
  std::map<std::string, std::optional<base::Regex>, std::less<>> patterns_;
};

}  // namespace paritylint::tree
