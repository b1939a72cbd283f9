#include "manifest/pipeline/workflow_pipeline.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "manifest/pipeline/workflow_job.h"
#include "manifest/pipeline/workflow_matrix.h"
#include "tree/cursor.h"

namespace paritylint::manifest {
namespace {

using tree::Cursor;

constexpr std::size_t kMostJobs = 256;
constexpr unsigned kDeepestCall = 4;
constexpr std::size_t kMostHints = 64;

std::string_view text_of(const Cursor& mapping, std::string_view name) {
  const auto value = mapping.find(name);
  return value && value->is_scalar() ? value->text() : std::string_view();
}

// Visit each element of a list, or the lone scalar.
template <class Visit>
void for_each_text(const Cursor& value, Visit&& visit) {
  if (value.is_scalar()) return visit(value);
  value.for_each_element([&](std::size_t, const Cursor& one) {
    if (one.is_scalar()) visit(one);
  });
}

// A text as another job, with a symbol table of its own, can read it: `${{ }}` for what is not known. Nothing when it
// holds what only its own job can name.
std::optional<std::string> portable(std::string_view text, const SymbolTable& symbols) {
  std::string out;
  std::size_t begin = 0;
  for (std::size_t at = find_symbol(text); at != std::string_view::npos; at = find_symbol(text, begin)) {
    const Symbol& symbol = symbols.at(*symbol_at(text, at));
    const bool is_variable = symbol.kind == SymbolKind::variable;
    if (!is_variable && symbol.kind != SymbolKind::expression) return std::nullopt;
    out += text.substr(begin, at - begin);
    out += is_variable ? "${{ env." + symbol.name + " }}" : symbol.spelling;
    begin = at + kSymbolSize;
  }
  return out.append(text.substr(begin));
}

// A workflow while it is read: the one that was asked for or one that it calls.
struct OpenWorkflow {
  std::string path;
  Cursor root;
  std::string prefix;     // of the names of its jobs: "release / "
  WorkflowValues inputs;  // with `${{ }}` for what is not known
  std::vector<EnvironmentHint> hints;
  tree::NodeId node = tree::kNoNode;  // WorkflowJob::node of its jobs when it is called
  unsigned depth = 0;
};

class WorkflowReader {
 public:
  WorkflowReader(const WorkflowSource& workflows, ScriptSource scripts)
      : workflows_(workflows), scripts_(std::move(scripts)) {}

  WorkflowPipeline read(std::string_view path) {
    const auto root = root_of(path);
    if (!root) return std::move(result_);
    path_ = path;
    OpenWorkflow workflow{std::string(path), *root, "", {}, {}, tree::kNoNode, 0};
    if (const auto on = root->find("on")) read_triggers(*on, workflow);
    read_jobs(workflow);
    std::ranges::sort(result_.calls);
    result_.calls.erase(std::unique(result_.calls.begin(), result_.calls.end()), result_.calls.end());
    return std::move(result_);
  }

 private:
  std::optional<Cursor> root_of(std::string_view path) const {
    const tree::Tree* tree = workflows_(path);
    if (tree == nullptr || tree->documents().empty() || has_symbol(tree->source())) return std::nullopt;
    return Cursor(*tree, tree->documents()[0]);
  }

  void read_triggers(const Cursor& on, OpenWorkflow& workflow) {
    std::size_t triggers = 0;
    bool is_callable = false;
    const auto note = [&](std::string_view name) {
      ++triggers;
      is_callable = is_callable || name == "workflow_call";
    };
    for_each_text(on, [&](const Cursor& one) { note(one.text()); });
    on.for_each_member([&](const Cursor& name, const Cursor& trigger) {
      note(name.text());
      const auto branches = name.text() == "push" ? trigger.find("branches") : std::nullopt;
      if (!branches) return;
      for_each_text(*branches, [&](const Cursor& branch) {
        add_hint(EnvironmentHint::Kind::branch, std::string(branch.text()), workflow.path, branch, workflow.hints);
      });
    });
    result_.is_called_only = is_callable && triggers == 1;
  }

  static void add_hint(EnvironmentHint::Kind kind, std::string text, const std::string& path, const Cursor& value,
                       std::vector<EnvironmentHint>& hints) {
    if (!text.empty() && hints.size() < kMostHints) hints.push_back({kind, {std::move(text), path, value.node()}});
  }

  void read_jobs(const OpenWorkflow& workflow) {
    const auto jobs = workflow.root.find("jobs");
    if (!jobs) return;
    std::vector<std::pair<Cursor, Cursor>> all;
    std::map<std::string_view, std::size_t> by_name;
    jobs->for_each_member([&](const Cursor& name, const Cursor& job) {
      if (!job.is_mapping() || all.size() >= kMostJobs) return;
      by_name.emplace(name.text(), all.size());
      all.emplace_back(name, job);
    });
    std::map<std::string, WorkflowValues, std::less<>> outputs;
    std::vector<char> is_read(all.size());
    // Jobs that a job needs come before it; of a circle one is first.
    const auto read = [&](const auto& self, std::size_t index) -> void {
      if (is_read[index] != 0) return;
      is_read[index] = 1;
      if (const auto needs = all[index].second.find("needs")) {
        for_each_text(*needs, [&](const Cursor& one) {
          const auto needed = by_name.find(one.text());
          if (needed != by_name.end()) self(self, needed->second);
        });
      }
      read_combinations(workflow, all[index].first, all[index].second, outputs);
    };
    for (std::size_t i = 0; i < all.size(); ++i) read(read, i);
  }

