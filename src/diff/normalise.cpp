#include "diff/normalise.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/text.h"

namespace paritylint::diff {
namespace {

struct Default {
  std::string_view parent, name, value;
};

constexpr Default kDefaults[] = {
    {"containerDefinitions", "essential", "true"},
    {"containerDefinitions", "privileged", "false"},
    {"containerDefinitions", "readonlyRootFilesystem", "false"},
    {"containerDefinitions", "interactive", "false"},
    {"containerDefinitions", "pseudoTerminal", "false"},
    {"containerDefinitions", "disableNetworking", "false"},
    {"containerDefinitions", "cpu", "0"},
    {"portMappings", "protocol", "tcp"},
    {"portMappings", "hostPort", "0"},
    {"mountPoints", "readOnly", "false"},
    {"volumesFrom", "readOnly", "false"},
    {"healthCheck", "interval", "30"},
    {"healthCheck", "timeout", "5"},
    {"healthCheck", "retries", "3"},
    {"linuxParameters", "initProcessEnabled", "false"},
    {"environmentFiles", "type", "s3"},
    {"runtimePlatform", "cpuArchitecture", "X86_64"},
    {"runtimePlatform", "operatingSystemFamily", "LINUX"},
};

constexpr std::array<std::string_view, 9> kDescribeOnly = {
    "taskDefinitionArn", "revision",     "status",         "requiresAttributes", "compatibilities",
    "registeredAt",      "registeredBy", "deregisteredAt", "deleteRequestedAt"};

// "1 vCPU" as 1024, "0.5 GB" as 512; `text` itself when it is no number with that unit.
std::string with_unit(std::string_view text, std::string_view unit) {
  const std::string_view trimmed = base::trim(text);
  if (trimmed.size() <= unit.size() || !base::equals_ignore_case(trimmed.substr(trimmed.size() - unit.size()), unit))
    return std::string(text);
  const std::string_view digits = base::trim(trimmed.substr(0, trimmed.size() - unit.size()));
  double number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || number < 0 || number > 1e6)
    return std::string(text);
  std::string result;
  base::append_number(result, std::llround(number * 1024));
  return result;
}

}  // namespace

std::string canonical_name(std::string_view name, const manifest::Recognition& recognition) {
  if (recognition.kind == manifest::ManifestKind::appspec) return base::to_lower(name);
  std::string result(name);
  if (recognition.pascal_case && !result.empty()) result[0] = base::to_lower(result[0]);
  return result;
}

std::optional<tree::Cursor> member(const tree::Cursor& mapping, std::string_view name,
                                   const manifest::Recognition& recognition) {
  const bool ignores_case = recognition.pascal_case || recognition.kind == manifest::ManifestKind::appspec;
  return ignores_case ? mapping.find_ignoring_case(name) : mapping.find(name);
}

bool is_nothing(const tree::Cursor& value) {
  if (value.is_scalar()) return value.kind() == tree::NodeKind::null;
  return value.size() == 0;
}

std::string normalised(std::string_view text, std::string_view name, std::string_view parent) {
  if (parent.empty() && name == "cpu") return with_unit(text, "vCPU");
  if (parent.empty() && name == "memory") return with_unit(text, "GB");
  return std::string(text);
}

std::string_view default_of(std::string_view name, std::string_view parent) {
  for (const Default& one : kDefaults) {
    if (one.name == name && one.parent == parent) return one.value;
  }
  return {};
}

bool is_default_block(const tree::Cursor& mapping, std::string_view name, const manifest::Recognition& recognition) {
  bool all = true;
  mapping.for_each_member([&](const tree::Cursor& key, const tree::Cursor& value) {
    const std::string_view standard = default_of(canonical_name(key.text(), recognition), name);
    all = all && (is_nothing(value) || (value.is_scalar() && !standard.empty() && value.text() == standard));
  });
  return all;
}

bool is_describe_only(std::string_view name) { return std::ranges::find(kDescribeOnly, name) != kDescribeOnly.end(); }

}  // namespace paritylint::diff
