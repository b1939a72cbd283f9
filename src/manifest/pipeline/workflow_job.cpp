#include "manifest/pipeline/workflow_job.h"

#include <algorithm>

#include "base/text.h"

namespace paritylint::manifest {
namespace {

using tree::Cursor;

// The files through which a step hands variables and outputs on: GitHub gives their names in variables.
constexpr std::string_view kEnvironmentFile = "/github/env";
constexpr std::string_view kOutputFile = "/github/output";

constexpr unsigned kDeepestAction = 8;
constexpr std::size_t kMostSteps = 2'000;
constexpr std::size_t kMostInputs = 100;
// Variables set for all steps together: each step has those of its job.
constexpr std::size_t kMostValues = 100'000;

std::string_view text_of(const Cursor& mapping, std::string_view name) {
  const auto value = mapping.find(name);
  return value && value->is_scalar() ? value->text() : std::string_view();
}

// The condition without its braces; "" for one that does not choose.
std::string plain_condition(std::string_view text) {
  text = base::trim(text);
  if (text.starts_with("${{") && text.ends_with("}}")) text = base::trim(text.substr(3, text.size() - 5));
  for (const std::string_view always : {"always()", "success()", "!cancelled()", "true", "!failure()"}) {
    if (text == always) return {};
  }
  return std::string(text);
}

// bash and sh, also as a template: "bash -eo pipefail {0}".
bool is_shell_known(std::string_view shell) {
  const std::string_view name = shell.substr(0, shell.find(' '));
  return name.empty() || name == "bash" || name == "sh" || name.ends_with("/bash") || name.ends_with("/sh");
}

}  // namespace

WorkflowJobReader::WorkflowJobReader(const WorkflowSource& workflows, ScriptSource scripts,
                                     std::vector<UploadedArtifact>& artifacts)
    : workflows_(workflows), artifacts_(artifacts), reader_(std::move(scripts), ShellOptions{true}) {}

const std::string& WorkflowJobReader::Action::text(std::string_view input) const {
  static const std::string none;
  const auto found = std::ranges::find(inputs, input, &PipelineInput::name);
  return found == inputs.end() ? none : found->value;
}

void WorkflowJobReader::read_steps(const Cursor& steps, const Place& place, WorkflowScope& scope) {
  steps.for_each_element([&](std::size_t, const Cursor& step) {
    if (step.is_mapping() && ++steps_read_ <= kMostSteps) read_step(step, place, scope);
  });
}

void WorkflowJobReader::read_step(const Cursor& step, const Place& place, WorkflowScope& scope) {
  const std::string condition = plain_condition(text_of(step, "if"));
  if (condition == "false") return;
  if (!condition.empty()) conditions_.push_back(condition);
  std::string all;
  for (const std::string& one : conditions_) all.append(all.empty() ? "" : " && ").append(one);
  reader_.set_condition(all);

  const WorkflowValues env_before = scope.env;
  std::vector<std::string> own;
  if (const auto env = step.find("env")) {
    env->for_each_member([&](const Cursor& name, const Cursor& value) {
      if (!value.is_scalar()) return;
      if (set_env(name.text(), expanded(value.text(), scope, symbols()), scope)) own.emplace_back(name.text());
    });
  }
  Step one;
  one.id = text_of(step, "id");
  one.shell = text_of(step, "shell");
  one.folder = expanded(text_of(step, "working-directory"), scope, symbols());
  if (one.shell.empty()) one.shell = place.shell;
  if (one.folder.empty()) one.folder = place.folder;
  const auto run_text = step.find("run");
  const std::string_view uses = text_of(step, "uses");
  if (run_text && run_text->is_scalar()) run(*run_text, one, place, scope);
  if (!uses.empty()) use(step, uses, one, place, scope);
  // The step's own variables end with it; what it hands on stays.
  for (const std::string& name : own) {
    const auto before = env_before.find(name);
    if (before == env_before.end()) {
      scope.env.erase(name);
    } else {
      scope.env[name] = before->second;
    }
  }
  for (auto& [name, value] : handed_on_) scope.env[name] = std::move(value);
  handed_on_.clear();
  if (!condition.empty()) conditions_.pop_back();
}

bool WorkflowJobReader::set_env(std::string_view name, std::string value, WorkflowScope& scope) {
  if (name.empty() || ++values_set_ > kMostValues) return false;
  scope.env[std::string(name)] = std::move(value);
  return true;
}

void WorkflowJobReader::run(const Cursor& text, const Step& step, const Place& place, WorkflowScope& scope) {
  const PipelineFragment fragment{place.path, text.node(), text.text()};
  if (!is_shell_known(step.shell)) return reader_.read_opaque(fragment, step.shell.substr(0, step.shell.find(' ')));
  values_set_ += scope.env.size();
  if (values_set_ > kMostValues) return;
  WorkflowValues variables = scope.env;
  variables.try_emplace("GITHUB_ENV", kEnvironmentFile);
  variables.try_emplace("GITHUB_OUTPUT", kOutputFile);
  if (!place.action_folder.empty()) variables.try_emplace("GITHUB_ACTION_PATH", place.action_folder);
  reader_.begin_shell(variables, step.folder);
  reader_.set_expressions([&](std::string_view expression) -> std::optional<std::string> {
    if (expression == "github.workspace") return expanded("${{ github.workspace }}", scope, symbols());
    if (expression == "github.action_path" && !place.action_folder.empty()) return place.action_folder;
    return value_of_expression(expression, scope);
  });
  const std::size_t first = reader_.pipeline().steps.size();
  reader_.read(fragment);
  reader_.set_expressions(nullptr);
  read_runner_files(first, step, scope);
}

// Variables and outputs that a step leaves for those after it.
void WorkflowJobReader::read_runner_files(std::size_t first, const Step& step, WorkflowScope& scope) {
  const auto& steps = reader_.pipeline().steps;
  for (std::size_t i = first; i < steps.size(); ++i) {
    if (steps[i].kind == StepKind::write) read_runner_file(steps[i], step, scope);
  }
  for (std::string_view command : reader_.take_runner_commands()) {
    constexpr std::string_view kSetOutput = "::set-output name=";
    const std::size_t end = command.find("::", kSetOutput.size());
    if (!command.starts_with(kSetOutput) || end == std::string_view::npos || step.id.empty()) continue;
    const std::string_view value = command.substr(end + 2);
    const std::string name(command.substr(kSetOutput.size(), end - kSetOutput.size()));
    scope.outputs[step.id][name] = value.substr(0, value.find('\n'));
  }
}

void WorkflowJobReader::read_runner_file(const PipelineStep& written, const Step& step, WorkflowScope& scope) {
  const auto writes_to = [&](std::string_view path) {
    return std::ranges::any_of(written.outputs, [&](const FileName& name) { return name.text == path; });
  };
  const bool is_environment = writes_to(kEnvironmentFile);
  if (!is_environment && (!writes_to(kOutputFile) || step.id.empty())) return;
  const bool is_known = written.flow.source == PipelineFlow::Source::text && written.flow.filters.empty();
  if (!is_known) return;
  for (const std::string_view line : base::split(written.flow.text, '\n')) {
    const std::size_t mark = line.find_first_of("=<");
    if (mark == std::string_view::npos || mark == 0) continue;
    const std::string name(line.substr(0, mark));
    std::optional<std::string> value;
    if (line[mark] == '=' && !written.is_conditional) value = line.substr(mark + 1);
    if (is_environment) {
      const bool is_sure = value && written.condition.empty();
      handed_on_[name] = is_sure ? *value : symbols().add({SymbolKind::computed, name, "${" + name + "}", {}});
    } else if (value) {
      scope.outputs[step.id][name] = *value;
    } else {
      scope.outputs[step.id].erase(name);
    }
    // The lines of a value that has several are not told from others.
    if (line[mark] == '<') return;
  }
}

void WorkflowJobReader::use(const Cursor& step, std::string_view uses, const Step& one, const Place& place,
                            WorkflowScope& scope) {
  const auto name_node = step.find("uses");
  Action action;
  action.name = base::to_lower(uses.substr(0, uses.find('@')));
  action.fragment = reader_.add_fragment({place.path, name_node->node(), uses});
  if (const auto with = step.find("with")) {
    with->for_each_member([&](const Cursor& name, const Cursor& value) {
      if (!value.is_scalar() || action.inputs.size() >= kMostInputs) return;
      const std::uint32_t fragment = reader_.add_fragment({place.path, value.node(), value.text()});
      action.inputs.push_back({base::to_lower(name.text()),
                               expanded(value.text(), scope, symbols()),
                               {fragment, {0, base::offset32(value.text().size())}}});
    });
  }
  if (uses.starts_with("./")) return use_composite(action, uses, one, place, scope);
  use_action(action, one, scope);
}

void WorkflowJobReader::use_composite(const Action& action, std::string_view uses, const Step& step, const Place& place,
                                      WorkflowScope& scope) {
  const FileName folder = reader_.file_named(uses);
  const tree::Tree* tree = nullptr;
  Place inner;
  for (const char* name : {"action.yml", "action.yaml"}) {
    inner.path = folder.text.empty() ? std::string(name) : folder.text + "/" + name;
    if (tree == nullptr) tree = workflows_(inner.path);
    if (tree != nullptr) break;
  }
  if (tree == nullptr || tree->documents().empty() || place.depth >= kDeepestAction) return doubt_files(action);
  const Cursor root(*tree, tree->documents()[0]);
  const auto runs = root.find("runs");
  const auto steps = runs ? runs->find("steps") : std::nullopt;
  if (!steps || text_of(*runs, "using") != "composite") return doubt_files(action);
  inner.action_folder = folder.text;
  inner.depth = place.depth + 1;
  WorkflowScope inside;
  inside.env = scope.env;
  inside.matrix = scope.matrix;
  if (const auto inputs = root.find("inputs")) {
    inputs->for_each_member([&](const Cursor& name, const Cursor& input) {
      inside.inputs[base::to_lower(name.text())] = expanded(text_of(input, "default"), scope, symbols());
    });
  }
  for (const PipelineInput& input : action.inputs) inside.inputs[input.name] = input.value;
  read_steps(*steps, inner, inside);
  // Variables that its steps handed on hold for the job.
  for (const auto& [name, value] : inside.env) {
    const auto before = scope.env.find(name);
    if (before == scope.env.end() || before->second != value) handed_on_[name] = value;
  }
  const auto outputs = root.find("outputs");
  if (!outputs || step.id.empty()) return;
  outputs->for_each_member([&](const Cursor& name, const Cursor& output) {
    scope.outputs[step.id][std::string(name.text())] = expanded(text_of(output, "value"), inside, symbols());
  });
}

}  // namespace paritylint::manifest
