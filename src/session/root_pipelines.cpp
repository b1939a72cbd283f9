#include "session/root_pipelines.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "check/builtin/builtin.h"

namespace paritylint::session {
namespace {

manifest::RootPipelineSources sources_of(const RootInputs& inputs) {
  manifest::RootPipelineSources sources;
  for (const FileSummary& file : inputs.summaries) {
    if (!file.is_manifest) continue;
    sources.manifests.push_back({file.path, file.kind});
    if (file.kind == manifest::ManifestKind::buildspec) sources.buildspecs.push_back(file.path);
  }
  std::ranges::copy_if(inputs.workflows, std::back_inserter(sources.workflows), manifest::is_workflow_path);
  sources.sets = inputs.sets;
  RootFiles* files = inputs.files;
  sources.trees = [files](std::string_view path) { return files->tree(path); };
  sources.files.read = [files](std::string_view path) { return files->bytes(path); };
  sources.files.matching = [summaries = inputs.summaries](std::string_view pattern) {
    std::vector<std::string> fitting;
    for (const FileSummary& file : summaries) {
      if (file.is_manifest && base::glob_matches(pattern, file.path)) fitting.push_back(file.path);
    }
    return fitting;
  };
  return sources;
}

// An AppSpec and a task definition that are deployed together must fit, whoever deploys them.
bool has_service(std::span<const manifest::ManifestSet> sets) {
  return std::ranges::any_of(sets, [](const manifest::ManifestSet& set) {
    const auto holds = [&](manifest::ManifestKind kind) {
      return std::ranges::find(set.members, kind, &manifest::SetMember::kind) != set.members.end();
    };
    return holds(manifest::ManifestKind::appspec) && holds(manifest::ManifestKind::taskdef);
  });
}

}  // namespace

manifest::RootPipelines follow_pipelines(const RootInputs& inputs) {
  return manifest::RootPipelines(sources_of(inputs));
}

void add_root_matches(const RootInputs& inputs, const check::RuleSet& rules, std::vector<check::PlacedMatch>& matches) {
  manifest::RootPipelineSources sources = sources_of(inputs);
  const bool has_pipeline = !sources.buildspecs.empty() || !sources.workflows.empty();
  if (!has_pipeline && !has_service(inputs.sets)) return;
  const manifest::RootPipelines pipelines(std::move(sources));
  std::vector<check::RootFile*> manifests;
  for (const FileSummary& file : inputs.summaries) {
    if (!file.is_manifest || !file.recognition) continue;
    check::RootFile* one = inputs.files->find(file.path);
    if (one != nullptr && one->view.tree != nullptr) manifests.push_back(one);
  }
  check::RootView view;
  view.pipelines = &pipelines;
  view.manifests = manifests;
  view.sets = inputs.sets;
  view.vocabulary = inputs.vocabulary;
  view.config = inputs.config;
  view.find = [&](std::string_view path) { return inputs.files->find(path); };
  view.exists = [&](std::string_view path) {
    return !path.empty() && inputs.file_system->target_kind(path).has_value();
  };
  check::builtin::report_root(view, rules, matches);
}

}  // namespace paritylint::session
