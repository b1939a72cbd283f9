// The checks over whole task definitions: what needs more than one place of the file to be decided.
#pragma once

#include <string_view>
#include <vector>

#include "check/closer.h"
#include "check/file_view.h"
#include "check/match.h"
#include "check/rule_set.h"

namespace paritylint::check::builtin {

// Append a match per place where a rule with `builtin: taskdef/...` holds.
void report_taskdef(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches);

bool is_taskdef_check(std::string_view name);

}  // namespace paritylint::check::builtin
