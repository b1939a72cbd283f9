#include "check/builtin/templating/ways.h"

#include <algorithm>

#include "base/text.h"

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

// Why the statement is weak; "" when it is not. A step that runs in some cases only is no reason: what it does not
// replace where it runs, it does not replace at all.
std::string doubt_about(const RootView& view, const Deployment& deployment) {
  if (deployment.certainty == Certainty::certain) return {};
  if (deployment.certainty == Certainty::script || !deployment.text.is_followed()) return deployment.why;
  const SeenPipeline& pipeline = pipeline_of(view, deployment);
  const manifest::PipelineStep* script = manifest::RootPipelines::unread_script(pipeline, deployment.step);
  if (script == nullptr) return {};
  const std::string name = script->outputs.empty() ? script->tool : script->outputs[0].text;
  return "it may be changed by " + pipeline.rendering->symbols().spelled(name);
}

}  // namespace

const SeenPipeline& pipeline_of(const RootView& view, const Deployment& deployment) {
  return *view.pipelines->pipelines()[deployment.pipeline];
}

Level level_of(const RootView& view, const Deployment& deployment) {
  if (!doubt_about(view, deployment).empty()) return Level::note;
  const bool is_sure = deployment.certainty == Certainty::certain && !is_by_codepipeline(deployment);
  return is_sure ? Level::error : Level::warning;
}

std::string described(const RootView& view, const Deployment& deployment) {
  const std::string who = "no step of " + pipeline_of(view, deployment).path + " replaces it";
  const std::string doubt = doubt_about(view, deployment);
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

bool is_taken_along(const RootView& view, const std::string& path, const Deployment& deployment) {
  if (deployment.way != DeploymentWay::artifact) return false;
  const SeenPipeline& pipeline = pipeline_of(view, deployment);
  const auto artifact =
      std::ranges::find(pipeline.artifacts, deployment.artifact_node, &manifest::PipelineArtifact::node);
  if (artifact == pipeline.artifacts.end() || !has_wildcard(artifact->path)) return false;
  if (!is_default_name(deployment.file)) return true;
  return std::ranges::any_of(pipeline.rendering->files(), [&](const auto& file) {
    return file.first != deployment.file && !file.second.is_removed && file.second.text.source_path() == path;
  });
}

}  // namespace paritylint::check::builtin
