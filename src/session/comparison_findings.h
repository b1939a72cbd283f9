// What a comparison found out as findings, for formats that know findings only.
#pragma once

#include <string>
#include <vector>

#include "check/finding.h"
#include "check/rule_set.h"
#include "session/comparison.h"

namespace paritylint::session {

// What the rules of the theme drift say of the groups, as a check says it, in the order of all output. The levels of
// the statements count, which have asked configuration and suppressions before. `root` is the display prefix.
std::vector<check::Finding> findings_of(const Comparisons& comparisons, const check::RuleSet& rules,
                                        const std::string& root);

}  // namespace paritylint::session
