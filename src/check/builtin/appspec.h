// Checks of an AppSpec that add up several values.
#pragma once

#include <string_view>
#include <vector>

#include "check/closer.h"
#include "check/file_view.h"
#include "check/match.h"
#include "check/rule_set.h"

namespace paritylint::check::builtin {

// True when `builtin: appspec/NAME` is a check.
bool is_appspec_check(std::string_view name);

// Append a match per place where one of them holds.
void report_appspec(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches);

}  // namespace paritylint::check::builtin
