// Which rule speaks for which class of difference: the rule files of rules/drift.
#pragma once

#include <span>
#include <string_view>

#include "check/builtin/drift/drift.h"
#include "check/rule_set.h"

namespace paritylint::check {

// The id of the rule that reports the class, "" for one that is only shown.
std::string_view rule_id(DriftClass drift_class);

// The rule that reports `drift_class`, whether `rules` has it enabled or not. Outlives `rules` or is theirs; nullptr
// for a class that is only shown.
const RuleRecord* drift_rule(DriftClass drift_class, const RuleSet& rules);

// All of them, sorted by id.
std::vector<const RuleRecord*> drift_rules(const RuleSet& rules);

}  // namespace paritylint::check
