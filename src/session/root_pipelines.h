// Runs the rules over a whole root: its pipelines are followed once, over files that are read when a pipeline or a
// finding needs them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "check/match.h"
#include "check/rule_set.h"
#include "session/root_files.h"
#include "session/session.h"

namespace paritylint::session {

struct RootInputs {
  RootFiles* files = nullptr;  // never nullptr
  const input::FileSystem* file_system = nullptr;
  std::span<const FileSummary> summaries;  // by path
  std::span<const manifest::ManifestSet> sets;
  std::vector<std::string> workflows;  // paths
  const manifest::Vocabulary* vocabulary = nullptr;
  const config::Config* config = nullptr;  // nullptr: there is none
};

// The pipelines of the root, over bytes and trees that inputs.files holds and that must outlive the result. Context:
// files that cannot be read are as if they were not there.
manifest::RootPipelines follow_pipelines(const RootInputs& inputs);

// Append what the rules over a whole root say; nothing where there is neither a pipeline nor a set with an AppSpec and
// a task definition.
void add_root_matches(const RootInputs& inputs, const check::RuleSet& rules, std::vector<check::PlacedMatch>& matches);

}  // namespace paritylint::session