  using JobOutputs = std::map<std::string, WorkflowValues, std::less<>>;

  void read_combinations(const OpenWorkflow& workflow, const Cursor& name, const Cursor& job, JobOutputs& outputs) {
    if (text_of(job, "if") == "false") return;
    for (const MatrixCombination& combination : matrix_combinations(job)) {
      if (result_.jobs.size() >= kMostJobs) return;
      const std::string_view uses = text_of(job, "uses");
      if (!uses.empty()) {
        call(workflow, name, job, combination, outputs);
      } else {
        read_job(workflow, name, job, combination, outputs);
      }
    }
  }

  // The scope of a job, without what its steps add.
  static WorkflowScope scope_of(const OpenWorkflow& workflow, const Cursor& job, const MatrixCombination& combination,
                                const JobOutputs& outputs, SymbolTable& symbols) {
    WorkflowScope scope;
    const WorkflowScope nothing;
    for (const auto& [name, text] : workflow.inputs) scope.inputs[name] = expanded(text, nothing, symbols);
    for (const auto& [path, text] : combination.values) scope.matrix[path] = text;
    if (const auto needs = job.find("needs")) {
      for_each_text(*needs, [&](const Cursor& one) {
        const auto needed = outputs.find(one.text());
        if (needed == outputs.end()) return;
        for (const auto& [name, text] : needed->second)
          scope.needs[needed->first][name] = expanded(text, nothing, symbols);
      });
    }
    for (const Cursor& level : {workflow.root, job}) {
      const auto env = level.find("env");
      if (!env) continue;
      env->for_each_member([&](const Cursor& name, const Cursor& value) {
        if (value.is_scalar()) scope.env[std::string(name.text())] = expanded(value.text(), scope, symbols);
      });
    }
    return scope;
  }

  std::string job_name(const OpenWorkflow& workflow, const Cursor& name, const MatrixCombination& combination) const {
    const std::string label = combination.label.empty() ? "" : " (" + combination.label + ")";
    return workflow.prefix + std::string(name.text()) + label;
  }

  static void add_matrix_hints(const OpenWorkflow& workflow, const MatrixCombination& combination,
                               std::vector<EnvironmentHint>& hints) {
    for (const auto& [path, node] : combination.nodes) {
      const auto text = combination.values.find(path);
      if (text != combination.values.end() && hints.size() < kMostHints)
        hints.push_back({EnvironmentHint::Kind::matrix, {text->second, workflow.path, node}});
    }
  }

  // `if: github.ref == 'refs/heads/main'`
  static void add_condition_hints(const OpenWorkflow& workflow, const Cursor& job,
                                  std::vector<EnvironmentHint>& hints) {
    const auto condition = job.find("if");
    if (!condition || !condition->is_scalar()) return;
    const std::string_view text = condition->text();
    for (const std::string_view mark : {"== 'refs/heads/", "github.ref_name == '"}) {
      const std::size_t at = text.find(mark);
      if (at == std::string_view::npos) continue;
      const std::string_view branch = text.substr(at + mark.size());
      add_hint(EnvironmentHint::Kind::branch, std::string(branch.substr(0, branch.find('\''))), workflow.path,
               *condition, hints);
    }
  }

  std::vector<EnvironmentHint> hints_of(const OpenWorkflow& workflow, const Cursor& name, const Cursor& job,
                                        const MatrixCombination& combination, const WorkflowScope& scope,
                                        SymbolTable& symbols) const {
    std::vector<EnvironmentHint> hints;
    auto environment = job.find("environment");
    if (environment && environment->is_mapping()) environment = environment->find("name");
    if (environment && environment->is_scalar())
      add_hint(EnvironmentHint::Kind::environment, expanded(environment->text(), scope, symbols), workflow.path,
               *environment, hints);
    add_matrix_hints(workflow, combination, hints);
    add_condition_hints(workflow, job, hints);
    for (const EnvironmentHint& hint : workflow.hints) {
      if (hints.size() < kMostHints) hints.push_back(hint);
    }
    add_hint(EnvironmentHint::Kind::job_name, std::string(name.text()), workflow.path, name, hints);
    if (const auto title = workflow.root.find("name"); title && title->is_scalar())
      add_hint(EnvironmentHint::Kind::workflow_name, std::string(title->text()), workflow.path, *title, hints);
    hints.push_back({EnvironmentHint::Kind::workflow_name, {path_, path_, tree::kNoNode}});
    std::ranges::stable_sort(hints, {}, &EnvironmentHint::kind);
    return hints;
  }

