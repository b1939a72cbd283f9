// A manifest of one environment that the pipeline of this environment leaves alone, while its siblings are deployed.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "check/builtin/fit/fit_checks.h"

namespace paritylint::check::builtin {
namespace {

using manifest::Deployment;
using manifest::FileName;
using manifest::ManifestDeployments;
using manifest::ManifestKind;
using manifest::PipelineStep;
using manifest::SeenPipeline;

// A manifest that the pipeline of its environment leaves alone, and a variant of it that is deployed.
struct LeftAlone {
  RootFile* file = nullptr;
  RootFile* sibling = nullptr;
  const SeenPipeline* pipeline = nullptr;
};

class Undeployed {
 public:
  explicit Undeployed(RootReporter& reporter) : reporter_(reporter) {}

  void report() {
    rule_ = reporter_.rule("fit/undeployed");
    if (rule_ == nullptr) return;
    std::map<std::size_t, std::vector<RootFile*>> groups;
    for (RootFile* file : reporter_.view().manifests) {
      if (file->view.kind != ManifestKind::buildspec && file->bound->has_variants)
        groups[file->bound->group].push_back(file);
    }
    if (groups.empty()) return;
    find_patterns();
    find_own();
    for (const auto& [number, files] : groups) {
      RootFile* deployed = nullptr;
      for (RootFile* file : files) {
        if (deployed == nullptr && is_deployed(*file)) deployed = file;
      }
      if (deployed == nullptr) continue;
      for (RootFile* file : files) {
        if (!file->bound->environment.empty() && is_left_alone(*file)) find(*file, *deployed);
      }
    }
    for (auto& [key, files] : left_alone_) report(std::move(files));
  }

 private:
  // By a pipeline, not by what CodePipeline may take from the source.
  bool is_deployed(const RootFile& file) const {
    return std::ranges::any_of(reporter_.view().pipelines->of(file.path).deployments,
                               [](const Deployment& one) { return one.way != manifest::DeploymentWay::source; });
  }

  // No step and no text of a pipeline has to do with it.
  bool is_left_alone(const RootFile& file) const {
    const ManifestDeployments& known = reporter_.view().pipelines->of(file.path);
    if (is_deployed(file) || !known.replacements.empty() || !known.opaque.empty() || !known.overwritten.empty())
      return false;
    const auto may_be_meant = [&](const std::string& pattern) { return base::glob_matches(pattern, file.path); };
    return !named_.contains(file.path) && std::ranges::none_of(patterns_, may_be_meant);
  }

  // Names of files in steps and artifacts; what is not known in them may be any text.
  void find_patterns() {
    for (const auto& set : reporter_.view().sets) {
      for (const manifest::SetPipeline& pipeline : set.pipelines) {
        for (const manifest::SetLink& link : pipeline.links) {
          if (link.line > 0) named_.insert(link.path);
        }
      }
    }
    std::set<std::string> patterns;
    for (const auto& pipeline : reporter_.view().pipelines->pipelines()) {
      for (const PipelineStep& step : pipeline->pipeline.steps) {
        for (const FileName& name : step.flow.files) add_pattern(name, patterns);
        for (const FileName& name : step.outputs) add_pattern(name, patterns);
      }
      for (const manifest::PipelineArtifact& artifact : pipeline->artifacts) {
        const bool is_known = artifact.path.find_first_of("*?[{$") == std::string::npos;
        if (!is_known) patterns.insert(artifact.path);
      }
    }
    patterns_.assign(patterns.begin(), patterns.end());
  }

  static void add_pattern(const FileName& name, std::set<std::string>& patterns) {
    constexpr std::size_t kMostPatterns = 200;
    if (name.kind == FileName::Kind::captured || patterns.size() > kMostPatterns) return;
    if (name.kind == FileName::Kind::path && !manifest::has_symbol(name.text)) return;
    std::string pattern;
    for (std::size_t i = 0; i < name.text.size();) {
      if (manifest::symbol_at(name.text, i)) {
        pattern += "**";
        i += manifest::kSymbolSize;
      } else {
        pattern += name.text[i++];
      }
    }
    patterns.insert(std::move(pattern));
  }

