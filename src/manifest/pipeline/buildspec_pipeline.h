// The pipeline of a buildspec: its variables, the commands of its phases in the order in which CodeBuild runs them, and
// the artifacts that it hands on.
#pragma once

#include <string>
#include <vector>

#include "manifest/pipeline/pipeline_reader.h"
#include "tree/tree.h"

namespace paritylint::manifest {

struct PipelineArtifact {
  std::string path;                   // root-relative, base-directory put before it; a glob where it has wildcards
  std::string artifact;               // of secondary-artifacts: its identifier; "" for the primary one
  tree::NodeId node = tree::kNoNode;  // that says so
};

struct BuildspecPipeline {
  Pipeline pipeline;
  std::vector<PipelineArtifact> artifacts;
};

// `tree` (of the buildspec at the root-relative `path`) must outlive the result.
BuildspecPipeline read_buildspec_pipeline(const tree::Tree& tree, std::string path, ScriptSource scripts);

}  // namespace paritylint::manifest
