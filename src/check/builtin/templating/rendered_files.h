// Files that a buildspec fills in and does not hand on, while CodePipeline deploys from its artifacts.
#pragma once

#include "check/builtin/root_reporter.h"

namespace paritylint::check::builtin {

void report_rendered_files(RootReporter& reporter);

}  // namespace paritylint::check::builtin
