// Values that stand in each other's place: a queue's URL under its name's variable, and its name under the URL's.
#pragma once

#include <vector>

#include "check/builtin/drift/drift.h"
#include "check/builtin/drift/name_facts.h"

namespace paritylint::check {

// Append what the values of pairs of variables say, in a column alone and against the other columns.
void judge_swapped(NameFacts& facts, std::vector<DriftStatement>& statements);

}  // namespace paritylint::check
