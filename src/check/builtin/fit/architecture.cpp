// The processor that a task definition asks for, against the one that its pipeline builds the image for.
#include <algorithm>

#include "base/text.h"
#include "check/builtin/fit/fit_checks.h"

namespace paritylint::check::builtin {
namespace {

using manifest::Certainty;
using manifest::Deployment;
using manifest::PipelineStep;
using manifest::SeenPipeline;

// The platform of an image that was built for exactly one; "" otherwise.
std::string platform_of(const PipelineStep& build) {
  std::string found;
  for (const auto& [option, value] : build.options) {
    if (option != "--platform") continue;
    if (!found.empty()) return {};
    found = value;
  }
  return manifest::has_symbol(found) ? std::string() : found;
}

// The spelling of a task definition; "" for what is neither.
std::string_view architecture_of(std::string_view platform) {
  if (platform == "linux/amd64" || platform == "linux/x86_64") return "X86_64";
  if (platform == "linux/arm64" || platform == "linux/arm64/v8" || platform == "linux/aarch64") return "ARM64";
  return {};
}

// Images that are built by the pipelines of one file.
struct Builds {
  const SeenPipeline* pipeline = nullptr;
  const PipelineStep* first = nullptr;
  std::string platform;  // of the first
  std::string_view architecture;
  bool is_mixed = false;  // another one is built for another processor, for several, or nobody knows for which
};

class Architectures {
 public:
  explicit Architectures(RootReporter& reporter) : reporter_(reporter) {}

  void report() {
    const RuleRecord* rule = reporter_.rule("fit/architecture");
    if (rule == nullptr) return;
    find_builds();
    for (RootFile* file : reporter_.view().manifests) {
      if (file->view.kind != manifest::ManifestKind::taskdef) continue;
      const TaskDefinition task(file->view);
      // A task that does not say may run on whatever machines its cluster has.
      const Value asked = task.member(task.root(), {"runtimePlatform", "cpuArchitecture"});
      const std::string_view architecture = text_of(asked);
      if (architecture != "ARM64" && architecture != "X86_64") continue;
      for (const Deployment& one : reporter_.view().pipelines->of(file->path).deployments) {
        if (report(*rule, *file, *asked, one)) break;
      }
    }
  }

 private:
  void find_builds() {
    for (const auto& pipeline : reporter_.view().pipelines->pipelines()) {
      for (const PipelineStep& step : pipeline->pipeline.steps) {
        if (step.kind != manifest::StepKind::docker_build) continue;
        Builds& builds = builds_[pipeline->path];
        std::string platform = platform_of(step);
        const std::string_view architecture = architecture_of(platform);
        builds.is_mixed =
            builds.is_mixed || architecture.empty() || (builds.first != nullptr && architecture != builds.architecture);
        if (builds.first == nullptr)
          builds = {pipeline.get(), &step, std::move(platform), architecture, builds.is_mixed};
      }
    }
  }

  // True when something is said. Every image of the pipeline must be for the other processor: which of them the task
  // runs is not known.
  bool report(const RuleRecord& rule, RootFile& file, const tree::Cursor& asked, const Deployment& deployment) {
    const auto found = builds_.find(reporter_.view().pipelines->pipelines()[deployment.pipeline]->path);
    if (found == builds_.end() || found->second.is_mixed || found->second.architecture == asked.text()) return false;
    const Builds& builds = found->second;
    RootStatement statement;
    statement.key = builds.platform;
    statement.atom = builds.pipeline->path;
    if (deployment.certainty != Certainty::certain && deployment.certainty != Certainty::assumed)
      statement.level = Level::note;
    RawMatch* match = reporter_.add(rule, reporter_.place_of(file, asked), std::move(statement));
    if (match == nullptr) return true;
    const RootPlace place = reporter_.place_of(builds.pipeline->pipeline, builds.first->place);
    RootReporter::relate(*match, place, "the image is built here");
    return true;
  }

  RootReporter& reporter_;
  std::map<std::string_view, Builds> builds_;  // by the pipelines' file
};

}  // namespace

void report_architectures(RootReporter& reporter) { Architectures(reporter).report(); }

}  // namespace paritylint::check::builtin
