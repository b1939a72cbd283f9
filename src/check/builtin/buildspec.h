// Checks of a buildspec that need more than one value or a table: runtimes, the graph of a batch, variables.
#pragma once

#include <string_view>
#include <vector>

#include "check/closer.h"
#include "check/file_view.h"
#include "check/match.h"
#include "check/rule_set.h"

namespace paritylint::check::builtin {

// True when `builtin: buildspec/NAME` is a check.
bool is_buildspec_check(std::string_view name);

// Append a match per place where one of them holds.
void report_buildspec(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches);

}  // namespace paritylint::check::builtin
