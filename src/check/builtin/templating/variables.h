// What envsubst does beside what was meant: variables that it does not see, and names that were left for the container.
#pragma once

#include "check/builtin/root_reporter.h"

namespace paritylint::check::builtin {

void report_variables(RootReporter& reporter);

}  // namespace paritylint::check::builtin
