// What the actions that have to do with manifests do. Any other one may change the files that it is given.
#include <algorithm>

#include "base/text.h"
#include "manifest/pipeline/file_words.h"
#include "manifest/pipeline/workflow_job.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kMostNames = 64;  // of a list in an input

// What describe-task-definition prints and a registration refuses; the render action leaves it out.
constexpr std::string_view kDescribedOnly[] = {
    "compatibilities", "taskDefinitionArn", "requiresAttributes", "revision",
    "status",          "registeredAt",      "deregisteredAt",     "registeredBy"};

// The parts of a list over lines, or between commas; trimmed, without empty ones.
std::vector<std::string> list_of(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  while (!text.empty() && parts.size() < kMostNames) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    const std::string_view part = base::trim(text.substr(0, end));
    if (!part.empty()) parts.emplace_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

// "arn:aws:iam::123456789012:role/deploy": the account; "" for anything else.
std::string account_of_role(std::string_view role) {
  constexpr std::string_view kMark = ":iam::";
  constexpr std::size_t kDigits = 12;
  const std::size_t mark = role.find(kMark);
  if (!role.starts_with("arn:") || mark == std::string_view::npos) return {};
  const std::string_view account = role.substr(mark + kMark.size(), kDigits);
  const bool is_account = account.size() == kDigits && std::ranges::all_of(account, base::is_digit);
  return is_account ? std::string(account) : std::string();
}

// A filter that does to a task definition what the render action does.
class RenderFilter {
 public:
  explicit RenderFilter(const std::vector<PipelineInput>& inputs) : inputs_(inputs) {
    filter_.tool = "amazon-ecs-render-task-definition";
    filter_.ends_line = false;
  }

  JqFilter make() {
    std::string names;
    for (const PipelineInput& input : inputs_) {
      if (input.name == "container-name") names = input.value;
    }
    for (const std::string& name : list_of(names, ",")) {
      const JqPath container = {field("containerDefinitions"),
                                {JqPathStep::Kind::iterate, "", "", 0},
                                {JqPathStep::Kind::select, "name", name, 0}};
      for (std::uint32_t i = 0; i < inputs_.size(); ++i) set_container(container, i);
    }
    for (std::uint32_t i = 0; i < inputs_.size(); ++i) {
      if (inputs_[i].value.empty()) continue;
      if (inputs_[i].name == "task-role-arn") assign({field("taskRoleArn")}, inputs_[i].value, i);
      if (inputs_[i].name == "execution-role-arn") assign({field("executionRoleArn")}, inputs_[i].value, i);
    }
    JqStage remove;
    remove.kind = JqStage::Kind::remove;
    for (const std::string_view name : kDescribedOnly) remove.paths.push_back({field(name)});
    filter_.stages.push_back(std::move(remove));
    return std::move(filter_);
  }

 private:
  static JqPathStep field(std::string_view name) { return {JqPathStep::Kind::field, std::string(name), "", 0}; }
  static JqPath below(JqPath path, std::string_view name) {
    path.push_back(field(name));
    return path;
  }

  void assign(JqPath path, std::string value, std::uint32_t input) {
    JqStage stage;
    stage.kind = JqStage::Kind::assign;
    stage.paths.push_back(std::move(path));
    stage.value = std::move(value);
    stage.input = input;
    filter_.stages.push_back(std::move(stage));
  }

  void set_container(const JqPath& container, std::uint32_t i) {
    const PipelineInput& input = inputs_[i];
    if (input.value.empty()) return;
    if (input.name == "image") assign(below(container, "image"), input.value, i);
    if (input.name == "environment-variables") put(below(container, "environment"), "value", i);
    if (input.name == "secrets") put(below(container, "secrets"), "valueFrom", i);
    if (input.name == "docker-labels") assign_pairs(below(container, "dockerLabels"), i);
    if (input.name == "log-configuration-options")
      assign_pairs(below(below(container, "logConfiguration"), "options"), i);
    if (input.name == "log-configuration-log-driver")
      assign(below(below(container, "logConfiguration"), "logDriver"), input.value, i);
    if (input.name == "command" || input.name == "env-files")
      filter_.opaque = "its input " + input.name + " is not followed";
  }

  // NAME=value by line: into a list of {name, value}.
  void put(const JqPath& list, std::string_view value_name, std::uint32_t i) {
    for (const std::string& line : list_of(inputs_[i].value, "\n")) {
      const std::size_t mark = line.find('=');
      if (mark == std::string::npos) {
        filter_.opaque = "a line of " + inputs_[i].name + " is no NAME=value";
        continue;
      }
      JqStage stage;
      stage.kind = JqStage::Kind::put;
      stage.paths.push_back(list);
      stage.name = line.substr(0, mark);
      stage.value = line.substr(mark + 1);
      stage.value_name = value_name;
      stage.input = i;
      filter_.stages.push_back(std::move(stage));
    }
  }

  // NAME=value by line: into an object. The action drops what stands behind a second '='.
  void assign_pairs(const JqPath& object, std::uint32_t i) {
    for (const std::string& line : list_of(inputs_[i].value, "\n")) {
      const std::size_t mark = line.find('=');
      if (mark == std::string::npos) continue;
      const std::string value = line.substr(mark + 1);
      assign(below(object, line.substr(0, mark)), value.substr(0, value.find('=')), i);
    }
  }

  const std::vector<PipelineInput>& inputs_;
  JqFilter filter_;
};

}  // namespace

