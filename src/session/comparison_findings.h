// What a comparison found out as findings, which every format for findings can write.
#pragma once

#include <string>
#include <vector>

#include "check/finding.h"
#include "check/rule_set.h"
#include "session/comparison.h"

namespace paritylint::session {

// The statements with a level as findings of their rules (check/builtin/drift/drift_rules.h), in the order of all
// output. The primary location is in the variant that is at fault or lacks something; of several, and where none is,
// in the strictest. The other environments and places are related locations. `root` is the display prefix.
//
// A finding is known by its rule, its file and its place, so it stays the same when lines move, values change or an
// environment is added.
std::vector<check::Finding> findings_of(const Comparisons& comparisons, const check::RuleSet& rules,
                                        const std::string& root);

}  // namespace paritylint::session
