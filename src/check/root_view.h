// RootView: what a rule over the files of a whole root may see: its manifests with their binding, and the pipelines
// that move them. Such a rule's findings depend on more than a file's content and are kept nowhere.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "check/closer.h"
#include "check/file_view.h"
#include "config/config.h"
#include "manifest/binding.h"
#include "manifest/pipeline/deployment.h"
#include "manifest/sets.h"
#include "manifest/vocabulary.h"

namespace paritylint::check {

// One file of the root: a manifest, a workflow or a script.
struct RootFile {
  std::string path;                                // root-relative
  FileView view;                                   // tree is nullptr for scripts and for what cannot be read as one
  Closer* closer = nullptr;                        // of view, never nullptr
  const manifest::BoundManifest* bound = nullptr;  // of manifests
};

struct RootView {
  const manifest::RootPipelines* pipelines = nullptr;  // never nullptr
  std::span<RootFile* const> manifests;                // those that could be read, by path
  std::span<const manifest::ManifestSet> sets;
  const manifest::Vocabulary* vocabulary = &manifest::Vocabulary::built_in();
  const config::Config* config = nullptr;  // nullptr: there is none
  // Any file by its path, also a workflow or a script that a pipeline calls; nullptr when it cannot be read.
  std::function<RootFile*(std::string_view path)> find;
  // Is there such a file in the root, whatever it is? Its bytes are not read.
  std::function<bool(std::string_view path)> exists;
};

}  // namespace paritylint::check
