#include "checked.h"

#include <cstdlib>
#include <span>
#include <string>
#include <utility>

#include "base/parallel.h"
#include "input/root.h"

namespace paritylint::bench {

const check::RuleSet& all_rules() {
  static const check::RuleSet kRules = [] {
    auto made = check::RuleSet::make(check::embedded_rules(), nullptr, {}, {});
    if (!made) std::abort();  // the program itself could not start
    return *std::move(made);
  }();
  return kRules;
}

std::vector<session::CheckResult> check_repositories(const Organisation& organisation, unsigned jobs) {
  const std::vector<std::string>& tops = organisation.repositories();
  std::vector<session::CheckResult> results(tops.size());
  session::ContentMemo memo;
  base::parallel_for(tops.size(), jobs, {}, [&](std::size_t index, unsigned) {
    const auto roots = input::open_roots(std::span(&tops[index], 1));
    if (!roots) return;  // its manifests are then missing in the count that the caller compares
    session::SessionOptions options;
    options.jobs = 1;
    results[index] = session::Session(roots->front(), all_rules(), memo, options).check();
  });
  return results;
}

}  // namespace paritylint::bench
