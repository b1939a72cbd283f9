// Unknown words that stand where a neighbour has a known environment's word: taskdef-shn.json beside taskdef-stg.json
// is an environment's, unless what stands in the two says that the word names another service. Internal to
// root_names.cpp.
#pragma once

#include <cstddef>
#include <span>

#include "manifest/root_names.h"

namespace paritylint::manifest {

// Name what has no environment yet, or say why it has none; `by_path` holds the indices of `facts` in order of path,
// `names` are by index.
void name_by_neighbours(std::span<const ManifestFacts> facts, std::span<const std::size_t> by_path,
                        const Vocabulary& vocabulary, std::span<ManifestName> names);

}  // namespace paritylint::manifest
