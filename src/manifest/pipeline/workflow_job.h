// Reads the steps of one job into its pipeline. Internal to workflow_pipeline.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/pipeline/workflow_expressions.h"
#include "manifest/pipeline/workflow_pipeline.h"
#include "tree/cursor.h"

namespace paritylint::manifest {

// What an artifact of the workflow holds: `actions/upload-artifact`.
struct UploadedArtifact {
  std::string name;
  std::vector<std::string> paths;
};

class WorkflowJobReader {
 public:
  // All three must outlive it.
  WorkflowJobReader(const WorkflowSource& workflows, ScriptSource scripts, std::vector<UploadedArtifact>& artifacts);

  struct Place {
    std::string path;           // of the file that holds the steps
    std::string shell;          // that its `defaults:` give, or ""
    std::string folder;         // working-directory
    std::string action_folder;  // of a composite action: its own, root-relative
    unsigned depth = 0;         // of actions inside of actions
  };
  // Outputs and variables of the steps are left in `scope`.
  void read_steps(const tree::Cursor& steps, const Place& place, WorkflowScope& scope);

  SymbolTable& symbols() { return reader_.pipeline().symbols; }
  std::vector<WorkflowCredentials> take_credentials() { return std::move(credentials_); }
  Pipeline take() { return reader_.take(); }

 private:
  struct Step {
    std::string id;
    std::string folder;
    std::string shell;
  };
  struct Action {
    std::string name;  // lower case, without its version
    std::uint32_t fragment = 0;
    std::vector<PipelineInput> inputs;
    const std::string& text(std::string_view input) const;  // "" when it is not given
  };

  // workflow_job.cpp
  void read_step(const tree::Cursor& step, const Place& place, WorkflowScope& scope);
  void run(const tree::Cursor& text, const Step& step, const Place& place, WorkflowScope& scope);
  void read_runner_files(std::size_t first, const Step& step, WorkflowScope& scope);
  void read_runner_file(const PipelineStep& written, const Step& step, WorkflowScope& scope);
  void use(const tree::Cursor& step, std::string_view uses, const Step& one, const Place& place, WorkflowScope& scope);
  void use_composite(const Action& action, std::string_view uses, const Step& step, const Place& place,
                     WorkflowScope& scope);
  bool set_env(std::string_view name, std::string value, WorkflowScope& scope);

  // workflow_actions.cpp
  void use_action(const Action& action, const Step& step, WorkflowScope& scope);
  void check_out(const Action& action);
  void render(const Action& action, const Step& step, WorkflowScope& scope);
  void deploy(const Action& action);
  void sign_in(const Action& action);
  void build_image(const Action& action);
  void substitute(const Action& action, const WorkflowScope& scope);
  void replace_text(const Action& action);
  void upload(const Action& action);
  void download(const Action& action);
  void doubt_files(const Action& action);
  PipelineStep step_of(const Action& action, StepKind kind) const;

  const WorkflowSource& workflows_;
  std::vector<UploadedArtifact>& artifacts_;
  PipelineReader reader_;
  std::vector<std::string> conditions_;  // of the actions around, outermost first
  WorkflowValues handed_on_;             // variables that the step leaves for those after it
  std::vector<WorkflowCredentials> credentials_;
  std::size_t steps_read_ = 0;
  std::size_t values_set_ = 0;
};

}  // namespace paritylint::manifest
