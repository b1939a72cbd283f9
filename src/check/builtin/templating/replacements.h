// Replacements that do not do what they are written for: they match nothing, they spoil another token, or they stop
// after the first token of a line.
#pragma once

#include "check/builtin/root_reporter.h"

namespace paritylint::check::builtin {

void report_replacements(RootReporter& reporter);

// The bytes of a replacement's pattern in its command; the whole command where it is not found there.
manifest::CommandPlace pattern_place(const manifest::Pipeline& pipeline, const manifest::PipelineReplacement& one);

}  // namespace paritylint::check::builtin
