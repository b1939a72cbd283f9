// A GitHub workflow as pipelines: each job with its steps in their order, what actions do to task definitions, and what
// says for which environment and account it works. Composite actions and called workflows of the repository
// (`uses: ./...`) are read into the job that uses them. Nothing is executed, workflows are never judged.
//
// Each job has a checkout of its own, so that its pipeline begins with the files of the root. A job with a matrix of
// literal values is one job per combination; a called workflow gives the jobs that it holds.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/pipeline/pipeline_reader.h"
#include "tree/tree.h"

namespace paritylint::manifest {

// The tree of a workflow or action of the root by its path, or nullptr: it is not there or cannot be read. Trees must
// outlive what is read from them.
using WorkflowSource = std::function<const tree::Tree*(std::string_view path)>;

// A text of a workflow with its place. Symbols inside are those of the job's pipeline.
struct WorkflowText {
  std::string text;
  std::string path;  // of the workflow or action, root-relative
  tree::NodeId node = tree::kNoNode;
};

// Something that says for which environment a job works; the strongest first.
struct EnvironmentHint {
  enum class Kind : std::uint8_t {
    environment,  // `environment:` of the job
    matrix,       // a value of its combination
    input,        // given to the called workflow
    branch,       // the workflow starts on pushes to it
    job_name,
    workflow_name,  // also its file's name, whose node is kNoNode
  };
  Kind kind = Kind::environment;
  WorkflowText text;
};

// The account and region in which commands run, from one step on.
struct WorkflowCredentials {
  std::uint32_t step = 0;  // StepKind::credentials
  std::string account;     // of role-to-assume, "" when it is not written there
  std::string region;      // of aws-region; symbols inside; "" when it is not given
};

struct WorkflowJob {
  std::string name;                   // "deploy", "deploy (prod)", "release / deploy" for the job of a called workflow
  std::string path;                   // of the workflow that was read, not of one that it calls
  tree::NodeId node = tree::kNoNode;  // key of the job there
  std::vector<EnvironmentHint> environments;
  std::vector<WorkflowCredentials> credentials;
  Pipeline pipeline;

  // Those that hold at a step, or nullptr.
  const WorkflowCredentials* credentials_at(std::uint32_t step) const;
};

struct WorkflowPipeline {
  std::vector<WorkflowJob> jobs;   // in the order of `needs`
  bool is_called_only = false;     // `on: workflow_call` and nothing else
  std::vector<std::string> calls;  // workflows of the repository that it calls, paths
};

// Reads the workflow at the root-relative `path`; no jobs when `workflows` does not have it.
WorkflowPipeline read_workflow_pipeline(std::string_view path, const WorkflowSource& workflows, ScriptSource scripts);

// Is it the path of a workflow: .github/workflows/NAME.yml or .yaml?
bool is_workflow_path(std::string_view path);

}  // namespace paritylint::manifest
