// The file of --baseline, --prune-baseline and --write-baseline.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/commands.h"
#include "base/result.h"
#include "check/baseline.h"

namespace paritylint::app {

// The baseline that --baseline names; nothing when none is given. It must exist.
base::Result<std::optional<check::Baseline>> read_baseline(const Options& options);

// What a baseline means for a run.
struct KnownFindings {
  bool has_baseline = false;
  std::vector<check::BaselineEntry> gone;  // entries that no longer occur and are still in the file
  std::string message;                     // what was written, for stderr
  base::Result<void> written;              // the error when that failed
};

// Say of each finding of `checked` what the baseline knows of it, and write the file that the options ask for, whole or
// not at all. Nothing is taken out or written when something could not be read: its findings would be lost.
KnownFindings compare_with_baseline(const Options& options, const check::RuleSet& rules,
                                    std::optional<check::Baseline>& baseline, CheckedPaths& checked);

}  // namespace paritylint::app
