// Pending: differences between branches that are nobody's mistake, because one branch is only ahead of the other.
#pragma once

#include <span>
#include <vector>

#include "check/builtin/drift/drift.h"

namespace paritylint::check {

// Columns are branches, the last one the strictest. `bases` has for each the file as it was where its branch and the
// last one parted, or nullptr when that is not known; of the last one nullptr.
//
// What the last branch has as it was then, while the others went on, becomes DriftClass::pending without a level. What
// the last branch changed and another one did not take over keeps its class and says so in its evidence.
void judge_pending(std::span<const diff::Column> columns, std::span<const diff::Column* const> bases,
                   const diff::Comparison& comparison, const manifest::Vocabulary& vocabulary,
                   std::vector<DriftStatement>& statements);

}  // namespace paritylint::check
