// Rules about files that must fit together to be deployed: an AppSpec and its task definition, a buildspec and what it
// hands on, a workflow and what it renders. Only what is written in the files and what their pipelines were seen to do
// counts; a step that nobody follows makes a note of a finding.
#pragma once

#include <string_view>

#include "check/builtin/root_reporter.h"

namespace paritylint::check::builtin {

bool is_fit_check(std::string_view name);
void report_fit(RootReporter& reporter);

}  // namespace paritylint::check::builtin
