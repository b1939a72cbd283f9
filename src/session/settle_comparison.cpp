#include "session/settle_comparison.h"

#include <algorithm>

#include "check/settle.h"
#include "session/drift_matches.h"

namespace paritylint::session {

ComparisonSettler::ComparisonSettler(const check::RuleSet& rules, const check::Policy& policy,
                                     SecondLook::ReadBytes read, const tree::ReadOptions& options,
                                     const manifest::Vocabulary& vocabulary)
    : rules_(rules),
      policy_(policy),
      vocabulary_(vocabulary),
      look_(policy, std::move(read), options, vocabulary),
      use_(policy) {}

check::FileSuppressions& ComparisonSettler::suppressions_of(const std::string& path) {
  File& file = files_[path];
  if (file.suppressions == nullptr) {
    file.comments = look_.comments(path, rules_);
    file.suppressions = std::make_unique<check::FileSuppressions>(
        file.comments, path, policy_, use_, vocabulary_,
        [this, path](std::size_t entry) { return look_.selected(path, entry); });
  }
  return *file.suppressions;
}

void ComparisonSettler::settle(ComparedGroup& group, const std::string& revision) {
  for (DriftMatch& one : drift_matches(group, rules_)) {
    const ComparedColumn& column = group.columns[one.column];
    if (column.revision != revision) continue;
    check::FileContext file;
    file.path = column.path;
    file.kind = group.kind;
    file.policy = &policy_;
    file.suppressions = &suppressions_of(column.path);
    std::vector<check::RawMatch> matches;
    matches.push_back(std::move(one.placed.match));
    const std::vector<check::Finding> findings = check::settle(file, std::move(matches));
    for (const std::size_t index : one.statements) {
      check::DriftStatement& statement = group.statements[index];
      statement.level = findings.empty() || findings.front().suppression ? check::Level::off : findings.front().level;
      if (!findings.empty()) statement.suppression = findings.front().suppression;
    }
  }
  // Rows are numbered by their first statement now, so those of one level stay as they are.
  std::ranges::stable_sort(group.statements, [](const check::DriftStatement& a, const check::DriftStatement& b) {
    return a.drift_class != b.drift_class ? a.drift_class < b.drift_class : a.level > b.level;
  });
}

}  // namespace paritylint::session
