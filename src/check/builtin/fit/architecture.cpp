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

class Architectures {
 public:
  explicit Architectures(RootReporter& reporter) : reporter_(reporter) {}

  void report() {
    const RuleRecord* rule = reporter_.rule("fit/architecture");
    if (rule == nullptr) return;
    for (RootFile* file : reporter_.view().manifests) {
      if (file->view.kind != manifest::ManifestKind::taskdef) continue;
      const TaskDefinition task(file->view);
      // What is no Fargate task may run on any machine that the cluster has.
      const Value asked = task.member(task.root(), {"runtimePlatform", "cpuArchitecture"});
      const std::string_view architecture = asked ? text_of(asked) : std::string_view();
      if (architecture != "ARM64" && architecture != "X86_64") continue;
      for (const Deployment& one : reporter_.view().pipelines->of(file->path).deployments) {
        if (report(*rule, *file, *asked, architecture, one)) break;
      }
    }
  }

 private:
  // True when something is said.
  bool report(const RuleRecord& rule, RootFile& file, const tree::Cursor& asked, std::string_view architecture,
              const Deployment& deployment) {
    const auto& pipelines = reporter_.view().pipelines->pipelines();
    const SeenPipeline& deploying = *pipelines[deployment.pipeline];
    const SeenPipeline* building = nullptr;
    const PipelineStep* first = nullptr;
    std::string platform;
    // Every image of its pipeline must be for another processor: which is whose is not known.
    for (const auto& pipeline : pipelines) {
      if (pipeline->path != deploying.path) continue;
      for (const PipelineStep& step : pipeline->pipeline.steps) {
        if (step.kind != manifest::StepKind::docker_build) continue;
        const std::string one = platform_of(step);
        const std::string_view built = architecture_of(one);
        if (built.empty() || built == architecture) return false;
        if (first != nullptr) continue;
        building = pipeline.get();
        first = &step;
        platform = one;
      }
    }
    if (first == nullptr) return false;
    RootStatement statement;
    statement.key = platform;
    statement.atom = building->path;
    if (deployment.certainty != Certainty::certain && deployment.certainty != Certainty::assumed)
      statement.level = Level::note;
    RawMatch* match = reporter_.add(rule, reporter_.place_of(file, asked), std::move(statement));
    if (match == nullptr) return true;
    RootReporter::relate(*match, reporter_.place_of(building->pipeline, first->place), "the image is built here");
    return true;
  }

  RootReporter& reporter_;
};

}  // namespace

void report_architectures(RootReporter& reporter) { Architectures(reporter).report(); }

}  // namespace paritylint::check::builtin
