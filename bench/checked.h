// Repositories of a generated organisation, checked as the program checks them.
#pragma once

#include <vector>

#include "check/rule_set.h"
#include "organisation.h"
#include "session/session.h"

namespace paritylint::bench {

// All embedded rules.
const check::RuleSet& all_rules();

// One result per repository, each read and judged with cold memory on up to `jobs` threads.
std::vector<session::CheckResult> check_repositories(const Organisation& organisation, unsigned jobs);

}  // namespace paritylint::bench
