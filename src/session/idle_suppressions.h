// Suppressions that suppress nothing: comments and entries that no finding needs, and entries that expired. Only a run
// of all rules over a whole root can say so.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/finding.h"
#include "check/policy.h"
#include "check/suppress.h"
#include "session/second_look.h"

namespace paritylint::session {

class IdleSuppressions {
 public:
  // All arguments must outlive this. `root` is the display prefix.
  IdleSuppressions(const check::RuleSet& rules, const check::Policy& policy, std::string_view root, SecondLook& look);

  // Append the findings about the comments of one file. Requires: the file was settled with `suppressions`.
  void add_comments(const std::string& path, const check::FileSuppressions& suppressions,
                    std::vector<check::Finding>& findings);

  // Append the findings about the entries of the configuration, whose files the root holds.
  void add_entries(const check::EntryUse& use, std::vector<check::Finding>& findings);

 private:
  // False when no rule that goes by `name` ran.
  bool ran(std::string_view name) const;
  void settle(const std::string& path, std::vector<check::RawMatch> matches, std::vector<check::Finding>& findings);

  const check::RuleSet& rules_;
  const check::Policy& policy_;
  std::string_view root_;
  SecondLook& look_;
  const check::RuleRecord* unused_ = nullptr;  // the rules that speak; null when left out
  const check::RuleRecord* expired_ = nullptr;
};

}  // namespace paritylint::session
