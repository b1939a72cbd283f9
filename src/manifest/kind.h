// The kinds of manifest that paritylint knows: one table row each, and how a file is recognised as one of them.
//
// A file is recognised by name and confirmed by shape. A file that has the name and does not parse is a manifest all
// the same; one that parses and has another shape is not.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "tree/shape.h"
#include "tree/tree.h"

namespace paritylint::manifest {

class Vocabulary;

enum class ManifestKind : std::uint8_t { taskdef, appspec, buildspec };

// The member that names an element of a list: {"containerDefinitions", "name"}. Used for stable pointers and, later,
// to align variants. `list` is the name of the member that holds the list.
struct IdentityKey {
  std::string_view list;
  std::string_view key;
};

struct KindInfo {
  ManifestKind kind;
  std::string_view id;     // "taskdef": used in rule files and reports
  std::string_view title;  // "ECS task definition"
  std::span<const IdentityKey> identity_keys;
};

std::span<const KindInfo> kinds();
const KindInfo& info(ManifestKind kind);
std::optional<ManifestKind> kind_by_id(std::string_view id);

// The kind that a file's name (and, for names such as prod.json, its folder) suggests; nothing for any other file.
// The filter of discovery: cheap, and called for every file of a repository.
std::optional<ManifestKind> kind_by_name(std::string_view path, const Vocabulary& vocabulary);
std::optional<ManifestKind> kind_by_name(std::string_view path);  // with the built-in vocabulary

enum class AppSpecPlatform : std::uint8_t { none, ecs, lambda, ec2 };

// Which part of its kind's full form a file is.
enum class Extent : std::uint8_t { whole, containers, container };

// How a tree was recognised.
struct Recognition {
  ManifestKind kind = ManifestKind::taskdef;
  tree::NodeId root = 0;     // the node that holds the manifest: inside the wrapper, if there is one
  bool wrapped = false;      // {"taskDefinition": {...}}
  bool pascal_case = false;  // CloudFormation's spelling: ContainerDefinitions
  AppSpecPlatform platform = AppSpecPlatform::none;
  Extent extent = Extent::whole;  // a task definition, a bare list of containers or one container

  // How rules, which are written for whole task definitions in the API's spelling, see the file.
  tree::Shape shape() const;
};

// Recognise the shape of a complete tree. `by_name` decides between kinds that could both be (an empty buildspec)
// and is required for a manifest with no shape of its own. Nothing when the file is something else.
std::optional<Recognition> recognise(const tree::Tree& tree, std::optional<ManifestKind> by_name);

}  // namespace paritylint::manifest
