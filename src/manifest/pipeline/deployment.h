// How the manifests of a root are deployed: the pipelines that were seen, each replayed over the files, and by manifest
// what of it arrives at AWS, by which of them, and what they replace in it. What rules about templates and about files
// that must fit together are written upon.
//
// Three answers must not be mixed up:
// - no pipeline that was seen deploys the manifest: deployments is empty, and nothing can be said about what stays
//   unreplaced in it;
// - one does, and its whole path was followed: Deployment::certainty is certain, `text` is what arrives, with symbols
//   (symbols.h) for values that the repository does not hold;
// - one does, but a script that is not there, an action that nobody follows or a branch of a script may have changed
// the
//   file: `why` says which. `text` is what was seen; more may have been replaced.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/pipeline/buildspec_pipeline.h"
#include "manifest/pipeline/pipeline_renderer.h"
#include "manifest/pipeline/workflow_pipeline.h"
#include "manifest/sets.h"

namespace paritylint::manifest {

// A buildspec, or one job of a workflow (one combination of its matrix).
struct SeenPipeline {
  std::string path;  // of the buildspec or workflow, root-relative
  std::string job;   // WorkflowJob::name; "" for a buildspec
  bool is_workflow = false;
  tree::NodeId node = tree::kNoNode;          // of a job: its key in the workflow
  std::vector<EnvironmentHint> environments;  // what says for which environment it works, the strongest first
  std::vector<WorkflowCredentials> credentials;
  Pipeline pipeline;                        // steps, variables, symbols, places of commands
  std::vector<PipelineArtifact> artifacts;  // of a buildspec: what it hands on
  // What each file holds when it has run, and all replacements of all files in order.
  std::unique_ptr<PipelineRendering> rendering;
};

// By its index in RootPipelines::pipelines().
struct SeenStep {
  std::uint32_t pipeline = 0;
  std::uint32_t step = 0;  // index into its Pipeline::steps
};

struct SeenReplacement {
  std::uint32_t pipeline = 0;
  const PipelineReplacement* replacement = nullptr;  // owned by the pipeline's rendering
};

enum class DeploymentWay : std::uint8_t {
  action,      // a deploy action of a workflow registers it
  command,     // aws ecs register-task-definition, aws deploy create-deployment
  codedeploy,  // an action hands it to CodeDeploy: AppSpecs
  artifact,    // a buildspec hands it on; what CodePipeline does with it no repository shows
  source,      // CodePipeline takes it from the source: the AppSpec of its set awaits <TASK_DEFINITION>
};

enum class Certainty : std::uint8_t {
  certain,   // every step that touches it was followed
  script,    // a script that was not read runs before it is deployed: it may have changed it
  doubtful,  // a step may have changed it in a way that was not followed, or runs in some cases only
  assumed,   // DeploymentWay::source: the wiring is a guess
};

// One way of a manifest to AWS.
struct Deployment {
  std::uint32_t pipeline = 0;
  DeploymentWay way = DeploymentWay::action;
  std::uint32_t step = kNoStep;                // that deploys it; kNoStep for artifact and source
  tree::NodeId artifact_node = tree::kNoNode;  // of an artifact: its entry in the buildspec
  std::string file;   // what the consumer takes: the manifest itself, or what the pipeline has made of it
  RenderedText text;  // as it arrives. Its source_path() is the manifest. Symbols: those of the pipeline's rendering
  Certainty certainty = Certainty::certain;
  std::string why;  // it is not certain, for people; "" when it is
};

struct ManifestDeployments {
  std::vector<Deployment> deployments;
  // Everything that pipelines replace in it, or try to (replaced == 0), whether they deploy it or not. In the order of
  // pipelines and steps. A replacement with is_certain == false may find more than was seen.
  std::vector<SeenReplacement> replacements;
  // Steps that nobody follows and that are given the manifest.
  std::vector<SeenStep> opaque;
  // Steps that read or deploy a file whose name holds an unknown value and could be this one's. Whether anything
  // happens to it through them is not known, and neither that it is never deployed.
  std::vector<SeenStep> possible;
  // Steps that write another text over it: what is checked in is not what the steps after them see.
  std::vector<SeenStep> overwritten;

  bool is_deployed() const { return !deployments.empty(); }
};

// An entry of a buildspec's artifacts beside the files that are there when it has run.
struct ArtifactFact {
  std::uint32_t pipeline = 0;
  const PipelineArtifact* artifact = nullptr;
  std::vector<std::string> files;  // that it fits, by path: manifests of the root and what the pipeline writes
  bool is_generated = false;       // the pipeline writes one of them
  // Nothing fits, but a script or command that was not followed may write it.
  bool may_be_made = false;
};

struct RootManifest {
  std::string path;  // root-relative
  ManifestKind kind = ManifestKind::taskdef;
};

struct RootPipelineSources {
  std::vector<std::string> buildspecs;  // paths
  std::vector<std::string> workflows;   // paths below .github/workflows
  std::vector<RootManifest> manifests;
  std::span<const ManifestSet> sets;  // for DeploymentWay::source; may be empty
  WorkflowSource trees;               // of buildspecs, workflows and actions; outlive the RootPipelines
  PipelineFiles files;                // bytes of any file (scripts too); outlive the RootPipelines
};

class RootPipelines {
 public:
  explicit RootPipelines(RootPipelineSources sources);

  const std::vector<std::unique_ptr<SeenPipeline>>& pipelines() const { return pipelines_; }
  // Of a manifest by its path; one without anything for a path that no pipeline knows.
  const ManifestDeployments& of(std::string_view path) const;
  // Entries of all buildspecs' artifacts, in order.
  const std::vector<ArtifactFact>& artifacts() const { return artifacts_; }

  // The first step before `step` that calls a script which was not read, or nullptr.
  static const PipelineStep* unread_script(const SeenPipeline& pipeline, std::uint32_t step);

 private:
  void add_pipelines();
  void add(std::unique_ptr<SeenPipeline> pipeline);
  void find_deployments(std::uint32_t pipeline);
  void find_artifacts(std::uint32_t pipeline);
  void find_touches(std::uint32_t pipeline);
  void find_possible(SeenStep seen, const PipelineStep& step);
  void find_sources();
  void add_deployment(Deployment deployment);
  bool is_manifest(std::string_view path) const;

  RootPipelineSources sources_;
  std::vector<std::unique_ptr<SeenPipeline>> pipelines_;
  std::vector<ArtifactFact> artifacts_;
  std::map<std::string, ManifestDeployments, std::less<>> manifests_;
};

// The environment that a pipeline works for, as its strongest hint says it that names one.
struct PipelineEnvironment {
  std::string name;        // canonical: "prod", "dev2"
  std::uint32_t hint = 0;  // index into SeenPipeline::environments
};
std::optional<PipelineEnvironment> environment_of(const SeenPipeline& pipeline, const Vocabulary& vocabulary);

}  // namespace paritylint::manifest
