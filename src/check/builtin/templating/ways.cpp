#include "check/builtin/templating/ways.h"

#include <algorithm>

#include "base/text.h"
#include "manifest/kind.h"

namespace paritylint::check::builtin {
namespace {

using manifest::Certainty;
using manifest::Deployment;
using manifest::DeploymentWay;
using manifest::SeenPipeline;

bool has_wildcard(std::string_view path) { return path.find_first_of("*?[{") != std::string_view::npos; }

std::string_view file_name_in(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// The names under which CodePipeline looks for them unless it is told others.
bool is_default_name(std::string_view path) {
  const std::string_view name = file_name_in(path);
  return name == "taskdef.json" || name == "appspec.yaml" || name == "appspec.yml";
}

std::string_view folder_of(std::string_view path) { return path.substr(0, path.size() - file_name_in(path).size()); }

}  // namespace

const SeenPipeline& pipeline_of(const RootView& view, const Deployment& deployment) {
  return *view.pipelines->pipelines()[deployment.pipeline];
}

Ways::Ways(const RootView& view) : view_(view), writers_(view) {
  for (const RootFile* file : view.manifests) {
    if (file->view.kind == manifest::ManifestKind::appspec &&
        file->view.source.find("<TASK_DEFINITION>") != std::string_view::npos) {
      waiting_folders_.emplace(folder_of(file->path));
    }
  }
  for (const manifest::ManifestSet& set : view.sets) {
    for (const manifest::SetMember& member : set.members) set_of_[member.path] = &set;
  }
}

// A step that runs in some cases only is no reason: what it does not replace where it runs, it does not replace at all.
std::string Ways::doubt_about(const Deployment& deployment) {
  if (!deployment.text.is_followed()) return deployment.why;
  const std::string writer = writers_.before(pipeline_of(view_, deployment), deployment.step);
  return writer.empty() ? writer : "it may be changed by " + writer;
}

Level Ways::level_of(const Deployment& deployment) {
  if (!doubt_about(deployment).empty()) return Level::note;
  const bool is_sure = deployment.certainty == Certainty::certain && !is_by_codepipeline(deployment);
  return is_sure ? Level::error : Level::warning;
}

std::string Ways::described(const Deployment& deployment) {
  const std::string who = "no step of " + pipeline_of(view_, deployment).path + " replaces it";
  const std::string doubt = doubt_about(deployment);
  const std::string but = doubt.empty() ? std::string() : ", as far as can be seen: " + doubt;
  switch (deployment.way) {
    case DeploymentWay::artifact:
      return who + " before it is handed on as an artifact" + but;
    case DeploymentWay::source:
      return who + ", and CodePipeline takes the file as it stands" + but;
    case DeploymentWay::codedeploy:
      return who + " before CodeDeploy gets it" + but;
    default:
      return who + " before it is registered" + but;
  }
}

bool is_by_codepipeline(const Deployment& deployment) {
  return deployment.way == DeploymentWay::artifact || deployment.way == DeploymentWay::source;
}

bool is_refuted(const RootView& view, const RootFile& file, const Deployment& deployment) {
  if (deployment.way != DeploymentWay::source) return false;
  const manifest::ManifestDeployments& known = view.pipelines->of(file.path);
  // What some pipeline fills in, or brings to AWS in another way, nobody takes from the source.
  if (!known.replacements.empty() || !known.overwritten.empty()) return true;
  const auto is_other = [](const Deployment& one) { return one.way != DeploymentWay::source; };
  if (std::ranges::any_of(known.deployments, is_other)) return true;
  const SeenPipeline& pipeline = pipeline_of(view, deployment);
  const auto hands_on_its_kind = [&](const manifest::PipelineArtifact& artifact) {
    return manifest::kind_by_name(artifact.path, *view.vocabulary) == file.view.kind;
  };
  if (std::ranges::any_of(pipeline.artifacts, hands_on_its_kind)) return true;
  const auto deploys = [](const manifest::PipelineStep& step) {
    return step.kind == manifest::StepKind::register_task_definition ||
           step.kind == manifest::StepKind::update_service || step.kind == manifest::StepKind::deploy;
  };
  if (std::ranges::any_of(pipeline.pipeline.steps, deploys)) return true;
  const auto environment = manifest::environment_of(pipeline, *view.vocabulary);
  return environment && file.bound != nullptr && !file.bound->environment.empty() &&
         file.bound->environment != environment->name;
}

bool Ways::is_taken_along(const std::string& path, const Deployment& deployment) {
  if (deployment.way != DeploymentWay::artifact) return false;
  const SeenPipeline& pipeline = pipeline_of(view_, deployment);
  const auto artifact =
      std::ranges::find(pipeline.artifacts, deployment.artifact_node, &manifest::PipelineArtifact::node);
  if (artifact == pipeline.artifacts.end() || !has_wildcard(artifact->path)) return false;
  const auto set = set_of_.find(path);
  const bool is_of_set = set != set_of_.end() && std::ranges::any_of(set->second->pipelines, [&](const auto& one) {
                           return one.path == pipeline.path;
                         });
  if (!is_of_set || !is_default_name(deployment.file) || !waiting_folders_.contains(folder_of(path))) return true;
  return std::ranges::any_of(pipeline.rendering->files(), [&](const auto& file) {
    return file.first != deployment.file && !file.second.is_removed && file.second.text.source_path() == path;
  });
}

}  // namespace paritylint::check::builtin
