// RootReporter: makes matches of what a check in C++ has found in the files of a root. Regions, masking and bounds are
// settled here once, as Reporter does for one file.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "check/builtin/reporter.h"
#include "check/match.h"
#include "check/root_view.h"
#include "check/rule_set.h"

namespace paritylint::check::builtin {

// A region of one of the root's files.
struct RootPlace {
  RootFile* file = nullptr;  // nullptr: there is no such file, and nothing is reported
  base::Span span;
  tree::NodeId node = tree::kNoNode;
};

// What a message says, and where else to look. Texts of files are masked by whoever fills them in (shown()).
struct RootStatement {
  std::string value = {};        // {value}; empty: the region's own text
  std::string key = {};          // {key}
  std::string atom = {};         // {atom}
  std::string environment = {};  // {environment}
  std::string group = {};        // places of one file with one group are one finding
  std::optional<Level> level = {};
};

class RootReporter {
 public:
  // All of them must outlive the reporter.
  RootReporter(const RootView& view, const RuleSet& rules, std::vector<PlacedMatch>& matches)
      : view_(view), rules_(rules), matches_(matches) {}

  const RootView& view() const { return view_; }

  // The rule that names this check, "FAMILY/CHECK", when it is on; else nullptr.
  const RuleRecord* rule(std::string_view builtin) const { return rules_.builtin_rule(builtin); }

  // A value of a manifest: a scalar's content; of an object or a list its label (check/subject.h), else its first byte.
  RootPlace place_of(RootFile& file, const tree::Cursor& at) const;
  // A command of a pipeline, or a part of one: bytes of a buildspec, a workflow or a script.
  RootPlace place_of(const manifest::Pipeline& pipeline, const manifest::CommandPlace& place) const;
  // A node of a file, as an artifact's.
  RootPlace place_of(std::string_view path, tree::NodeId node) const;

  // Append a match. Nothing is appended, and nullptr returned, when the rule does not judge the file's kind (of files
  // that are no manifests every rule does), when the same bytes are reported already, or when there are very many. The
  // match is good until the next call.
  RawMatch* add(const RuleRecord& rule, const RootPlace& place, RootStatement statement = {});

  // Append a related location to a match that add() gave.
  static void relate(RawMatch& match, const RootPlace& place, std::string what);

  // The text of a place as it may be shown.
  std::string shown(const RootPlace& place) const;
  // `text`, which was read from the place.
  static std::string shown(const RootPlace& place, std::string_view text);

 private:
  const RootView& view_;
  const RuleSet& rules_;
  std::vector<PlacedMatch>& matches_;
  std::map<std::pair<const RuleRecord*, std::string>, std::vector<base::Span>> known_;  // by rule and file
};

}  // namespace paritylint::check::builtin
