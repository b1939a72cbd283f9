// Names of another environment: leaks, copies, other accounts, and what is equal where everything else differs.
#pragma once

#include <vector>

#include "check/builtin/drift.h"

namespace paritylint::check {

// Append what the names and accounts in the columns say.
void judge_names(std::span<const diff::Column> columns, const diff::Comparison& comparison,
                 const manifest::Vocabulary& vocabulary, std::vector<DriftStatement>& statements);

}  // namespace paritylint::check
