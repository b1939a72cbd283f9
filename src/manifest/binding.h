// Binding: is a manifest shared by environments, one environment's own, or the only one? DESIGN.md 4a.
// No portability rule can be judged without it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/environment.h"
#include "manifest/kind.h"

namespace paritylint::manifest {

enum class Binding : std::uint8_t { shared, single, variant };
std::string_view name(Binding binding);

// What binding needs to know of each manifest in a root.
struct ManifestFacts {
  std::string_view path;  // root-relative
  ManifestKind kind = ManifestKind::taskdef;
  bool has_identity_placeholder = false;  // a placeholder stands for an account, region, role, log group or bucket
  AppSpecPlatform platform = AppSpecPlatform::none;
};

// How one manifest was understood. All strings are owned.
struct BoundManifest {
  Binding binding = Binding::single;
  std::string set;  // folder of the set, root-relative, "" for the root's top
  std::string variant_key;
  std::optional<std::uint8_t> environment;  // index into environments()
  bool environment_guessed = false;         // read from a name without named siblings: never silences a rule
  bool set_has_pipeline = false;  // the set holds a buildspec or an AppSpec: the file is deployed by a pipeline
  std::string evidence;           // one sentence for `explain`: why this binding
};

// One result per entry of `facts`, in the same order.
std::vector<BoundManifest> bind(std::span<const ManifestFacts> facts);

}  // namespace paritylint::manifest
