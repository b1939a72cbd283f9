// Commands that deploy, and those that nobody follows, for PipelineReader: aws, docker, scripts and the rest.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "manifest/pipeline/file_words.h"
#include "manifest/pipeline/pipeline_reader.h"

namespace paritylint::manifest {
namespace {

constexpr unsigned kDeepestScript = 8;
constexpr std::size_t kMostScripts = 200;

// Commands that only look at the files which they name, or that have nothing to do with manifests.
constexpr std::string_view kHarmless[] = {
    "[",        "[[",    "test",  "grep",     "egrep",  "ls",       "mkdir",   "chmod",     "chown",   "git",
    "npm",      "yarn",  "pip",   "pip3",     "curl",   "wget",     "apt",     "yum",       "apt-get", "sleep",
    "exit",     "true",  "false", "return",   "shift",  "trap",     "wait",    "date",      "which",   "type",
    "stat",     "wc",    "file",  "diff",     "head",   "tail",     "less",    "more",      "touch",   "du",
    "find",     "pwd",   "env",   "printenv", "tar",    "zip",      "unzip",   "aws",       "docker",  "break",
    "continue", "local", "popd",  "let",      ":",      "basename", "dirname", "realpath",  "sort",    "uniq",
    "cut",      "tr",    "awk",   "xargs",    "id",     "whoami",   "uname",   "hostname",  "command", "java",
    "mvn",      "go",    "cargo", "make",     "gradle", "gradlew",  "mvnw",    "terraform", "jobs"};

bool is_shell(std::string_view name) { return name == "bash" || name == "sh" || name == "zsh" || name == "dash"; }

}  // namespace

PipelineStep PipelineReader::step_of(const Call& call, StepKind kind) const {
  PipelineStep step;
  step.kind = kind;
  step.place = call.place;
  step.tool = call.name;
  step.is_conditional = call.is_conditional;
  step.condition = condition_;
  return step;
}

std::uint32_t PipelineReader::add_step(PipelineStep step) {
  pipeline_.steps.push_back(std::move(step));
  return base::offset32(pipeline_.steps.size() - 1);
}

std::optional<PipelineFlow> PipelineReader::run_deploy_command(Frame& frame, const Call& call) {
  if (call.name == "aws") return run_aws(call);
  if (call.name == "docker") run_docker(call);
  if (run_script(frame, call)) return PipelineFlow{PipelineFlow::Source::unknown, {}, {}, call.place, {}};
  return run_unknown(call);
}

// NOLINTNEXTLINE(readability-function-size,readability-function-cognitive-complexity): one branch per operation
std::optional<PipelineFlow> PipelineReader::run_aws(const Call& call) {
  // aws [options] SERVICE OPERATION [options]
  std::vector<std::string> words;
  std::vector<std::pair<std::string, std::string>> options;
  const Argument* input = nullptr;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const std::string& text = call.arguments[i].text;
    if (!text.starts_with("--")) {
      words.push_back(text);
      continue;
    }
    const std::size_t equals = text.find('=');
    const bool has_value =
        equals == std::string::npos && i + 1 < call.arguments.size() && !call.arguments[i + 1].text.starts_with("--");
    const Argument& value = call.arguments[has_value ? i + 1 : i];
    options.emplace_back(text.substr(0, equals), has_value                     ? value.text
                                                 : equals == std::string::npos ? ""
                                                                               : text.substr(equals + 1));
    if (has_value && (text == "--cli-input-json" || text == "--revision" || text == "--container-definitions"))
      input = &value;
    if (has_value) ++i;
  }
  PipelineFlow printed{PipelineFlow::Source::unknown, {}, {}, call.place, {}};
  if (words.size() < 2) return printed;
  const std::string operation = words[0] + " " + words[1];
  StepKind kind = StepKind::opaque;
  if (operation == "ecs register-task-definition") kind = StepKind::register_task_definition;
  if (operation == "ecs update-service" || operation == "ecs create-service") kind = StepKind::update_service;
  if (operation == "deploy create-deployment" || operation == "ecs deploy") kind = StepKind::deploy;
  if (operation == "ecs describe-task-definition") printed.source = PipelineFlow::Source::service;
  if (operation == "s3 cp" && words.size() > 3) {
    PipelineStep step = step_of(call, StepKind::opaque);
    step.tool = "aws s3 cp";
    if (words[3].find("://") == std::string::npos) {
      Argument target;
      target.text = words[3];
      step.outputs.push_back(file_name(target));
      add_step(std::move(step));
    }
    return printed;
  }
  if (kind == StepKind::opaque) return printed;
  PipelineStep step = step_of(call, kind);
  step.tool = "aws " + operation;
  step.options = std::move(options);
  if (input != nullptr) {
    if (input->captured != nullptr) {
      step.flow = copy_of(*input->captured);
    } else if (input->text.starts_with("file://")) {
      step.flow.source = PipelineFlow::Source::files;
      step.flow.files.push_back(file_name(*input));
      step.flow.place = call.place;
    } else {
      step.flow.source = PipelineFlow::Source::text;
      step.flow.text = input->text;
      step.flow.place = call.place;
    }
  }
  add_step(std::move(step));
  return printed;
}

