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
  sources.workflows = inputs.workflows;
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

}  // namespace

void add_root_matches(const RootInputs& inputs, const check::RuleSet& rules, std::vector<check::PlacedMatch>& matches) {
  manifest::RootPipelineSources sources = sources_of(inputs);
  if (sources.buildspecs.empty() && sources.workflows.empty()) return;
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
