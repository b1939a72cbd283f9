// What the configuration and the comments in the files say about a comparison: how grave its statements are, and which
// are accepted.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>

#include "check/policy.h"
#include "check/rule_set.h"
#include "check/suppress.h"
#include "session/comparison.h"
#include "session/second_look.h"

namespace paritylint::session {

class ComparisonSettler {
 public:
  // All arguments must outlive this; `policy` and what `read` gives are of one root or revision.
  ComparisonSettler(const check::RuleSet& rules, const check::Policy& policy, SecondLook::ReadBytes read,
                    const tree::ReadOptions& options, const manifest::Vocabulary& vocabulary);

  // Give the statements of `group` whose place is in a file of this root or revision, which is called `revision`, the
  // levels that a check gives what it says of them. What it leaves out loses its level, and what is accepted there has
  // its suppression with it.
  void settle(ComparedGroup& group, const std::string& revision);

 private:
  check::FileSuppressions& suppressions_of(const std::string& path);

  const check::RuleSet& rules_;
  const check::Policy& policy_;
  const manifest::Vocabulary& vocabulary_;
  SecondLook look_;
  check::EntryUse use_;
  struct File {
    std::vector<check::CommentSuppression> comments;
    std::unique_ptr<check::FileSuppressions> suppressions;
  };
  std::map<std::string, File> files_;
};

}  // namespace paritylint::session
