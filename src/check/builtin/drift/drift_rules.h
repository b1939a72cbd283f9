// Which rule says a statement about drift. The rules' files are in rules/drift; they judge no single file, so the
// session asks for them where the variants of a manifest are known.
#pragma once

#include <string_view>

#include "check/builtin/drift/drift.h"
#include "check/rule_set.h"
#include "diff/matrix.h"

namespace paritylint::check::builtin {

// True when `builtin: drift/NAME` is a check.
bool is_drift_check(std::string_view name);

// True when any rule about drift is on.
bool is_drift_wanted(const RuleSet& rules);

// The enabled rule that says `statement`, whose first row is about `subject`, in manifests of `kind`; nullptr when it
// is off and for what is only shown.
const RuleRecord* drift_rule(const RuleSet& rules, const DriftStatement& statement, diff::Subject subject,
                             manifest::ManifestKind kind);

}  // namespace paritylint::check::builtin
