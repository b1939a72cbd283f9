// The model of workflows against the real tools: a small runner of jobs of its own executes the steps of the corpus'
// workflows in a scratch folder, `run:` with bash, sed, envsubst and jq, the render action as a program of jq.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "manifest/parsed.h"
#include "manifest/pipeline/workflow_pipeline.h"
#include "manifest/pipeline_comparison.h"
#include "manifest/pipeline_root.h"
#include "tree/cursor.h"

namespace paritylint::manifest {
namespace {

using test::FileTexts;
using tree::Cursor;

std::string text_of(const Cursor& mapping, std::string_view name) {
  const auto value = mapping.find(name);
  return value && value->is_scalar() ? std::string(value->text()) : std::string();
}

std::string made_up(std::string_view name) {
  std::string value = "value_of_";
  for (const char c : name) value += base::is_alnum(c) ? c : '_';
  return value;
}

class JobRunner {
 public:
  JobRunner(const test::RealTools& tools, FileTexts outside) : tools_(tools), outside_(std::move(outside)) {}

  // False where the job has what this runner does not do, or a command ended it.
  bool run(const Cursor& root, const Cursor& job) {
    if (job.find("strategy") || job.find("uses") || !job.find("steps")) return false;
    add_variables(root, env_);
    add_variables(job, env_);
    std::string folder;
    for (const Cursor& level : {root, job}) {
      const auto defaults = level.find("defaults");
      const auto run = defaults ? defaults->find("run") : std::nullopt;
      if (run && !text_of(*run, "working-directory").empty())
        folder = expanded(text_of(*run, "working-directory"), env_);
    }
    bool is_done = true;
    job.find("steps")->for_each_element([&](std::size_t, const Cursor& step) {
      if (is_done && text_of(step, "if") != "false") is_done = run_step(step, folder);
    });
    if (const auto given = job.find("outputs")) {
      given->for_each_member([&](const Cursor& name, const Cursor& value) {
        job_outputs_[std::string(name.text())] = expanded(value.text(), env_);
      });
    }
    return is_done;
  }

  // "needs.JOB.outputs.NAME" and their values.
  void set_needed(const FileTexts& outputs) { outputs_ = outputs; }
  const FileTexts& job_outputs() const { return job_outputs_; }

  // What each `${{ }}` that nobody knows stood for, and variables of the runner.
  const FileTexts& made_up_values() const { return outside_; }

 private:
  void add_variables(const Cursor& level, FileTexts& env) {
    const auto variables = level.find("env");
    if (!variables) return;
    variables->for_each_member([&](const Cursor& name, const Cursor& value) {
      if (value.is_scalar()) env[std::string(name.text())] = expanded(value.text(), env);
    });
  }

  std::string value_of(const std::string& expression, const FileTexts& env) {
    if (expression == "github.workspace") return ".";
    if (expression.starts_with("env.") && env.contains(expression.substr(4))) return env.at(expression.substr(4));
    if (outputs_.contains(expression)) return outputs_.at(expression);
    const std::string value = made_up(expression);
    outside_["${{ " + expression + " }}"] = value;
    return value;
  }

  std::string expanded(std::string_view text, const FileTexts& env) {
    std::string out;
    for (std::size_t begin = text.find("${{"); begin != std::string_view::npos; begin = text.find("${{")) {
      const std::size_t end = text.find("}}", begin);
      if (end == std::string_view::npos) break;
      out += text.substr(0, begin);
      out += value_of(std::string(base::trim(text.substr(begin + 3, end - begin - 3))), env);
      text.remove_prefix(end + 2);
    }
    return out.append(text);
  }

