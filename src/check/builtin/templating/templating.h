// Checks of how templates are filled in: what the pipelines replace in manifests, and what they miss.
#pragma once

#include <string_view>

#include "check/builtin/root_reporter.h"

namespace paritylint::check::builtin {

// True when `builtin: templating/NAME` is a check.
bool is_templating_check(std::string_view name);

void report_templating(RootReporter& reporter);

}  // namespace paritylint::check::builtin
