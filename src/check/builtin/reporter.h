// Reporter: makes matches of what a check in C++ has found in one file. Regions, masking and bounds are settled here
// once.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/closer.h"
#include "check/file_view.h"
#include "check/match.h"
#include "check/rule_set.h"
#include "tree/cursor.h"

namespace paritylint::check::builtin {

// What a message says, and where else to look. Texts of the file are masked by whoever fills them in (shown()).
struct Statement {
  std::string value = {};                  // {value}; empty: the region's own text
  std::string key = {};                    // {key}
  std::string atom = {};                   // {atom}
  std::optional<tree::Cursor> other = {};  // a related location
  std::string_view other_is = {};          // what it is: "first defined here"
  std::string_view group = {};             // places with one group are one finding; empty: as the rule has it
  std::optional<Level> level = {};         // replaces the rule's severity
};

class Reporter {
 public:
  // All of them must outlive the reporter.
  Reporter(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches)
      : view_(view), rules_(rules), closer_(closer), matches_(matches) {}

  const FileView& view() const { return view_; }
  Closer& closer() { return closer_; }

  // The rule that names this check, when it is on for files of this kind; else nullptr.
  const RuleRecord* rule(std::string_view builtin) const;

  // Append a match at the bytes `span` of the node `node` (tree::kNoNode: of none). Nothing is appended, and nullptr
  // returned, when the rule has been found in very many places: those are counted. The match is good until the next
  // call.
  RawMatch* add(const RuleRecord& rule, base::Span span, tree::NodeId node, Statement statement = {});

  // The same at a value: at a scalar's content; of an object or a list at its label (check/subject.h), else its first
  // byte. What aliases lead to is reported once.
  RawMatch* add(const RuleRecord& rule, const tree::Cursor& at, Statement statement = {});

  // The text of a scalar as it may be shown; empty for objects and lists.
  std::string shown(const tree::Cursor& value);

  // shown() in quotes.
  std::string quoted(const tree::Cursor& value);

  // ", did you mean "X"?" with the nearest of `names`, which are texts; empty when none is near or there are many.
  std::string did_you_mean(std::string_view word, std::span<const tree::Cursor> names);

 private:
  struct Region {
    base::Span bytes;
    tree::NodeId text_of = tree::kNoNode;  // whose text they are; kNoNode where they are a mark
  };
  static Region region_of(const tree::Cursor& at);
  bool is_known(const RuleRecord& rule, base::Span span);
  bool has_room(const RuleRecord& rule);
  RawMatch& append(const RuleRecord& rule, base::Span span, tree::NodeId node, std::string_view text,
                   Statement statement);

  const FileView& view_;
  const RuleSet& rules_;
  Closer& closer_;
  std::vector<RawMatch>& matches_;
  std::map<const RuleRecord*, std::vector<std::size_t>> of_rule_;  // indices into matches_
};

// A Reporter for one rule. Both must outlive it.
class RuleReporter {
 public:
  RuleReporter(Reporter& reporter, const RuleRecord& rule) : reporter_(reporter), rule_(rule) {}

  const RuleRecord& rule() const { return rule_; }
  void report(const tree::Cursor& at, Statement statement = {}) { reporter_.add(rule_, at, std::move(statement)); }
  std::string shown(const tree::Cursor& value) { return reporter_.shown(value); }
  std::string quoted(const tree::Cursor& value) { return reporter_.quoted(value); }
  std::string did_you_mean(std::string_view word, std::span<const tree::Cursor> names) {
    return reporter_.did_you_mean(word, names);
  }

 private:
  Reporter& reporter_;
  const RuleRecord& rule_;
};

}  // namespace paritylint::check::builtin
