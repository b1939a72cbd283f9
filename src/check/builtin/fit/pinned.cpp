// A task definition that is written into an AppSpec which CodePipeline deploys: it replaces <TASK_DEFINITION> and
// nothing else.
#include <algorithm>

#include "base/text.h"
#include "check/builtin/fit/fit_checks.h"

namespace paritylint::check::builtin {
namespace {

using manifest::ArtifactFact;
using manifest::Deployment;
using manifest::DeploymentWay;
using manifest::ManifestKind;

std::string_view stem_of(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos || path.find('/', dot) != std::string_view::npos ? path : path.substr(0, dot);
}

class Pinned {
 public:
  Pinned(RootReporter& reporter, const DeployedFiles& files) : reporter_(reporter), files_(files) {}

  void report() {
    const RuleRecord* rule = reporter_.rule("fit/pinned-task-definition");
    if (rule == nullptr) return;
    find_definitions();
    for (RootFile* file : reporter_.view().manifests) {
      if (file->view.kind == ManifestKind::appspec) report(*rule, *file);
    }
  }

 private:
  // What each buildspec hands on: task definitions make CodeDeploy's action of what takes the AppSpec beside them.
  void find_definitions() {
    for (const ArtifactFact& artifact : reporter_.view().pipelines->artifacts()) {
      hands_on_[artifact.artifact->path].push_back(&artifact);
      by_node_[{artifact.pipeline, artifact.artifact->node}] = &artifact;
      const bool has_definition = std::ranges::any_of(artifact.files, [](const std::string& path) {
        return manifest::kind_by_name(path) == ManifestKind::taskdef;
      });
      if (has_definition) defining_.push_back(artifact.pipeline);
    }
  }

  bool defines(std::uint32_t pipeline) const {
    return std::ranges::binary_search(defining_, pipeline);  // artifacts stand in the order of pipelines
  }

  // The entry of a buildspec by which CodePipeline gets the AppSpec, also when only the ending is wrong.
  const ArtifactFact* entry_of(const RootFile& appspec) const {
    const std::string stem(stem_of(appspec.path));
    for (const std::string_view ending : {".yml", ".yaml", ".json"}) {
      const auto found = hands_on_.find(stem + std::string(ending));
      if (found == hands_on_.end()) continue;
      for (const ArtifactFact* one : found->second) {
        if (defines(one->pipeline)) return one;
      }
    }
    for (const Deployment& one : reporter_.view().pipelines->of(appspec.path).deployments) {
      if (one.way != DeploymentWay::artifact || !defines(one.pipeline)) continue;
      const auto fact = by_node_.find({one.pipeline, one.artifact_node});
      if (fact != by_node_.end()) return fact->second;
    }
    return nullptr;
  }

  void report(const RuleRecord& rule, RootFile& appspec) {
    for (const ServiceTarget& target : service_targets(appspec)) {
      const std::string_view text = text_of(target.task_definition);
      if (text.empty() || !files_.always_arrives(appspec, text)) continue;
      // The actions of workflows put the new ARN in whatever stands there.
      const auto& deployments = reporter_.view().pipelines->of(appspec.path).deployments;
      const bool is_put_in = std::ranges::any_of(deployments, [](const Deployment& one) {
        return one.way == DeploymentWay::codedeploy || one.way == DeploymentWay::command;
      });
      const ArtifactFact* entry = is_put_in ? nullptr : entry_of(appspec);
      if (entry == nullptr) continue;
      RootStatement statement;
      if (files_.trust_in(appspec) == Trust::doubtful) statement.level = Level::note;
      RawMatch* match = reporter_.add(rule, reporter_.place_of(appspec, *target.task_definition), std::move(statement));
      if (match == nullptr) continue;
      const auto& pipeline = *reporter_.view().pipelines->pipelines()[entry->pipeline];
      RootReporter::relate(*match, reporter_.place_of(pipeline.path, entry->artifact->node),
                           "the build hands it on to CodePipeline");
    }
  }

  RootReporter& reporter_;
  const DeployedFiles& files_;
  std::map<std::string_view, std::vector<const ArtifactFact*>, std::less<>> hands_on_;  // by the entry's path
  std::map<std::pair<std::uint32_t, tree::NodeId>, const ArtifactFact*> by_node_;
  std::vector<std::uint32_t> defining_;  // pipelines, in order
};

}  // namespace

void report_pinned_task_definitions(RootReporter& reporter, const DeployedFiles& files) {
  Pinned(reporter, files).report();
}

}  // namespace paritylint::check::builtin
