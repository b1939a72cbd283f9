// A file's kind by its members. Other formats share some of them: a CloudFormation template has Resources too (as a
// mapping), a compose file a version, a workflow an env; so each kind asks for a combination.
#include <algorithm>
#include <initializer_list>

#include "base/text.h"
#include "manifest/kind.h"
#include "tree/cursor.h"

namespace paritylint::manifest {
namespace {

using tree::Cursor;

bool has_any_case(const Cursor& mapping, std::string_view name) { return mapping.find_ignoring_case(name).has_value(); }

std::size_t count_any_case(const Cursor& mapping, std::initializer_list<std::string_view> names) {
  return static_cast<std::size_t>(
      std::count_if(names.begin(), names.end(), [&](std::string_view name) { return has_any_case(mapping, name); }));
}

bool is_cloudformation(const Cursor& root) {
  if (root.find("AWSTemplateFormatVersion")) return true;
  const auto resources = root.find("Resources");
  return resources && resources->is_mapping();
}

// A mapping with the members of one container definition.
bool is_container(const Cursor& value) {
  if (!value.is_mapping() || !has_any_case(value, "image")) return false;
  return has_any_case(value, "name") &&
         count_any_case(value, {"essential", "portMappings", "environment", "secrets", "logConfiguration",
                                "mountPoints", "memory", "memoryReservation", "cpu"}) > 0;
}

std::optional<Recognition> taskdef_mapping(const Cursor& root, std::optional<ManifestKind> by_name) {
  Recognition result;
  result.kind = ManifestKind::taskdef;
  result.root = root.node();
  if (root.find("containerDefinitions")) return result;
  result.pascal_case = true;
  if (root.find("ContainerDefinitions")) return result;
  result.pascal_case = false;
  const std::size_t known =
      count_any_case(root, {"family", "networkMode", "requiresCompatibilities", "executionRoleArn", "taskRoleArn",
                            "cpu", "memory", "volumes", "runtimePlatform"});
  const bool named = by_name == ManifestKind::taskdef;
  const bool container = named && is_container(root);
  if (known < 3 && !(named && known >= 1) && !container) return std::nullopt;
  if (container && !root.find_ignoring_case("family")) {
    result.extent = Extent::container;
    result.pascal_case = !root.find("image");
  }
  return result;
}

std::optional<Recognition> recognise_taskdef(const Cursor& root, std::optional<ManifestKind> by_name) {
  if (root.is_sequence()) {
    const auto first = root.at(0);
    if (by_name != ManifestKind::taskdef || !first || !is_container(*first)) return std::nullopt;
    Recognition result;
    result.root = root.node();
    result.pascal_case = !first->find("image");
    result.extent = Extent::containers;
    return result;
  }
  if (!root.is_mapping() || is_cloudformation(root)) return std::nullopt;
  for (const std::string_view wrapper : {"taskDefinition", "TaskDefinition"}) {
    const auto inner = root.find(wrapper);
    if (!inner || !inner->is_mapping()) continue;
    auto result = taskdef_mapping(*inner, by_name);
    if (result) result->wrapped = true;
    return result;
  }
  return taskdef_mapping(root, by_name);
}

// The platform that an AppSpec's list of resources names.
AppSpecPlatform platform_of(const Cursor& resources) {
  AppSpecPlatform platform = AppSpecPlatform::none;
  resources.for_each_element([&](std::size_t, const Cursor& item) {
    item.for_each_member([&](const Cursor& name, const Cursor& resource) {
      const auto type = resource.find_ignoring_case("Type");
      const auto properties = resource.find_ignoring_case("Properties");
      const bool has_properties = properties && properties->is_mapping();
      const bool is_function = type && type->text() == "AWS::Lambda::Function";
      const bool is_service = (type && type->text() == "AWS::ECS::Service") ||
                              base::equals_ignore_case(name.text(), "TargetService") ||
                              (has_properties && has_any_case(*properties, "TaskDefinition"));
      if (!is_function && is_service) {
        platform = AppSpecPlatform::ecs;
      } else if (is_function || (has_properties && has_any_case(*properties, "CurrentVersion"))) {
        platform = AppSpecPlatform::lambda;
      }
    });
  });
  return platform;
}

std::optional<Recognition> recognise_appspec(const Cursor& root, std::optional<ManifestKind> by_name) {
  if (!root.is_mapping() || is_cloudformation(root)) return std::nullopt;
  const bool named = by_name == ManifestKind::appspec;
  Recognition result;
  result.kind = ManifestKind::appspec;
  result.root = root.node();
  if (const auto resources = root.find_ignoring_case("Resources")) {
    result.platform = platform_of(*resources);
    if (result.platform != AppSpecPlatform::none || named) return result;
    return std::nullopt;
  }
  const bool server = has_any_case(root, "os");
  const bool files = has_any_case(root, "files");
  const bool hooks = has_any_case(root, "hooks");
  const bool permissions = has_any_case(root, "permissions");
  if ((server && (files || hooks)) || (named && (server || files || permissions))) {
    result.platform = AppSpecPlatform::ec2;
    return result;
  }
  if (!named || (!hooks && !has_any_case(root, "version"))) return std::nullopt;
  // Hooks are a mapping on servers and a list elsewhere.
  const auto value = root.find_ignoring_case("hooks");
  if (value && value->is_mapping()) result.platform = AppSpecPlatform::ec2;
  return result;
}

std::optional<Recognition> recognise_buildspec(const Cursor& root, std::optional<ManifestKind> by_name) {
  if (!root.is_mapping() || is_cloudformation(root)) return std::nullopt;
  const auto phases = root.find("phases");
  const bool has_phase =
      phases && phases->is_mapping() && count_any_case(*phases, {"install", "pre_build", "build", "post_build"}) > 0;
  const std::size_t known = count_any_case(root, {"version", "env", "environment_variables", "phases", "artifacts",
                                                  "cache", "reports", "batch", "proxy", "run-as"});
  const bool foreign = count_any_case(root, {"jobs", "services", "stages", "steps", "openapi", "apiVersion"}) > 0;
  const bool shaped = has_phase && root.find("version");
  if (foreign || (!shaped && !(by_name == ManifestKind::buildspec && known > 0))) return std::nullopt;
  Recognition result;
  result.kind = ManifestKind::buildspec;
  result.root = root.node();
  return result;
}

std::optional<Recognition> recognise_as(ManifestKind kind, const Cursor& root, std::optional<ManifestKind> by_name) {
  switch (kind) {
    case ManifestKind::taskdef:
      return recognise_taskdef(root, by_name);
    case ManifestKind::appspec:
      return recognise_appspec(root, by_name);
    case ManifestKind::buildspec:
      return recognise_buildspec(root, by_name);
  }
  return std::nullopt;
}

// A document with nothing in it: its name alone says what it was meant to be.
bool is_blank(const Cursor& root) {
  return root.kind() == tree::NodeKind::null || (root->is_collection() && root.size() == 0);
}

}  // namespace

tree::Shape Recognition::shape() const {
  static constexpr std::string_view kContainer[] = {"containerDefinitions", "*"};
  tree::Shape shape;
  if (extent != Extent::whole) shape.root_stands_at = std::span(kContainer).first(extent == Extent::container ? 2 : 1);
  // The tools that read AppSpecs look their keys up without regard to case.
  shape.ignores_case = pascal_case || kind == ManifestKind::appspec;
  return shape;
}

std::optional<Recognition> recognise(const tree::Tree& tree, std::optional<ManifestKind> by_name) {
  for (const tree::NodeId document : tree.documents()) {
    const Cursor root(tree, document);
    if (by_name) {
      if (auto found = recognise_as(*by_name, root, std::nullopt)) return found;
    }
    for (const KindInfo& row : kinds()) {
      if (auto found = recognise_as(row.kind, root, std::nullopt)) return found;
    }
    // Only now the poor shapes that need the name's support.
    if (!by_name) continue;
    if (auto found = recognise_as(*by_name, root, by_name)) return found;
  }
  if (!by_name || tree.documents().empty()) return std::nullopt;
  const tree::NodeId first = tree.documents().front();
  if (!is_blank(Cursor(tree, first))) return std::nullopt;
  Recognition result;
  result.kind = *by_name;
  result.root = first;
  return result;
}

}  // namespace paritylint::manifest
