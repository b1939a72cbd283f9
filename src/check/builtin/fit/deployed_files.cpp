#include "check/builtin/fit/deployed_files.h"

#include <algorithm>

namespace paritylint::check::builtin {
namespace {

using manifest::Certainty;
using manifest::Deployment;
using manifest::ManifestDeployments;
using manifest::ManifestKind;
using tree::Cursor;

// Task definitions that one file is held against; with more nothing is said.
constexpr std::size_t kMostCandidates = 40;

// Text that is looked through for one root: files and what pipelines make of them.
constexpr std::size_t kMostScanned = 256u << 20;

Value member(const Value& object, std::string_view name) {
  return object ? object->find_ignoring_case(name) : std::nullopt;
}

constexpr std::string_view kTaskDefinitionMark = "<TASK_DEFINITION>";

// Two environments that are known and differ.
bool is_other_environment(const RootFile& one, const RootFile& other) {
  const std::string& a = one.bound->environment;
  const std::string& b = other.bound->environment;
  return !a.empty() && !b.empty() && a != b;
}

}  // namespace

std::vector<ServiceTarget> service_targets(const RootFile& appspec) {
  std::vector<ServiceTarget> targets;
  if (appspec.view.tree == nullptr || !appspec.view.recognition ||
      appspec.view.recognition->platform != manifest::AppSpecPlatform::ecs)
    return targets;
  const Cursor root(*appspec.view.tree, appspec.view.recognition->root);
  const Value resources = root.find_ignoring_case("resources");
  if (!resources) return targets;
  resources->for_each_element([&](std::size_t, const Cursor& element) {
    element.for_each_member([&](const Cursor&, const Cursor& resource) {
      const Value properties = resource.find_ignoring_case("properties");
      const Value balancer = member(properties, "loadBalancerInfo");
      targets.push_back(
          {member(properties, "taskDefinition"), member(balancer, "containerName"), member(balancer, "containerPort")});
    });
  });
  return targets;
}

std::size_t occurrences(std::string_view text, std::string_view what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + what.size())) ++count;
  return count;
}

DeployedFiles::DeployedFiles(const RootView& view) : view_(view) {
  for (std::size_t i = 0; i < view.sets.size(); ++i) {
    for (const manifest::SetMember& member : view.sets[i].members) sets_[member.path].push_back(i);
  }
  add_deployed();
  add_made();
}

void DeployedFiles::add_deployed() {
  for (RootFile* file : view_.manifests) {
    if (file->view.kind != ManifestKind::taskdef) continue;
    for (const Deployment& one : view_.pipelines->of(file->path).deployments) {
      std::vector<RootFile*>& known = deployed_[one.pipeline];
      if (known.empty() || known.back() != file) known.push_back(file);
    }
  }
}

// Task definitions that a pipeline hands on and makes of something else than a file of the root.
void DeployedFiles::add_made() {
  for (const manifest::ArtifactFact& artifact : view_.pipelines->artifacts()) {
    const auto& written = view_.pipelines->pipelines()[artifact.pipeline]->rendering->files();
    for (const std::string& path : artifact.files) {
      const auto file = written.find(path);
      if (file == written.end() || manifest::kind_by_name(path) != ManifestKind::taskdef) continue;
      if (view_.pipelines->of(file->second.text.source_path()).deployments.empty())
        deployed_[artifact.pipeline].push_back(nullptr);
    }
  }
}

std::vector<std::uint32_t> DeployedFiles::pipelines_of(const RootFile& manifest) const {
  std::vector<std::uint32_t> found;
  if (manifest.view.kind == ManifestKind::buildspec) {
    const auto& all = view_.pipelines->pipelines();
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      if (all[i]->path == manifest.path) found.push_back(i);
    }
    return found;
  }
  for (const Deployment& one : view_.pipelines->of(manifest.path).deployments) {
    if (found.empty() || found.back() != one.pipeline) found.push_back(one.pipeline);
  }
  return found;
}

std::vector<RootFile*> DeployedFiles::of_pipelines(const std::vector<std::uint32_t>& pipelines) const {
  std::vector<RootFile*> found;
  for (const std::uint32_t pipeline : pipelines) {
    const auto known = deployed_.find(pipeline);
    if (known == deployed_.end()) continue;
    for (RootFile* file : known->second) {
      if (std::ranges::find(found, file) == found.end()) found.push_back(file);
      if (found.size() > kMostCandidates) return found;
    }
  }
  return found;
}

