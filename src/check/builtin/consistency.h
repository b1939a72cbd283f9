// What one task definition or buildspec says twice and differently: accounts, regions and ports.
#pragma once

#include <string_view>
#include <vector>

#include "check/closer.h"
#include "check/file_view.h"
#include "check/match.h"
#include "check/rule_set.h"

namespace paritylint::check::builtin {

// True when `builtin: consistency/NAME` is a check.
bool is_consistency_check(std::string_view name);

// Append a match per contradiction.
void report_consistency(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches);

}  // namespace paritylint::check::builtin
