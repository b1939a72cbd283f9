#include "session/comparison_findings.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "check/settle.h"
#include "session/drift_matches.h"

namespace paritylint::session {

std::vector<check::Finding> findings_of(const Comparisons& comparisons, const check::RuleSet& rules,
                                        const std::string& root) {
  std::vector<check::Finding> findings;
  for (const ComparedGroup& group : comparisons.groups) {
    std::map<std::string, std::vector<check::RawMatch>> of_files;
    for (DriftMatch& one : drift_matches(group, rules))
      of_files[std::move(one.placed.path)].push_back(std::move(one.placed.match));
    for (auto& [path, its_matches] : of_files) {
      check::FileContext file;
      file.root = root;
      file.path = path;
      file.kind = group.kind;
      std::ranges::move(check::settle(file, std::move(its_matches)), std::back_inserter(findings));
    }
  }
  std::ranges::sort(findings, check::precedes);
  return findings;
}

}  // namespace paritylint::session