std::vector<RootFile*> DeployedFiles::of_set(std::string_view path) const {
  std::vector<RootFile*> found;
  const auto sets = sets_.find(path);
  if (sets == sets_.end()) return found;
  for (const std::size_t set : sets->second) {
    for (const manifest::SetMember& one : view_.sets[set].members) {
      if (one.kind != ManifestKind::taskdef) continue;
      RootFile* file = view_.find(one.path);
      if (file == nullptr || file->view.tree == nullptr || !file->view.recognition) return {};
      found.push_back(file);
      if (found.size() > kMostCandidates) return found;
    }
  }
  return found;
}

std::vector<RootFile*> DeployedFiles::task_definitions_of(const RootFile& manifest) const {
  std::vector<RootFile*> found = of_pipelines(pipelines_of(manifest));
  if (found.empty()) found = of_set(manifest.path);
  if (found.size() > kMostCandidates) return {};
  if (std::ranges::find(found, nullptr) != found.end()) return {};
  if (std::ranges::any_of(found, [&](const RootFile* one) {
        return !one->bound->environment.empty() && one->bound->environment == manifest.bound->environment;
      })) {
    std::erase_if(found, [&](const RootFile* one) { return is_other_environment(*one, manifest); });
  }
  const auto is_replaced = [&](const RootFile* one) { return trust_in(*one) == Trust::replaced; };
  if (std::ranges::all_of(found, is_replaced)) return {};
  std::erase_if(found, is_replaced);
  return found;
}

bool DeployedFiles::is_deployed_with(const RootFile& appspec, const ServiceTarget& target,
                                     const RootFile& definition) const {
  if (!target.task_definition) return false;
  const std::string_view text = target.task_definition->text();
  if (text == kTaskDefinitionMark) return true;
  const auto& deployments = view_.pipelines->of(appspec.path).deployments;
  // An action of a workflow puts in what it has just registered.
  if (std::ranges::any_of(deployments,
                          [](const Deployment& one) { return one.way == manifest::DeploymentWay::codedeploy; }))
    return true;
  constexpr std::string_view kResource = ":task-definition/";
  const std::size_t at = text.find(kResource);
  if (at == std::string_view::npos) return false;
  const std::string_view family =
      text.substr(at + kResource.size(), text.find(':', at + kResource.size()) - at - kResource.size());
  return !family.empty() && family == text_of(TaskDefinition(definition.view).of_task("family"));
}

Trust DeployedFiles::trust_in(const RootFile& manifest) const {
  const ManifestDeployments& known = view_.pipelines->of(manifest.path);
  if (!known.is_deployed() && !known.overwritten.empty()) return Trust::replaced;
  if (!known.opaque.empty()) return Trust::doubtful;
  Trust trust = known.is_deployed() ? Trust::followed : Trust::beside;
  for (const Deployment& one : known.deployments) {
    if (one.certainty == Certainty::assumed && trust == Trust::followed) trust = Trust::beside;
    if (one.certainty == Certainty::script || one.certainty == Certainty::doubtful) return Trust::doubtful;
  }
  return trust;
}

bool DeployedFiles::may_scan(const RootFile& manifest) const {
  scanned_ += manifest.view.source.size();
  for (const Deployment& one : view_.pipelines->of(manifest.path).deployments) scanned_ += one.text.bytes().size();
  return scanned_ <= kMostScanned;
}

bool DeployedFiles::always_arrives(const RootFile& manifest, std::string_view text) const {
  return may_scan(manifest) &&
         std::ranges::all_of(view_.pipelines->of(manifest.path).deployments, [&](const Deployment& one) {
           return one.text.bytes().find(text) != std::string_view::npos;
         });
}

bool DeployedFiles::is_given(const RootFile& manifest, std::string_view text) const {
  if (!may_scan(manifest)) return true;
  const std::vector<Deployment>& deployments = view_.pipelines->of(manifest.path).deployments;
  const std::size_t before = deployments.empty() ? 0 : occurrences(manifest.view.source, text);
  return std::ranges::any_of(deployments,
                             [&](const Deployment& one) { return occurrences(one.text.bytes(), text) > before; });
}

Level DeployedFiles::level_of(const RootFile& one, const RootFile& other) const {
  const Trust worst = std::max(trust_in(one), trust_in(other));
  if (worst == Trust::followed) return Level::error;
  return worst == Trust::beside ? Level::warning : Level::note;
}

}  // namespace paritylint::check::builtin