  bool run_step(const Cursor& step, const std::string& folder) {
    FileTexts env = env_;
    add_variables(step, env);
    const std::string uses = text_of(step, "uses");
    const std::string name = uses.substr(0, uses.find('@'));
    if (uses.starts_with("./")) return false;
    if (name == "actions/checkout" && step.find("with"))
      return text_of(*step.find("with"), "path").empty() && text_of(*step.find("with"), "repository").empty();
    if (name == "aws-actions/amazon-ecs-render-task-definition") return render(step, env);
    const std::string text = text_of(step, "run");
    const std::string shell = text_of(step, "shell");
    if (text.empty()) return true;
    if (!shell.empty() && shell != "bash") return false;
    std::string where = expanded(text_of(step, "working-directory"), env);
    if (where.empty()) where = folder;
    return run_shell(expanded(text, env), where, env, text_of(step, "id"));
  }

  bool run_shell(const std::string& text, const std::string& folder, const FileTexts& env, const std::string& id) {
    for (const char* away : {"> /", ">/", "cd /", "-i /", "cp /", "mv /"}) {
      if (text.find(away) != std::string::npos) return false;
    }
    FileTexts all = outside_;
    std::erase_if(all, [](const auto& one) { return one.first.starts_with("${{"); });
    for (const auto& [variable, value] : env) all[variable] = value;
    const std::filesystem::path above = tools_.root().parent_path();
    for (const char* file : {"env", "output", "printed"}) std::ofstream(above / file, std::ios::trunc).flush();
    all["GITHUB_ENV"] = (above / "env").string();
    all["GITHUB_OUTPUT"] = (above / "output").string();
    const std::string enter = folder.empty() ? "" : "cd '" + folder + "'\n";
    if (!tools_.run("exec > " + (above / "printed").string() + "\n" + enter + text, all)) return false;
    read_values(test::read_file(above / "env"), "", env_);
    read_values(test::read_file(above / "output"), "steps." + id + ".outputs.", outputs_);
    const std::string printed = test::read_file(above / "printed");
    for (const std::string_view line : base::split(printed, '\n')) {
      constexpr std::string_view kMark = "::set-output name=";
      if (!line.starts_with(kMark)) continue;
      const std::string_view rest = line.substr(kMark.size());
      outputs_["steps." + id + ".outputs." + std::string(rest.substr(0, rest.find("::")))] =
          rest.substr(rest.find("::") + 2);
    }
    return true;
  }

  static void read_values(const std::string& text, const std::string& prefix, FileTexts& values) {
    for (const std::string_view line : base::split(text, '\n')) {
      const std::size_t mark = line.find('=');
      if (mark != std::string_view::npos) values[prefix + std::string(line.substr(0, mark))] = line.substr(mark + 1);
    }
  }

  bool render(const Cursor& step, const FileTexts& env) {
    const auto with = step.find("with");
    const std::string id = text_of(step, "id");
    if (!with || id.empty()) return false;
    FileTexts variables;
    variables["FILE"] = expanded(text_of(*with, "task-definition"), env);
    variables["NAME"] = expanded(text_of(*with, "container-name"), env);
    variables["IMAGE"] = expanded(text_of(*with, "image"), env);
    variables["PAIRS"] = expanded(text_of(*with, "environment-variables"), env);
    const std::string out = "runner/" + id + ".json";
    tools_.write(out, "");
    const bool is_done = tools_.run(
        "jq '(.containerDefinitions[] | select(.name == env.NAME)) |= (.image = env.IMAGE | reduce (env.PAIRS | "
        "split(\"\\n\")[] | gsub(\"^\\\\s+|\\\\s+$\"; \"\") | select(. != \"\") | {name: .[:index(\"=\")], value: "
        ".[index(\"=\")+1:]}) as $p (.; .environment = ((.environment // []) as $e | if any($e[]; .name == $p.name) "
        "then [$e[] | if .name == $p.name then .value = $p.value else . end] else $e + [$p] end))) | "
        "del(.compatibilities, .taskDefinitionArn, .requiresAttributes, .revision, .status, .registeredAt, "
        ".deregisteredAt, .registeredBy)' \"$FILE\" > ../rendered && printf %s \"$(cat ../rendered)\" > " +
            out,
        variables);
    outputs_["steps." + id + ".outputs.task-definition"] = out;
    return is_done && !tools_.read(out).empty();
  }

