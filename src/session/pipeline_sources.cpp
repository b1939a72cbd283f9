#include "session/pipeline_sources.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"

namespace paritylint::session {

PipelineSources::File* PipelineSources::find(std::string_view path) {
  if (path.empty() || path[0] == '/' || path.starts_with("..") || manifest::has_symbol(path)) return nullptr;
  const auto [entry, is_new] = files_.try_emplace(std::string(path));
  File& file = entry->second;
  if (is_new) file.is_there = read_(entry->first, file.bytes).has_value();
  return file.is_there ? &file : nullptr;
}

manifest::WorkflowSource PipelineSources::trees() {
  return [this](std::string_view path) -> const tree::Tree* {
    File* file = find(path);
    if (file == nullptr) return nullptr;
    if (file->parsed == nullptr) {
      file->parsed = std::make_unique<tree::ReadResult>();
      const std::string_view bytes = file->bytes.view();
      reader_.read(tree::guess_format(path, bytes), bytes, options_, *file->parsed);
    }
    return file->parsed->complete ? &file->parsed->tree : nullptr;
  };
}

manifest::RootPipelines PipelineSources::follow(const RootFileLists& lists) {
  manifest::RootPipelineSources sources;
  sources.manifests = lists.manifests;
  sources.sets = lists.sets;
  for (const manifest::RootManifest& one : lists.manifests) {
    if (one.kind == manifest::ManifestKind::buildspec) sources.buildspecs.push_back(one.path);
  }
  std::ranges::copy_if(lists.workflows, std::back_inserter(sources.workflows), manifest::is_workflow_path);
  sources.trees = trees();
  sources.files.read = [this](std::string_view path) -> std::optional<std::string_view> {
    const File* file = find(path);
    return file == nullptr ? std::nullopt : std::optional(file->bytes.view());
  };
  sources.files.matching = [manifests = lists.manifests](std::string_view pattern) {
    std::vector<std::string> fitting;
    for (const manifest::RootManifest& one : manifests) {
      if (base::glob_matches(pattern, one.path)) fitting.push_back(one.path);
    }
    return fitting;
  };
  return manifest::RootPipelines(std::move(sources));
}

}  // namespace paritylint::session
