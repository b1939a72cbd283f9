#include "check/builtin/templating/images.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/text.h"
#include "check/builtin/task_definition.h"
#include "check/builtin/templating/replacements.h"
#include "check/builtin/templating/surviving_bytes.h"
#include "check/builtin/templating/ways.h"

namespace paritylint::check::builtin {
namespace {

using manifest::Deployment;
using manifest::DeploymentWay;
using manifest::PipelineFilter;
using manifest::PipelineReplacement;
using manifest::SeenPipeline;
using manifest::SeenReplacement;
using manifest::StepKind;

// Pushes to one repository that are looked at.
constexpr std::size_t kMostPushes = 100;

struct ImageName {
  std::string_view repository;  // its last segment's path, without the registry: "team/shop"
  std::string_view tag;         // "" when there is none
};

// Nothing for a name with a digest, which is meant to stay.
std::optional<ImageName> image_name(std::string_view image) {
  if (image.find('@') != std::string_view::npos) return std::nullopt;
  const std::size_t slash = image.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view rest = image.substr(slash + 1);
  const std::size_t colon = rest.rfind(':');
  if (colon == std::string_view::npos) return ImageName{rest, {}};
  return ImageName{rest.substr(0, colon), rest.substr(colon + 1)};
}

// What the pipelines of the root push.
struct Push {
  std::string tag;
  const std::string* pipeline = nullptr;  // its path
  bool changes = false;                   // the tag is made of the commit or the run
};
using Pushes = std::map<std::string, std::vector<Push>, std::less<>>;  // by repository

bool changes(const SeenPipeline& pipeline, std::string_view tag) {
  const std::string spelled = base::to_lower(pipeline.rendering->symbols().spelled(tag));
  for (const std::string_view word :
       {"sha", "commit", "run_number", "run_id", "resolved_source_version", "rev-parse"}) {
    if (spelled.find(word) != std::string::npos) return true;
  }
  return false;
}

Pushes pushes_of(const RootView& view) {
  Pushes pushes;
  for (const auto& pipeline : view.pipelines->pipelines()) {
    for (const manifest::PipelineStep& step : pipeline->pipeline.steps) {
      if (step.kind != StepKind::docker_push) continue;
      for (const auto& [option, value] : step.options) {
        const auto pushed = option.empty() || option == "tags" ? image_name(value) : std::nullopt;
        if (!pushed) continue;
        std::vector<Push>& of_repository = pushes[std::string(pushed->repository)];
        if (of_repository.size() >= kMostPushes) continue;
        of_repository.push_back({std::string(pushed->tag), &pipeline->path, changes(*pipeline, pushed->tag)});
      }
    }
  }
  return pushes;
}

class Images {
 public:
  Images(RootReporter& reporter, const Pushes& pushes, RootFile& file)
      : reporter_(reporter),
        pushes_(pushes),
        view_(reporter.view()),
        file_(file),
        task_(file.view),
        known_(view_.pipelines->of(file.path)) {}

  // With several containers the first one is another as soon as somebody puts one before it.
  void report_by_index(const RuleRecord& rule) {
    if (task_.containers().size() < 2) return;
    constexpr std::string_view kList = ".containerDefinitions[";
    for (const SeenReplacement& seen : known_.replacements) {
      const PipelineReplacement& one = *seen.replacement;
      const std::size_t at = one.pattern.find(kList);
      if (one.kind != PipelineFilter::Kind::jq || at == std::string::npos) continue;
      if (at + kList.size() >= one.pattern.size() || !base::is_digit(one.pattern[at + kList.size()])) continue;
      const SeenPipeline& pipeline = *view_.pipelines->pipelines()[seen.pipeline];
      if (pipeline.pipeline.steps[one.step].kind == StepKind::render_image) continue;
      RootStatement statement;
      statement.atom = std::to_string(task_.containers().size());
      statement.key = file_.path;
      reporter_.add(rule, reporter_.place_of(pipeline.pipeline, pattern_place(pipeline.pipeline, one)),
                    std::move(statement));
    }
  }

  void report_stale(const RuleRecord& rule) {
    const bool is_certain =
        !known_.deployments.empty() && std::ranges::all_of(known_.deployments, [](const Deployment& one) {
          return one.certainty == manifest::Certainty::certain &&
                 (one.way == DeploymentWay::action || one.way == DeploymentWay::command);
        });
    if (!is_certain) return;
    std::vector<SurvivingBytes> surviving;
    for (const Deployment& one : known_.deployments) surviving.emplace_back(one.text);
    for (const Container& container : task_.containers()) {
      const Value image = task_.member(container.at, "image");
      const std::string_view text = text_of(image);
      const auto name = image_name(text);
      if (!name || name->tag.empty()) continue;
      const base::Span source = (*image)->content;
      const auto is_kept = [&](const SurvivingBytes& one) { return one.of(source) == SurvivingBytes::Part::all; };
      if (!std::ranges::all_of(surviving, is_kept)) continue;
      const auto stale = std::ranges::find_if(known_.deployments,
                                              [&](const Deployment& one) { return is_built_otherwise(one, *name); });
      if (stale != known_.deployments.end()) add(rule, *image, *stale);
    }
  }

 private:
  // The workflow pushes images of this repository, and none with this tag.
  bool is_built_otherwise(const Deployment& deployment, const ImageName& image) const {
    const auto pushes = pushes_.find(image.repository);
    if (pushes == pushes_.end()) return false;
    const std::string& path = pipeline_of(view_, deployment).path;
    // A tag that is not known may be this one: but not one that differs from build to build.
    const auto may_be_it = [&](const Push& one) { return one.tag.empty() || one.tag == image.tag || !one.changes; };
    if (std::ranges::any_of(pushes->second, may_be_it)) return false;
    return std::ranges::any_of(pushes->second, [&](const Push& one) { return *one.pipeline == path; });
  }

  void add(const RuleRecord& rule, const tree::Cursor& image, const Deployment& deployment) {
    const SeenPipeline& pipeline = pipeline_of(view_, deployment);
    RootStatement statement;
    statement.atom = pipeline.path;
    RawMatch* match = reporter_.add(rule, reporter_.place_of(file_, image), std::move(statement));
    if (match == nullptr || deployment.step == manifest::kNoStep) return;
    RootReporter::relate(*match, reporter_.place_of(pipeline.pipeline, pipeline.pipeline.steps[deployment.step].place),
                         "deployed by this step");
  }

  RootReporter& reporter_;
  const Pushes& pushes_;
  const RootView& view_;
  RootFile& file_;
  TaskDefinition task_;
  const manifest::ManifestDeployments& known_;
};

}  // namespace

void report_images(RootReporter& reporter) {
  const RuleRecord* by_index = reporter.rule("templating/jq-by-index");
  const RuleRecord* stale = reporter.rule("templating/stale-image");
  if (by_index == nullptr && stale == nullptr) return;
  const Pushes pushes = pushes_of(reporter.view());
  for (RootFile* file : reporter.view().manifests) {
    if (file->view.kind != manifest::ManifestKind::taskdef || !file->view.recognition) continue;
    Images images(reporter, pushes, *file);
    if (by_index != nullptr) images.report_by_index(*by_index);
    if (stale != nullptr) images.report_stale(*stale);
  }
}

}  // namespace paritylint::check::builtin