  const test::RealTools& tools_;
  FileTexts outside_;
  FileTexts env_;
  FileTexts outputs_;
  FileTexts job_outputs_;
};

bool changes_files(const Pipeline& pipeline) {
  return std::ranges::any_of(pipeline.steps, [](const PipelineStep& step) {
    const bool is_change = step.kind == StepKind::write || step.kind == StepKind::copy || step.kind == StepKind::move ||
                           step.kind == StepKind::render_image;
    return is_change &&
           std::ranges::none_of(step.outputs, [](const FileName& name) { return name.text.starts_with('/'); });
  });
}

TEST(WorkflowModel, GivesWhatTheToolsGiveOnTheCorpus) {
  SHARED_OR_SKIP(shared);
  REAL_TOOLS_OR_SKIP();
  test::Outcome outcome;
  std::size_t jobs = 0;
  std::size_t not_run = 0;
  for (const std::filesystem::path& set : test::repositories_of(shared / "corpus")) {
    if (!std::filesystem::is_directory(set / ".github" / "workflows")) continue;
    test::PipelineRoot root(test::texts_below(set));
    const WorkflowSource trees = root.trees();
    for (const auto& [path, text] : root.texts()) {
      const tree::Tree* tree = is_workflow_path(path) ? trees(path) : nullptr;
      if (tree == nullptr || tree->documents().empty()) continue;
      const WorkflowPipeline workflow = read_workflow_pipeline(path, trees, root.files().read);
      FileTexts needed;
      std::set<std::string> ended;
      for (const WorkflowJob& job : workflow.jobs) {
        const bool changes = changes_files(job.pipeline);
        SCOPED_TRACE(set.string() + "/" + path + ": " + job.name);
        if (changes) ++jobs;
        const Cursor top(*tree, tree->documents()[0]);
        const auto written = top.find("jobs")->find(job.name);
        FileTexts outside;
        const PipelineRendering rendering(job.pipeline, root.files());
        for (SymbolId id = 0; id < rendering.symbols().size(); ++id) {
          const Symbol& symbol = rendering.symbols().at(id);
          if (symbol.kind == SymbolKind::variable && symbol.name != "HOME" && symbol.name != "PWD")
            outside[symbol.name] = made_up(symbol.name);
        }
        outside["GITHUB_WORKSPACE"] = ".";
        const test::RealTools tools;
        for (const auto& [other, bytes] : root.texts()) tools.write(other, bytes);
        // Folders of the application, which the corpus leaves out.
        for (const PipelineStep& step : job.pipeline.steps) {
          for (const FileName& output : step.outputs) {
            if (step.kind == StepKind::write && !output.text.starts_with('/') && !has_symbol(output.text))
              std::filesystem::create_directories((tools.root() / output.text).parent_path());
          }
        }
        JobRunner runner(tools, outside);
        runner.set_needed(needed);
        const auto needs = written ? written->find("needs") : std::nullopt;
        bool is_run = written && (!needs || !ended.contains(std::string(needs->text())));
        if (needs)
          needs->for_each_element(
              [&](std::size_t, const Cursor& one) { is_run = is_run && !ended.contains(std::string(one.text())); });
        if (!is_run || !runner.run(top, *written)) {
          ended.insert(job.name);
          if (changes) ++not_run;
          continue;
        }
        for (const auto& [name, value] : runner.job_outputs()) needed["needs." + job.name + ".outputs." + name] = value;
        if (!changes) continue;
        test::compare(job.pipeline, root.texts(), tools, runner.made_up_values(), outcome);
      }
    }
  }
  RecordProperty("jobs", static_cast<int>(jobs));
  RecordProperty("not_run", static_cast<int>(not_run));
  RecordProperty("compared", static_cast<int>(outcome.compared));
  RecordProperty("exact", static_cast<int>(outcome.exact));
  std::string doubts;
  for (const std::string& one : outcome.doubted) doubts += one + "\n";
  RecordProperty("doubted", doubts);
  EXPECT_GT(outcome.compared, 100u) << doubts;
}

}  // namespace
}  // namespace paritylint::manifest
