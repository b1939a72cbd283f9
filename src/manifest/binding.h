// Binding: is a manifest shared by environments, one environment's own, or the only one? DESIGN.md 4a.
// No portability rule can be judged without it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "manifest/root_names.h"
#include "manifest/sets.h"

namespace paritylint::manifest {

enum class Binding : std::uint8_t { shared, single, variant };
std::string_view name(Binding binding);

// How one manifest was understood. All strings are owned.
struct BoundManifest {
  Binding binding = Binding::single;
  std::string set;  // ManifestSet::name()
  std::string variant_key;
  std::string environment;           // canonical name, an unknown word, "default" for a bare file; "" for none
  std::string environment_evidence;  // "the file name says prod"; "" without an environment
  std::string environment_refusal;   // why a word of the path that could be an environment's is none, or ""
  bool environment_named = false;    // by the configuration, the file name or a folder, in an unambiguous word
  bool environment_guessed = false;  // read from a name without named siblings: never silences a rule
  bool set_has_pipeline = false;     // what deploys the file is known: a buildspec or an AppSpec in its set, or a
                                     // buildspec or workflow that deploys it
  bool several_regions = false;      // the configuration or the paths of its set name more than one region,
  bool several_partitions = false;   // and these lie in more than one partition
  std::size_t group = 0;             // variants of one manifest have one number: index into RootNames::groups
  bool has_variants = false;         // VariantGroup::varies
  bool strict = false;               // the configuration wants portability judged as in the strictest binding
  std::string evidence;              // one sentence for `explain`: why this binding
};

// False when no manifest among `paths`, all of one root, can have several_regions or be judged strictly.
bool may_span_regions(std::span<const std::string> paths, const config::Config& config);

// One root, understood.
struct RootBinding {
  std::vector<BoundManifest> manifests;  // one per entry of the facts, in their order
  std::vector<ManifestSet> sets;         // in order of folder and service
};

// Requires: paths are unique. The result does not depend on the order of `facts` or `workflows`.
RootBinding bind(std::span<const ManifestFacts> facts, std::span<const WorkflowFacts> workflows,
                 const Vocabulary& vocabulary, const config::Config& config);

}  // namespace paritylint::manifest
