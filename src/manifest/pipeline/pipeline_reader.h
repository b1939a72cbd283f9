// From commands to a Pipeline: follows variables, working folders, pipes and redirections, and knows what the commands
// that move manifests do. Nothing is executed.
//
// The state of the shell (variables, working folder) goes on from one fragment to the next, as in CodeBuild's
// version 0.2; begin_shell() starts anew, as each `run:` of a workflow does.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "manifest/pipeline/pipeline_model.h"
#include "manifest/pipeline/shell_reader.h"

namespace paritylint::manifest {

// The bytes of a script of the root by its path; they must outlive the pipeline. Nothing: it is not there.
using ScriptSource = std::function<std::optional<std::string_view>(std::string_view path)>;

// The text that `${{ expression }}` stands for, symbols allowed; nothing: a symbol of its own.
using ExpressionValues = std::function<std::optional<std::string>(std::string_view expression)>;

// Where a checkout put a repository.
struct PipelineMount {
  std::string folder;     // of the workspace, "" for its top
  bool is_root = true;    // it is this repository; else files of another one stand there
  std::string elsewhere;  // then: an absolute name in place of the folder
};

class PipelineReader {
 public:
  // Calls of scripts that `scripts` knows are followed.
  explicit PipelineReader(ScriptSource scripts, ShellOptions options = {})
      : scripts_(std::move(scripts)), options_(options) {}

  // A variable that is exported before any command runs. Nothing for a value that is not known here.
  void set_environment(std::string_view name, std::optional<std::string_view> value);

  // Begin in another folder, with the variables as they are.
  void set_folder(std::string folder) { folder_ = std::move(folder); }

  void read(PipelineFragment fragment);

  // Ends the reading.
  Pipeline take() { return std::move(pipeline_); }

  // For workflows, pipeline_actions.cpp. A shell of its own: only these variables are there, all exported, and it
  // begins in `folder`, root-relative or absolute.
  void begin_shell(const std::map<std::string, std::string, std::less<>>& environment, std::string_view folder);
  void set_expressions(ExpressionValues values) { expressions_ = std::move(values); }
  // What stands in the workspace from now on besides what stood there.
  void add_mount(PipelineMount mount) { mounts_.push_back(std::move(mount)); }
  // PipelineStep::condition of the steps that follow.
  void set_condition(std::string condition) { condition_ = std::move(condition); }

  // Text in a shell that nobody reads here: an opaque step on the files that it names, if it names any.
  void read_opaque(PipelineFragment fragment, std::string tool);
  std::uint32_t add_fragment(PipelineFragment fragment);
  std::uint32_t add_step(PipelineStep step);
  // A step of an action, with the condition and place filled in.
  PipelineStep action_step(StepKind kind, std::string tool, std::uint32_t fragment) const;
  // The file that an action finds by this name, seen from the top of the workspace.
  FileName file_named(std::string_view text) const;
  Pipeline& pipeline() { return pipeline_; }
  std::uint32_t now() const { return time_; }  // PipelineFilter::time
  // Lines that the top of a fragment printed and that begin with "::" (commands to the runner), since the last call.
  std::vector<std::string> take_runner_commands() { return std::exchange(runner_commands_, {}); }

 private:
  // A word after expansion.
  struct Argument {
    std::string text;
    base::Span span;
    bool has_wildcard = false;               // * or ? outside of quotes
    const PipelineFlow* captured = nullptr;  // the word is one variable or substitution that holds this text
  };
  struct Variable {
    std::string value;
    bool is_exported = false;
    std::optional<std::size_t> flow;  // index into flows_: it holds this text
  };
  struct Call {
    std::vector<Argument> arguments;  // behind the name
    std::string name;                 // without folder
    Argument command;                 // the name as written
    CommandPlace place;
    PipelineFlow input;
    bool is_conditional = false;
    std::map<std::string, std::string> environment;
  };
  // One text while it is read.
  struct Frame {
    const ShellScript* script = nullptr;
    std::uint32_t fragment = 0;
    std::vector<std::optional<PipelineFlow>> outputs;  // by command
    std::vector<std::optional<PipelineFlow>> printed;  // by body: what a substitution prints
    std::vector<std::string> parameters;               // $1 ...
    bool has_parameters = false;
    std::vector<std::pair<std::uint32_t, std::string>> folders;  // subshells that are open, with the folder before them
    std::vector<char> conditional;                               // by command: runs in some cases only
    bool is_conditional = false;                                 // all of it
    unsigned depth = 0;
    unsigned call_depth = 0;  // of functions
  };