void PipelineReader::run_docker(const Call& call) {
  if (call.arguments.empty()) return;
  std::size_t first = 0;
  const auto word = [&](std::size_t i) {
    return i < call.arguments.size() ? std::string_view(call.arguments[i].text) : "";
  };
  if (word(first) == "image" || word(first) == "buildx") ++first;
  StepKind kind = StepKind::opaque;
  if (word(first) == "build") kind = StepKind::docker_build;
  if (word(first) == "push") kind = StepKind::docker_push;
  if (word(first) == "tag") kind = StepKind::docker_tag;
  if (kind == StepKind::opaque) return;
  PipelineStep step = step_of(call, kind);
  step.tool = "docker " + std::string(word(first));
  for (std::size_t i = first + 1; i < call.arguments.size(); ++i) {
    const std::string& text = call.arguments[i].text;
    const std::size_t equals = text.find('=');
    if (!text.starts_with('-')) {
      step.options.emplace_back("", text);
    } else if (equals != std::string::npos && text.starts_with("--")) {
      step.options.emplace_back(text.substr(0, equals), text.substr(equals + 1));
    } else {
      step.options.emplace_back(text, i + 1 < call.arguments.size() ? call.arguments[i + 1].text : "");
      ++i;
    }
  }
  add_step(std::move(step));
}

// bash x.sh, ./x.sh, source x.sh, . x.sh. True when the command is such a call.
bool PipelineReader::run_script(Frame& frame, const Call& call) {
  const bool sources = call.name == "source" || call.command.text == ".";
  std::size_t index = 0;
  Argument script = call.command;
  if (sources || is_shell(call.name)) {
    while (index < call.arguments.size() && call.arguments[index].text.starts_with('-')) {
      // Commands, or what a pipe brings: no file.
      if (call.arguments[index].text == "-c" || call.arguments[index].text == "-s") return false;
      ++index;
    }
    if (index >= call.arguments.size()) return sources;
    script = call.arguments[index++];
  } else {
    const bool is_script =
        script.text.ends_with(".sh") || (script.text.starts_with("./") && script.text.find('/', 2) != 0);
    const bool is_harmless = std::ranges::find(kHarmless, call.name) != std::end(kHarmless);  // ./gradlew
    if (is_harmless || !is_script) return false;
  }
  follow_script(frame, call, index, file_name(script), sources);
  return true;
}

void PipelineReader::follow_script(Frame& frame, const Call& call, std::size_t first, const FileName& name,
                                   bool shares_variables) {
  PipelineStep step = step_of(call, StepKind::script);
  step.outputs.push_back(name);
  const bool may_follow =
      scripts_ && frame.depth < kDeepestScript && scripts_read_ < kMostScripts && name.kind == FileName::Kind::path;
  auto text = may_follow ? scripts_(name.text) : std::nullopt;
  if (text && has_symbol(*text)) text.reset();
  step.is_followed = text.has_value();
  const std::uint32_t caller = add_step(std::move(step));
  if (!text) return;
  ++scripts_read_;
  const ShellScript script = read_shell(*text, {});
  Frame inner;
  inner.script = &script;
  inner.fragment = base::offset32(pipeline_.fragments.size());
  inner.outputs.resize(script.commands().size());
  inner.printed.resize(script.bodies().size());
  inner.conditional.resize(script.commands().size());
  inner.is_conditional = call.is_conditional;
  inner.depth = frame.depth + 1;
  inner.has_parameters = true;
  for (std::size_t i = first; i < call.arguments.size(); ++i) inner.parameters.push_back(call.arguments[i].text);
  pipeline_.fragments.push_back({name.text, tree::kNoNode, *text, caller});
  const auto functions = std::exchange(functions_, {});  // their places are those of one text
  const auto variables = variables_;
  const std::string folder = folder_;
  if (!shares_variables) {
    std::erase_if(variables_, [](const auto& one) { return !one.second.is_exported; });
  }
  read_commands(inner, 0, base::offset32(script.commands().size()));
  functions_ = functions;
  if (shares_variables) return;
  folder_ = folder;
  // What the script set is forgotten with its process.
  for (const auto& [variable, value] : variables_) {
    const auto before = variables.find(variable);
    if (before == variables.end() || before->second.value != value.value)
      pipeline_.variables[variable].push_back({++time_, before == variables.end() ? "" : before->second.value,
                                               before != variables.end() && before->second.is_exported, call.place});
  }
  variables_ = variables;
}

// A command that nobody follows may change the files that it names, unless it is known to leave them alone.
PipelineFlow PipelineReader::run_unknown(const Call& call) {
  PipelineFlow printed{PipelineFlow::Source::unknown, {}, {}, call.place, {}};
  if (std::ranges::find(kHarmless, call.name) != std::end(kHarmless)) return printed;
  PipelineStep step = step_of(call, StepKind::opaque);
  for (const Argument& one : call.arguments) {
    if (is_file_like(one.text)) step.outputs.push_back(file_name(one));
  }
  if (!step.outputs.empty()) add_step(std::move(step));
  return printed;
}

}  // namespace paritylint::manifest
