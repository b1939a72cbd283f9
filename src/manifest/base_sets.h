// Base sets: the manifests of one folder and service, before links to other folders are looked at. Internal to
// sets.cpp.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "manifest/root_names.h"

namespace paritylint::manifest {

constexpr std::size_t kNoSet = static_cast<std::size_t>(-1);

struct BaseSet {
  std::string folder;   // without environments and regions
  std::string service;  // "" unless the folder holds several
  std::vector<std::size_t> members;
  std::size_t kinds[3] = {};                  // members per kind
  std::size_t joined_to = kNoSet;             // another base set
  std::vector<std::size_t> buildspecs_above;  // manifests: the nearest buildspec in its folder or above

  std::size_t count(ManifestKind kind) const { return kinds[static_cast<std::size_t>(kind)]; }
  bool deploys_tasks() const { return count(ManifestKind::taskdef) > 0; }
};

// The base sets in order of folder and service, and by manifest the index of its own. `by_path` holds the indices of
// `facts` in order of path.
std::pair<std::vector<BaseSet>, std::vector<std::size_t>> form_base_sets(std::span<const ManifestFacts> facts,
                                                                         const RootNames& names,
                                                                         std::span<const std::size_t> by_path);

}  // namespace paritylint::manifest
