#include "check/builtin/templating/variables.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "check/builtin/task_definition.h"
#include "check/builtin/templating/surviving_bytes.h"
#include "manifest/pipeline/envsubst.h"
#include "tree/source_span.h"

namespace paritylint::check::builtin {
namespace {

using manifest::PipelineFilter;
using manifest::PipelineReplacement;
using manifest::SeenPipeline;
using manifest::SeenReplacement;
using tree::Cursor;

// Names of one file that envsubst replaces with something unknown.
constexpr std::size_t kMostNames = 200;

// Every shell and ECS itself set these in a container; a build has others of the same names.
bool is_of_every_container(std::string_view name) {
  constexpr std::array<std::string_view, 8> kNames = {"HOME", "PATH",   "HOSTNAME", "PWD",
                                                      "USER", "TMPDIR", "SHELL",    "ECS_CONTAINER_METADATA_URI_V4"};
  return std::ranges::find(kNames, name) != kNames.end();
}

bool has_entry(const TaskDefinition& task, const Container& container, std::string_view list, std::string_view name) {
  bool found = false;
  task.for_each(task.member(container.at, list),
                [&](const Cursor& entry) { found = found || text_of(task.member(entry, "name")) == name; });
  return found;
}

class Variables {
 public:
  Variables(RootReporter& reporter, RootFile& file)
      : reporter_(reporter),
        view_(reporter.view()),
        file_(file),
        unexported_(reporter.rule("templating/unexported")),
        eaten_(reporter.rule("templating/eaten")) {}

  void report() {
    for (const SeenReplacement& seen : view_.pipelines->of(file_.path).replacements) {
      const PipelineReplacement& one = *seen.replacement;
      if (one.kind != PipelineFilter::Kind::envsubst || one.replaced == 0) continue;
      const SeenPipeline& pipeline = *view_.pipelines->pipelines()[seen.pipeline];
      if (one.is_unset && one.is_certain) {
        add_unexported(pipeline, one);
      } else if (!one.is_unset && is_unknown(pipeline, one) && eaten_here_.size() < kMostNames) {
        eaten_here_.push_back({&pipeline, &one});
      }
    }
    if (!eaten_here_.empty() && file_.view.kind == manifest::ManifestKind::taskdef && file_.view.recognition)
      find_eaten();
  }

 private:
  struct Eaten {
    const SeenPipeline* pipeline = nullptr;
    const PipelineReplacement* replacement = nullptr;
    std::string_view name() const {
      return std::string_view(replacement->pattern).substr(2, replacement->pattern.size() - 3);
    }
  };

  // Nobody gives the variable a value for the template's sake.
  static bool is_unknown(const SeenPipeline& pipeline, const PipelineReplacement& one) {
    const auto symbol = manifest::symbol_at(one.value, 0);
    return symbol && pipeline.rendering->symbols().at(*symbol).kind == manifest::SymbolKind::variable;
  }

  void add_unexported(const SeenPipeline& pipeline, const PipelineReplacement& one) {
    if (unexported_ == nullptr) return;
    const std::string name = one.pattern.substr(2, one.pattern.size() - 3);
    // envsubst runs at one moment; where the variable was set before is where export is missing.
    const auto known = pipeline.pipeline.variables.find(name);
    if (known == pipeline.pipeline.variables.end() || known->second.empty()) return;
    RootStatement statement;
    statement.value = name;
    statement.atom = file_.path;
    RawMatch* match = reporter_.add(*unexported_, reporter_.place_of(pipeline.pipeline, known->second.front().place),
                                    std::move(statement));
    if (match != nullptr) {
      RootReporter::relate(*match, reporter_.place_of(pipeline.pipeline, one.place), "envsubst does not see it here");
    }
  }

  void find_eaten() {
    if (eaten_ == nullptr) return;
    const TaskDefinition task(file_.view);
    for (const Container& container : task.containers()) {
      for (const auto& path : {task.member(container.at, "command"), task.member(container.at, "entryPoint"),
                               task.member(container.at, {"healthCheck", "command"})}) {
        task.for_each(path, [&](const Cursor& word) { judge(task, container, word); });
      }
    }
  }

  void judge(const TaskDefinition& task, const Container& container, const Cursor& word) {
    if (!word.is_scalar()) return;
    for (const manifest::EnvironmentReference& reference : manifest::find_environment_references(word.text())) {
      const auto eaten = std::ranges::find(eaten_here_, reference.name, &Eaten::name);
      if (eaten == eaten_here_.end()) continue;
      const bool is_own = has_entry(task, container, "environment", reference.name) ||
                          has_entry(task, container, "secrets", reference.name);
      if (!is_own && !is_of_every_container(reference.name)) continue;
      const base::Span source = tree::source_span(*file_.view.tree, word.node(), reference.span);
      RootStatement statement;
      statement.atom = eaten->pipeline->path;
      statement.group = std::string(reference.name);
      RawMatch* match = reporter_.add(*eaten_, {&file_, source, word.node()}, std::move(statement));
      if (match == nullptr) continue;
      RootReporter::relate(*match, reporter_.place_of(eaten->pipeline->pipeline, eaten->replacement->place),
                           "replaced here, with nothing unless the build has such a variable");
    }
  }

  RootReporter& reporter_;
  const RootView& view_;
  RootFile& file_;
  const RuleRecord* unexported_;
  const RuleRecord* eaten_;
  std::vector<Eaten> eaten_here_;
};

}  // namespace

void report_variables(RootReporter& reporter) {
  for (RootFile* file : reporter.view().manifests) Variables(reporter, *file).report();
}

}  // namespace paritylint::check::builtin
