// Names of another environment in a file: leaks and copies.
#pragma once

#include <vector>

#include "check/builtin/drift/drift.h"
#include "check/builtin/drift/name_facts.h"

namespace paritylint::check {

// Append what the names in the columns say of other environments.
void judge_leaks(NameFacts& facts, std::vector<DriftStatement>& statements);

}  // namespace paritylint::check
