// TaskReporter: what a check in C++ has to say, as matches of its rule. Regions, masking and bounds are settled here
// once.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/closer.h"
#include "check/match.h"
#include "tree/cursor.h"

namespace paritylint::check::builtin {

// What a message says besides the region's own text, and where else to look.
struct TaskStatement {
  std::string key = {};                    // {key}
  std::string atom = {};                   // {atom}
  std::optional<tree::Cursor> other = {};  // a related location
  std::string_view other_is = {};          // what it is: "first defined here"
  std::string_view group = {};             // places with one group are one finding; empty: a finding of its own
  std::optional<Level> level = {};         // replaces the rule's severity
};

// For one rule and one file; both and `matches` must outlive it.
class TaskReporter {
 public:
  TaskReporter(const RuleRecord& rule, const FileView& view, Closer& closer, std::vector<RawMatch>& matches)
      : rule_(rule), view_(view), closer_(closer), matches_(matches) {}

  const RuleRecord& rule() const { return rule_; }

  // The region is a scalar's content; of an object or a list its label (check/subject.h), else its first byte. Further
  // places than a report holds are counted only.
  void report(const tree::Cursor& at, const TaskStatement& statement = {});

  // The text of a scalar as it may be shown; empty for objects and lists.
  std::string shown(const tree::Cursor& value);

  // shown() in quotes.
  std::string quoted(const tree::Cursor& value);

  // ", did you mean "X"?" with the nearest of `names`, which are texts; empty when none is near or there are many.
  std::string did_you_mean(std::string_view word, std::span<const tree::Cursor> names);

 private:
  std::pair<base::Span, tree::NodeId> region_of(const tree::Cursor& at) const;
  bool is_known(const tree::Cursor& at, base::Span span);

  const RuleRecord& rule_;
  const FileView& view_;
  Closer& closer_;
  std::vector<RawMatch>& matches_;
  std::vector<std::size_t> mine_;  // indices into matches_
};

}  // namespace paritylint::check::builtin
