// What is wrong with suppressions. What cannot be read is found file by file; what is not needed any more, or expired,
// only when all findings are known (session/idle_suppressions.h), so that those two rules have a name here and no
// check.
#pragma once

#include <string_view>
#include <vector>

#include "check/closer.h"
#include "check/file_view.h"
#include "check/match.h"
#include "check/rule_set.h"

namespace paritylint::check::builtin {

bool is_suppression_check(std::string_view name);

// Append a match per comment that means to suppress and cannot.
void report_suppression(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches);

}  // namespace paritylint::check::builtin
