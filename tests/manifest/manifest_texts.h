// Texts of small manifests for tests of names and sets.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "manifest/repository.h"

namespace paritylint::test {

constexpr std::string_view kTask = R"({"family": "app", "containerDefinitions": [{"name": "a", "image": "a"}]})";
constexpr std::string_view kAppSpec = "version: 0.0\nResources:\n  - TargetService:\n      Type: AWS::ECS::Service\n";
inline const std::string kLoadBalanced = "      Properties:\n        LoadBalancerInfo:\n          ContainerName: ";

inline std::string content_of(std::string_view path) {
  const auto kind = manifest::kind_by_name(path);
  if (kind == manifest::ManifestKind::taskdef) return std::string(kTask);
  if (kind == manifest::ManifestKind::appspec) return std::string(kAppSpec);
  return "version: 0.2\nphases:\n  build:\n    commands: [\"true\"]\n";
}

inline Files files(std::initializer_list<std::string_view> paths) {
  Files result;
  for (const std::string_view path : paths) result.emplace_back(path, content_of(path));
  return result;
}

inline std::string buildspec(std::string_view command) {
  return "version: 0.2\nphases:\n  build:\n    commands:\n      - " + std::string(command) + "\n";
}

}  // namespace paritylint::test
