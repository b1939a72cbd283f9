// Elsewhere: the other places of a manifest that a condition on a value may ask about. Internal to src/check.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "check/condition.h"
#include "check/file_view.h"
#include "check/subject.h"
#include "tree/path_evaluator.h"

namespace paritylint::check {

// One per engine: queries are parsed when a file first needs them and kept.
class Elsewhere {
 public:
  // Begin with another file, which must outlive the calls below. `max_visits` bounds what all queries look at.
  void begin(const FileView& view, std::size_t max_visits);

  // Where the query of `condition` begins for `subject`; nothing when the file does not show that place, such as the
  // task definition around a bare list of containers.
  std::optional<tree::Cursor> start(const Condition& condition, const Subject& subject) const;

  // What the query selects from `start`; nothing when it leads to what the file does not show.
  std::optional<std::vector<tree::Cursor>> select(const Condition& condition, const tree::Cursor& start);

  bool is_exhausted() const { return evaluator_ && evaluator_->is_exhausted(); }

 private:
  struct Point {
    tree::NodeId node = tree::kNoNode;
    tree::NodeId via = tree::kNoNode;
  };
  std::optional<Point> object_around(Point point) const;

  const FileView* view_ = nullptr;
  std::optional<tree::PathEvaluator> evaluator_;
  std::unordered_map<const Condition*, std::vector<tree::Segment>> queries_;
};

}  // namespace paritylint::check
