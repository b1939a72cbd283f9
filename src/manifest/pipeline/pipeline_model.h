// What a pipeline does to files: steps in the order in which they run, each with its inputs, what is done to them, its
// outputs and the bytes of the command. Built by pipeline_reader.h, replayed over real files by pipeline_renderer.h,
// asked by rules and `explain`.
//
// Texts of a pipeline (paths, values, what is printed) may hold symbols for what is not known: symbols.h.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "manifest/pipeline/envsubst.h"
#include "manifest/pipeline/jq_filter.h"
#include "manifest/pipeline/sed_program.h"
#include "manifest/pipeline/symbols.h"
#include "tree/node.h"

namespace paritylint::manifest {

constexpr std::uint32_t kNoCaller = 0xffffffff;

// A text of commands: one item of a buildspec's list, one `run:` of a workflow, one script. For an action: its name
// (`uses:`) or one of its inputs.
struct PipelineFragment {
  std::string path;                   // of the file, root-relative
  tree::NodeId node = tree::kNoNode;  // whose decoded value the text is; kNoNode: the text is the whole file
  std::string_view text;              // must outlive the pipeline
  std::uint32_t caller = kNoCaller;   // the step that calls the script; kNoCaller: the pipeline runs it itself
};

// Bytes of a fragment's text. tree/source_span.h leads from there to the file.
struct CommandPlace {
  std::uint32_t fragment = 0;
  base::Span span;
};

struct FileName {
  enum class Kind : std::uint8_t {
    path,      // root-relative, or absolute when it begins with '/'; equal symbols in it are equal names
    pattern,   // base::glob_matches: of the command's own wildcards, or {a,b} of a loop
    captured,  // no file: what a variable holds ("$NAME") or a substitution prints
  };
  Kind kind = Kind::path;
  std::string text;
  base::Span span;  // bytes of the fragment that name it
};

// One thing that is done to a text on its way.
struct PipelineFilter {
  enum class Kind : std::uint8_t { sed, envsubst, jq, opaque };
  Kind kind = Kind::opaque;
  CommandPlace place;
  std::string tool;  // opaque: name of the command
  SedProgram sed;
  EnvironmentSubstitution envsubst;
  JqFilter jq;
  std::uint32_t time = 0;                          // Pipeline::exported_value's, for envsubst
  std::map<std::string, std::string> environment;  // NAME=value before the command itself
};

// A text on its way from where it comes from, through filters, to a file or a command.
struct PipelineFlow {
  enum class Source : std::uint8_t {
    nothing,
    files,    // one after another
    text,     // echo, printf, here-documents
    service,  // what AWS knows: describe-task-definition
    unknown,  // what any other command prints
  };
  Source source = Source::nothing;
  std::vector<FileName> files;
  std::string text;
  CommandPlace place;  // of the command that is the source
  std::vector<PipelineFilter> filters;
};

enum class StepKind : std::uint8_t {
  write,                     // flow -> outputs
  render_image,              // an action puts an image (and more) into a task definition: flow -> outputs
  copy,                      // cp: each of flow.files -> the output beside it
  move,                      // mv
  remove,                    // rm
  register_task_definition,  // flow is what is registered
  deploy_task_definition,    // an action registers flow and brings it to a service
  update_service,            // aws ecs update-service, create-service
  deploy,                    // aws deploy create-deployment; an action that hands an AppSpec (flow) to CodeDeploy
  credentials,               // an action signs in to AWS: input("role-to-assume"), input("aws-region")
  docker_build,
  docker_push,
  docker_tag,
  script,  // a call of a script: outputs is its name; is_followed says whether its text was read
  opaque,  // a command that may change the files that it names (outputs) in a way that nobody follows
};

// What a workflow gives to an action: `with:`.
struct PipelineInput {
  std::string name;   // in lower case
  std::string value;  // symbols inside
  CommandPlace place;
};

struct PipelineStep {
  StepKind kind = StepKind::opaque;
  CommandPlace place;
  std::string tool;  // "sed", "aws ecs register-task-definition", "aws-actions/amazon-ecs-render-task-definition"
  PipelineFlow flow;
  std::vector<FileName> outputs;
  bool appends = false;
  bool is_in_place = false;     // sed -i: the outputs are the flow's files
  bool is_conditional = false;  // runs in some cases only: if, case, ||, loops over unknown words
  bool is_followed = false;     // script
  std::vector<std::pair<std::string, std::string>> options;  // of aws: "--family" and its value; of docker: "-t" ...
  std::vector<PipelineInput> inputs;                         // of an action
  std::string condition;  // `if:` of the workflow's step that it is part of, as written; "" when it always runs

  // The input of an action, or nullptr.
  const PipelineInput* input(std::string_view name) const;
};

// A variable from one moment on.
struct VariableValue {
  std::uint32_t time = 0;
  std::string value;
  bool is_exported = false;
  CommandPlace place;
};

class Pipeline {
 public:
  std::vector<PipelineFragment> fragments;
  std::vector<PipelineStep> steps;
  SymbolTable symbols;
  // By name, in order of time. Names that are not here are set by nobody who was seen.
  std::map<std::string, std::vector<VariableValue>, std::less<>> variables;

  // The variable at `time` (steps' and filters'), or nullptr when nobody has set it.
  const VariableValue* variable_at(std::string_view name, std::uint32_t time) const;
};

constexpr std::uint32_t kEndOfTime = 0xffffffff;

}  // namespace paritylint::manifest
