// How images get into task definitions: by a container's place in the list, or not at all.
#pragma once

#include "check/builtin/root_reporter.h"

namespace paritylint::check::builtin {

void report_images(RootReporter& reporter);

}  // namespace paritylint::check::builtin