  // pipeline_reader.cpp
  void read_commands(Frame& frame, std::uint32_t first, std::uint32_t last);
  void read_command(Frame& frame, std::uint32_t index);
  void read_head(Frame& frame, const ShellCommand& command);
  // A word NAME=value or NAME+=value, taken apart.
  struct Assigned {
    std::string_view name;
    Argument value;
    bool appends = false;
  };
  std::optional<Assigned> assigned(Frame& frame, const ShellWord& word);
  void assign(const Assigned& assigned, const Call& call, bool exports);
  void read_export(Frame& frame, std::span<const ShellWord> words, const Call& call, bool exports);
  PipelineFlow input_of(Frame& frame, const ShellCommand& command);
  void write_output(Frame& frame, const ShellCommand& command, const Call& call, const PipelineFlow& flow);
  std::optional<PipelineFlow> run(Frame& frame, const Call& call);
  std::optional<PipelineFlow> run_shell_command(Frame& frame, const Call& call);
  bool find_conditional(const Frame& frame, const ShellCommand& command) const;
  void enter_subshells(Frame& frame, std::uint32_t body);
  bool call_function(Frame& frame, const Call& call);

  // pipeline_words.cpp
  Argument expand(Frame& frame, const ShellWord& word);
  void expand_part(Frame& frame, const ShellPart& part, std::string& text);
  std::string value_of(Frame& frame, const ShellPart& part);
  std::string value_of_name(std::string_view name);
  std::vector<Argument> expand_all(Frame& frame, std::span<const ShellWord> words);
  FileName file_name(const Argument& argument) const;
  std::string resolved(std::string_view text) const;
  std::string located(std::string_view text, std::string_view folder) const;
  void set_variable(std::string_view name, std::string value, bool is_exported, const CommandPlace& place);

  // file_commands.cpp
  std::optional<PipelineFlow> run_text_command(const Call& call);
  PipelineFlow run_cat(const Call& call);
  PipelineFlow run_echo(const Call& call);
  PipelineFlow run_printf(const Call& call);
  PipelineFlow run_tee(const Call& call);
  PipelineFlow run_sed(const Call& call);
  PipelineFlow run_envsubst(const Call& call);
  PipelineFlow run_jq(const Call& call);
  void run_copy(const Call& call);
  void run_remove(const Call& call);
  PipelineFlow flow_of_files(const Call& call, std::vector<FileName> files) const;
  PipelineFilter filter_of(const Call& call, PipelineFilter::Kind kind) const;
  static void add_filter(PipelineFlow& flow, PipelineFilter filter);
  PipelineFlow copy_of(const PipelineFlow& flow);

  // deploy_commands.cpp
  std::optional<PipelineFlow> run_deploy_command(Frame& frame, const Call& call);
  std::optional<PipelineFlow> run_aws(const Call& call);
  void run_docker(const Call& call);
  bool run_script(Frame& frame, const Call& call);
  void follow_script(Frame& frame, const Call& call, std::size_t first, const FileName& name, bool shares_variables);
  PipelineFlow run_unknown(const Call& call);
  PipelineStep step_of(const Call& call, StepKind kind) const;

  // pipeline_actions.cpp
  std::string mounted(std::string path) const;

  ScriptSource scripts_;
  ShellOptions options_;
  Pipeline pipeline_;
  std::map<std::string, Variable, std::less<>> variables_;
  std::map<std::string, std::pair<std::uint32_t, std::uint32_t>, std::less<>> functions_;  // of the frame on top
  std::deque<PipelineFlow> flows_;                                                         // arguments point into it
  std::string folder_;
  std::string condition_;
  ExpressionValues expressions_;
  std::vector<PipelineMount> mounts_;
  std::vector<std::string> runner_commands_;
  bool exports_all_ = false;  // set -a
  std::uint32_t time_ = 0;
  // What has been spent of the bounds that keep a hostile text from costing more than its size.
  std::size_t scripts_read_ = 0;
  std::size_t commands_read_ = 0;
  std::size_t bytes_expanded_ = 0;
};

}  // namespace paritylint::manifest