PipelineStep WorkflowJobReader::step_of(const Action& action, StepKind kind) const {
  PipelineStep step = reader_.action_step(kind, action.name, action.fragment);
  step.inputs = action.inputs;
  return step;
}

void WorkflowJobReader::use_action(const Action& action, const Step& step, WorkflowScope& scope) {
  if (action.name == "actions/checkout") return check_out(action);
  if (action.name == "aws-actions/amazon-ecs-render-task-definition") return render(action, step, scope);
  if (action.name == "aws-actions/amazon-ecs-deploy-task-definition") return deploy(action);
  if (action.name == "aws-actions/configure-aws-credentials") return sign_in(action);
  if (action.name == "docker/build-push-action") return build_image(action);
  if (action.name == "nowactions/envsubst" || action.name == "danielr1996/envsubst-action")
    return substitute(action, scope);
  if (action.name == "jacobtomlinson/gha-find-replace") return replace_text(action);
  if (action.name == "actions/upload-artifact") return upload(action);
  if (action.name == "actions/download-artifact") return download(action);
  doubt_files(action);
}

// Another repository, or this one in a folder.
void WorkflowJobReader::check_out(const Action& action) {
  const std::string& repository = action.text("repository");
  const bool is_own = repository.empty() || symbols().spelled(repository) == "${{ github.repository }}";
  std::string folder = action.text("path");
  while (folder.ends_with('/')) folder.pop_back();
  if (folder.starts_with("./")) folder.erase(0, 2);
  if (folder == ".") folder.clear();
  if (is_own && folder.empty()) return;
  reader_.add_mount({folder, is_own, "/" + symbols().spelled(repository)});
}

void WorkflowJobReader::render(const Action& action, const Step& step, WorkflowScope& scope) {
  PipelineStep made = step_of(action, StepKind::render_image);
  const std::string& file = action.text("task-definition");
  made.flow.source = file.empty() ? PipelineFlow::Source::service : PipelineFlow::Source::files;
  if (!file.empty()) made.flow.files.push_back(reader_.file_named(file));
  PipelineFilter filter;
  filter.kind = PipelineFilter::Kind::jq;
  filter.place = made.place;
  filter.tool = action.name;
  filter.jq = RenderFilter(action.inputs).make();
  made.flow.filters.push_back(std::move(filter));
  const std::string output = "steps." + step.id + ".outputs.task-definition";
  const std::string spelling = step.id.empty() ? "a file that no step asks for" : "${{ " + output + " }}";
  const std::string path = symbols().add({SymbolKind::runner_file, output, spelling, {}});
  made.outputs.push_back({FileName::Kind::path, path, {}});
  reader_.add_step(std::move(made));
  if (!step.id.empty()) scope.outputs[step.id]["task-definition"] = path;
}

// The AppSpec is a step of its own. Without any word of CodeDeploy the action asks the service whether it needs one.
void WorkflowJobReader::deploy(const Action& action) {
  PipelineStep step = step_of(action, StepKind::deploy_task_definition);
  const std::string& file = action.text("task-definition");
  if (!file.empty()) {
    step.flow.source = PipelineFlow::Source::files;
    step.flow.files.push_back(reader_.file_named(file));
  }
  reader_.add_step(std::move(step));
  const bool uses_code_deploy = std::ranges::any_of(action.inputs, [](const PipelineInput& input) {
    return input.name.starts_with("codedeploy-") && !input.value.empty();
  });
  if (!uses_code_deploy) return;
  PipelineStep code_deploy = step_of(action, StepKind::deploy);
  const std::string& appspec = action.text("codedeploy-appspec");
  code_deploy.flow.source = PipelineFlow::Source::files;
  code_deploy.flow.files.push_back(reader_.file_named(appspec.empty() ? "appspec.yaml" : appspec));
  reader_.add_step(std::move(code_deploy));
}

void WorkflowJobReader::sign_in(const Action& action) {
  WorkflowCredentials credentials;
  credentials.account = account_of_role(action.text("role-to-assume"));
  credentials.region = action.text("aws-region");
  credentials.step = reader_.add_step(step_of(action, StepKind::credentials));
  credentials_.push_back(std::move(credentials));
}