  // The pipeline makes a service run something itself. One that hands on an image alone leaves the rest to
  // CodePipeline, which takes the file from the source.
  static bool deploys(const SeenPipeline& pipeline) {
    return std::ranges::any_of(pipeline.pipeline.steps, [](const PipelineStep& step) {
      return step.kind == manifest::StepKind::update_service || step.kind == manifest::StepKind::deploy ||
             step.kind == manifest::StepKind::register_task_definition ||
             step.kind == manifest::StepKind::deploy_task_definition;
    });
  }

  // The first pipeline of each environment that deploys, by the kind of file that it may deploy in place of another.
  void find_own() {
    const auto& all = reporter_.view().pipelines->pipelines();
    std::set<std::pair<std::uint32_t, ManifestKind>> hands_on;
    for (const manifest::ArtifactFact& fact : reporter_.view().pipelines->artifacts()) {
      for (const std::string& path : fact.files) {
        if (const auto kind = manifest::kind_by_name(path)) hands_on.emplace(fact.pipeline, *kind);
      }
    }
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      const auto environment = manifest::environment_of(*all[i], *reporter_.view().vocabulary);
      if (!environment) continue;
      const bool is_deploying = deploys(*all[i]);
      for (const ManifestKind kind : {ManifestKind::taskdef, ManifestKind::appspec}) {
        if (is_deploying || hands_on.contains({i, kind})) own_.try_emplace({environment->name, kind}, all[i].get());
      }
    }
  }

  void find(RootFile& file, RootFile& sibling) {
    const auto own = own_.find({file.bound->environment, file.view.kind});
    if (own != own_.end())
      left_alone_[{own->second->path, file.bound->environment}].push_back({&file, &sibling, own->second});
  }

  // One cause is one finding: the task definition, and the AppSpec beside it.
  void report(std::vector<LeftAlone> files) {
    std::ranges::stable_sort(files, {}, [](const LeftAlone& one) { return one.file->view.kind; });
    const auto& [file, sibling, own] = files.front();
    RootStatement statement;
    statement.value = file->path;
    statement.key = own->path;
    statement.atom = sibling->path;
    statement.environment = file->bound->environment;
    if (manifest::RootPipelines::unread_script(*own, manifest::kNoStep) != nullptr) statement.level = Level::note;
    RawMatch* match = reporter_.add(*rule_, place_of(*file), std::move(statement));
    if (match == nullptr) return;
    for (std::size_t i = 1; i < files.size(); ++i) {
      RootReporter::relate(*match, place_of(*files[i].file), "nor is this deployed");
    }
    if (own->is_workflow) RootReporter::relate(*match, reporter_.place_of(own->path, own->node), "deploys without it");
    for (const Deployment& one : reporter_.view().pipelines->of(sibling->path).deployments) {
      if (one.way == manifest::DeploymentWay::source) continue;
      const SeenPipeline& other = *reporter_.view().pipelines->pipelines()[one.pipeline];
      RootReporter::relate(*match, place_of(other, one), "deploys " + sibling->path);
      break;
    }
  }

  RootPlace place_of(RootFile& file) const {
    return reporter_.place_of(file, tree::Cursor(*file.view.tree, file.view.recognition->root));
  }

  RootPlace place_of(const SeenPipeline& pipeline, const Deployment& one) const {
    if (one.artifact_node != tree::kNoNode) return reporter_.place_of(pipeline.path, one.artifact_node);
    if (one.step == manifest::kNoStep) return {};
    return reporter_.place_of(pipeline.pipeline, pipeline.pipeline.steps[one.step].place);
  }

  RootReporter& reporter_;
  const RuleRecord* rule_ = nullptr;
  std::set<std::string, std::less<>> named_;
  std::vector<std::string> patterns_;
  std::map<std::pair<std::string, ManifestKind>, const SeenPipeline*> own_;           // by environment
  std::map<std::pair<std::string, std::string>, std::vector<LeftAlone>> left_alone_;  // by pipeline and environment
};

}  // namespace

void report_undeployed(RootReporter& reporter) { Undeployed(reporter).report(); }

}  // namespace paritylint::check::builtin
