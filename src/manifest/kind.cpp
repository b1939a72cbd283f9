#include "manifest/kind.h"

#include <algorithm>

namespace paritylint::manifest {
namespace {

constexpr IdentityKey kTaskdefKeys[] = {
    {"containerDefinitions", "name"},
    {"environment", "name"},
    {"secrets", "name"},
    {"portMappings", "containerPort"},
    {"mountPoints", "containerPath"},
    {"volumesFrom", "sourceContainer"},
    {"dependsOn", "containerName"},
    {"environmentFiles", "value"},
    {"secretOptions", "name"},
    {"ulimits", "name"},
    {"systemControls", "namespace"},
    {"extraHosts", "hostname"},
    {"resourceRequirements", "type"},
    {"devices", "hostPath"},
    {"tmpfs", "containerPath"},
    {"volumes", "name"},
    {"tags", "key"},
    {"properties", "name"},
    {"requiresAttributes", "name"},
    {"inferenceAccelerators", "deviceName"},
    {"placementConstraints", "expression"},
};

constexpr IdentityKey kAppspecKeys[] = {
    {"files", "destination"},
    {"permissions", "object"},
    {"CapacityProviderStrategy", "CapacityProvider"},
};

constexpr IdentityKey kBuildspecKeys[] = {
    {"build-graph", "identifier"},
    {"build-list", "identifier"},
};

constexpr KindInfo kKinds[] = {
    {ManifestKind::taskdef, "taskdef", "ECS task definition", kTaskdefKeys},
    {ManifestKind::appspec, "appspec", "CodeDeploy AppSpec", kAppspecKeys},
    {ManifestKind::buildspec, "buildspec", "CodeBuild buildspec", kBuildspecKeys},
};

}  // namespace

std::span<const KindInfo> kinds() { return kKinds; }

const KindInfo& info(ManifestKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::optional<ManifestKind> kind_by_id(std::string_view id) {
  const auto* found =
      std::find_if(std::begin(kKinds), std::end(kKinds), [&](const KindInfo& row) { return row.id == id; });
  if (found == std::end(kKinds)) return std::nullopt;
  return found->kind;
}

}  // namespace paritylint::manifest