// With the options of the commands that do the same.
void WorkflowJobReader::build_image(const Action& action) {
  PipelineStep build = step_of(action, StepKind::docker_build);
  PipelineStep push = step_of(action, StepKind::docker_push);
  for (const std::string& tag : list_of(action.text("tags"), "\n,")) {
    build.options.emplace_back("-t", tag);
    push.options.emplace_back("", tag);
  }
  for (const auto& [input, option] : {std::pair("platforms", "--platform"), std::pair("file", "-f")}) {
    if (!action.text(input).empty()) build.options.emplace_back(option, action.text(input));
  }
  reader_.add_step(std::move(build));
  if (action.text("push") != "" && action.text("push") != "false") reader_.add_step(std::move(push));
}

// envsubst over one file into another.
void WorkflowJobReader::substitute(const Action& action, const WorkflowScope& scope) {
  const std::string& from = action.text("input");
  const std::string& to = action.text("output");
  if (from.empty() || to.empty()) return doubt_files(action);
  reader_.begin_shell(scope.env, "");
  PipelineStep made = step_of(action, StepKind::write);
  made.flow.source = PipelineFlow::Source::files;
  made.flow.files.push_back(reader_.file_named(from));
  PipelineFilter filter;
  filter.kind = PipelineFilter::Kind::envsubst;
  filter.place = made.place;
  filter.tool = action.name;
  filter.time = reader_.now();
  made.flow.filters.push_back(std::move(filter));
  made.outputs.push_back(reader_.file_named(to));
  reader_.add_step(std::move(made));
}

// A fixed string in all files that a glob fits. Whether `find` is a regular expression differs between versions.
void WorkflowJobReader::replace_text(const Action& action) {
  const std::string& find = action.text("find");
  const std::string& include = action.text("include");
  PipelineStep made = step_of(action, StepKind::write);
  made.outputs.push_back(reader_.file_named(include.empty() ? "**" : include));
  const bool is_plain = !find.empty() && find.find_first_of("\\^$.|?*+()[]{}\n") == std::string::npos &&
                        !has_symbol(find) && action.text("replace").find_first_of("$\n") == std::string::npos;
  if (!is_plain) {
    made.kind = StepKind::opaque;
    reader_.add_step(std::move(made));
    return;
  }
  made.is_in_place = true;
  made.flow.source = PipelineFlow::Source::files;
  made.flow.files = made.outputs;
  PipelineFilter filter;
  filter.kind = PipelineFilter::Kind::sed;
  filter.place = made.place;
  filter.tool = action.name;
  const std::string delimiter(1, '\x01');
  std::string replacement;
  for (const char c : action.text("replace")) {
    if (c == '&' || c == '\\') replacement += '\\';
    replacement += c;
  }
  read_sed_script("s" + delimiter + find + delimiter + replacement + delimiter + "g", false, filter.sed);
  made.flow.filters.push_back(std::move(filter));
  reader_.add_step(std::move(made));
}

void WorkflowJobReader::upload(const Action& action) {
  UploadedArtifact artifact;
  artifact.name = symbols().spelled(action.text("name").empty() ? "artifact" : action.text("name"));
  for (const std::string& path : list_of(action.text("path"), "\n")) artifact.paths.push_back(symbols().spelled(path));
  artifacts_.push_back(std::move(artifact));
}

// Files that another job has made. Those that it can be are the ones that were uploaded, when all of that was seen.
void WorkflowJobReader::download(const Action& action) {
  const std::string name = symbols().spelled(action.text("name"));
  PipelineStep step = step_of(action, StepKind::opaque);
  const std::string folder = action.text("path").empty() ? "" : action.text("path") + "/";
  bool is_known = false;
  for (const UploadedArtifact& artifact : artifacts_) {
    if (!name.empty() && artifact.name != name) continue;
    is_known = true;
    for (const std::string& path : artifact.paths) {
      const std::string_view last = std::string_view(path).substr(path.rfind('/') + 1);
      const bool is_file = is_file_like(last) || last.find('*') != std::string_view::npos;
      step.outputs.push_back(reader_.file_named(folder + (is_file ? std::string(last) : "**")));
    }
  }
  if (!is_known) step.outputs.push_back(reader_.file_named(folder + "**"));
  if (step.outputs.size() > kMostNames) step.outputs.resize(kMostNames);
  if (!step.outputs.empty()) reader_.add_step(std::move(step));
}

void WorkflowJobReader::doubt_files(const Action& action) {
  PipelineStep step = step_of(action, StepKind::opaque);
  for (const PipelineInput& input : action.inputs) {
    for (const std::string& word : list_of(input.value, "\n,; ")) {
      const auto symbol = symbol_at(word, 0);
      const bool is_made = symbol && symbols().at(*symbol).kind == SymbolKind::runner_file;
      if ((is_made || is_file_like(word)) && step.outputs.size() < kMostNames)
        step.outputs.push_back(reader_.file_named(word));
    }
  }
  if (!step.outputs.empty()) reader_.add_step(std::move(step));
}

}  // namespace paritylint::manifest
