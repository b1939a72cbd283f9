// Tokens that arrive at AWS as they stand in the template: placeholders, bare tokens that keep the file from being
// JSON, CloudFormation's spellings, and a second spelling of a placeholder that is replaced.
#pragma once

#include "check/builtin/root_reporter.h"

namespace paritylint::check::builtin {

void report_unreplaced(RootReporter& reporter);

}  // namespace paritylint::check::builtin
