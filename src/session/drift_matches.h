// What a comparison says, as matches of the rules in rules/drift: for `check`, and for formats that know findings only.
#pragma once

#include <vector>

#include "check/match.h"
#include "check/rule_set.h"
#include "session/comparison.h"

namespace paritylint::session {

struct DriftMatch {
  check::PlacedMatch placed;
  std::size_t column = 0;               // that its place is in
  std::vector<std::size_t> statements;  // of the group, that it says
};

// A match per cause: of everything that the same variants lack in the same block there is one. Its place is in the
// variant at fault, or in the strictest one where nobody is; the other variants are related.
std::vector<DriftMatch> drift_matches(const ComparedGroup& group, const check::RuleSet& rules);

}  // namespace paritylint::session
