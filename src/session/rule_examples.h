// Running a rule's own examples: its tests and its documentation are the same text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "check/rule_file.h"
#include "check/rule_set.h"

namespace paritylint::session {

// What one example got wrong, with the line of the rule file that says otherwise.
struct ExampleFailure {
  std::uint32_t line_1based = 1;
  std::string message;
};

// Check the files of `example` with `rules` and compare with what the example expects: for a bad one exactly its
// findings, in order of place; for a good one none. `rules` should enable the example's rule only.
std::vector<ExampleFailure> run_example(const check::RuleExample& example, const check::RuleSet& rules);

}  // namespace paritylint::session