  void read_job(const OpenWorkflow& workflow, const Cursor& name, const Cursor& job,
                const MatrixCombination& combination, JobOutputs& outputs) {
    WorkflowJobReader reader(workflows_, scripts_, artifacts_);
    WorkflowScope scope = scope_of(workflow, job, combination, outputs, reader.symbols());
    WorkflowJob read;
    read.name = job_name(workflow, name, combination);
    read.path = path_;
    read.node = workflow.node == tree::kNoNode ? name.node() : workflow.node;
    read.environments = hints_of(workflow, name, job, combination, scope, reader.symbols());
    WorkflowJobReader::Place place;
    place.path = workflow.path;
    if (base::to_lower(text_of(job, "runs-on")).starts_with("windows")) place.shell = "pwsh";
    for (const Cursor& level : {workflow.root, job}) {
      const auto defaults = level.find("defaults");
      const auto run = defaults ? defaults->find("run") : std::nullopt;
      if (!run) continue;
      if (const auto shell = text_of(*run, "shell"); !shell.empty()) place.shell = shell;
      if (const auto folder = text_of(*run, "working-directory"); !folder.empty())
        place.folder = expanded(folder, scope, reader.symbols());
    }
    if (const auto steps = job.find("steps")) reader.read_steps(*steps, place, scope);
    if (const auto given = job.find("outputs")) {
      given->for_each_member([&](const Cursor& output, const Cursor& value) {
        if (!value.is_scalar()) return;
        auto text = portable(expanded(value.text(), scope, reader.symbols()), reader.symbols());
        if (text) outputs[std::string(name.text())][std::string(output.text())] = std::move(*text);
      });
    }
    read.credentials = reader.take_credentials();
    read.pipeline = reader.take();
    result_.jobs.push_back(std::move(read));
  }

  // uses: ./.github/workflows/deploy.yml
  void call(const OpenWorkflow& workflow, const Cursor& name, const Cursor& job, const MatrixCombination& combination,
            const JobOutputs& outputs) {
    std::string_view path = text_of(job, "uses");
    if (!path.starts_with("./") || workflow.depth >= kDeepestCall) return;
    path.remove_prefix(2);
    result_.calls.emplace_back(path);
    const auto root = root_of(path);
    if (!root) return;
    SymbolTable symbols;
    const WorkflowScope scope = scope_of(workflow, job, combination, outputs, symbols);
    OpenWorkflow called{std::string(path),
                        *root,
                        job_name(workflow, name, combination) + " / ",
                        {},
                        {},
                        workflow.node == tree::kNoNode ? name.node() : workflow.node,
                        workflow.depth + 1};
    read_defaults(called);
    if (const auto with = job.find("with")) {
      with->for_each_member([&](const Cursor& input, const Cursor& value) {
        if (!value.is_scalar()) return;
        const std::string text =
            portable(expanded(value.text(), scope, symbols), symbols).value_or(std::string(value.text()));
        called.inputs[base::to_lower(input.text())] = text;
        if (text.find("${{") == std::string::npos)
          add_hint(EnvironmentHint::Kind::input, text, workflow.path, value, called.hints);
      });
    }
    add_matrix_hints(workflow, combination, called.hints);
    add_condition_hints(workflow, job, called.hints);
    add_hint(EnvironmentHint::Kind::job_name, std::string(name.text()), workflow.path, name, called.hints);
    for (const EnvironmentHint& hint : workflow.hints) {
      if (called.hints.size() < kMostHints) called.hints.push_back(hint);
    }
    read_jobs(called);
  }

  static void read_defaults(OpenWorkflow& called) {
    const auto on = called.root.find("on");
    const auto trigger = on ? on->find("workflow_call") : std::nullopt;
    const auto inputs = trigger ? trigger->find("inputs") : std::nullopt;
    if (!inputs) return;
    inputs->for_each_member([&](const Cursor& name, const Cursor& input) {
      called.inputs[base::to_lower(name.text())] = text_of(input, "default");
    });
  }

  const WorkflowSource& workflows_;
  ScriptSource scripts_;
  std::string path_;
  std::vector<UploadedArtifact> artifacts_;
  WorkflowPipeline result_;
};

}  // namespace

const WorkflowCredentials* WorkflowJob::credentials_at(std::uint32_t step) const {
  const WorkflowCredentials* last = nullptr;
  for (const WorkflowCredentials& one : credentials) {
    if (one.step <= step) last = &one;
  }
  return last;
}

WorkflowPipeline read_workflow_pipeline(std::string_view path, const WorkflowSource& workflows, ScriptSource scripts) {
  return WorkflowReader(workflows, std::move(scripts)).read(path);
}

bool is_workflow_path(std::string_view path) {
  constexpr std::string_view kFolder = ".github/workflows/";
  if (!path.starts_with(kFolder)) return false;
  const std::string_view name = path.substr(kFolder.size());
  return name.find('/') == std::string_view::npos && (name.ends_with(".yml") || name.ends_with(".yaml"));
}

}  // namespace paritylint::manifest
