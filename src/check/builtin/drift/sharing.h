// What environments share: an account of another one, and names that are equal where those beside them are not.
#pragma once

#include <vector>

#include "check/builtin/drift/drift.h"
#include "check/builtin/drift/name_facts.h"

namespace paritylint::check {

void judge_sharing(NameFacts& facts, std::vector<DriftStatement>& statements);

}  // namespace paritylint::check
