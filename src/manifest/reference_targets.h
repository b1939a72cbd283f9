// What a path in a pipeline's text leads to among the manifests of a root.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/root_names.h"

namespace paritylint::manifest {

class ReferenceTargets {
 public:
  ReferenceTargets(std::span<const ManifestFacts> facts, std::span<const ManifestName> names);

  // The manifests that `reference` names, seen from a pipeline in `folder` whose text works in `folders`: from the
  // root's top, from the pipeline's own folder or from one of `folders`, whichever gives one first. A path with unknown
  // parts leads to all that it fits when its folder is known or lacks only the environment, else to one that is the
  // only one to fit.
  std::vector<std::size_t> find(const PathReference& reference, std::string_view folder,
                                std::span<const std::string> folders) const;

 private:
  void find_exactly(const std::string& path, std::vector<std::size_t>& found) const;
  void find_environments(const std::string& written, std::vector<std::size_t>& found) const;
  void find_fitting(const std::string& pattern, std::vector<std::size_t>& found) const;

  std::span<const ManifestFacts> facts_;
  std::span<const ManifestName> names_;
  std::map<std::string_view, std::size_t> by_path_;
  std::map<std::string_view, std::vector<std::size_t>> by_folder_;
  std::map<std::string_view, std::vector<std::size_t>> by_name_;
  std::map<std::string_view, std::vector<std::size_t>> by_bare_folder_;  // without environments and regions
};

}  // namespace paritylint::manifest
