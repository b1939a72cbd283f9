// What the readers had to say, as findings of the syntax rules: one rule file per tree::ProblemCode.
#pragma once

#include <string_view>
#include <vector>

#include "check/closer.h"
#include "check/file_view.h"
#include "check/match.h"
#include "check/rule_set.h"

namespace paritylint::check::builtin {

// Append a match per problem of the file.
void report_syntax(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches);

// The name of a problem in rule files: `builtin: syntax/trailing-comma`.
std::string_view problem_name(tree::ProblemCode code);
bool is_problem_name(std::string_view name);

}  // namespace paritylint::check::builtin
