// What the schema of a file's kind says about it, as findings of the validity rules: one rule file per SchemaCheck.
#pragma once

#include <string_view>
#include <vector>

#include "check/closer.h"
#include "check/file_view.h"
#include "check/match.h"
#include "check/rule_set.h"

namespace paritylint::check::builtin {

// Append a match per place that does not fit the schema; of very many places of one rule, the rest is counted at the
// last.
void report_schema(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches);

// True when `builtin: schema/NAME` is a check.
bool is_schema_check(std::string_view name);

}  // namespace paritylint::check::builtin
