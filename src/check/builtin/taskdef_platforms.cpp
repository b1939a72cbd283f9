// What a launch type or an operating system refuses: one table of fields (DOMAIN 1.3), one finding per field.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "check/builtin/taskdef_checks.h"

namespace paritylint::check::builtin {
namespace {

using tree::Cursor;

// Bits of Refusal::platforms.
constexpr std::uint8_t kFargate = 1, kManaged = 2, kWindows = 4;

enum class Scope : std::uint8_t { task, container, volume };

bool is_used(const Value& value) { return is_set(value).value_or(false); }
bool is_host(const Value& value) { return text_of(value) == "host"; }
bool is_gpu(const Value& value) { return text_of(value) == "GPU"; }
bool is_s3(const Value& value) { return text_of(value) == "s3"; }
bool is_bridge_or_none(const Value& value) { return text_of(value) == "bridge" || text_of(value) == "none"; }
bool is_other_capability(const Value& value) { return !text_of(value).empty() && text_of(value) != "SYS_PTRACE"; }
bool is_server_log_driver(const Value& value) {
  constexpr std::array<std::string_view, 5> kDrivers = {"json-file", "syslog", "journald", "gelf", "fluentd"};
  return std::ranges::find(kDrivers, text_of(value)) != kDrivers.end();
}

// `path` leads on from the task, a container or a volume; "*" is every element of a list.
struct Refusal {
  Scope scope;
  std::uint8_t platforms;
  std::array<std::string_view, 3> path;
  bool (*applies)(const Value& value);
  std::string_view what;  // {atom}: behind "PLATFORM does not take "
};

constexpr Refusal kRefusals[] = {
    {Scope::task, kFargate | kManaged | kWindows, {"ipcMode"}, is_used, "an ipcMode"},
    {Scope::task, kFargate, {"pidMode"}, is_host, "the pidMode \"host\", only \"task\""},
    {Scope::task, kWindows, {"pidMode"}, is_used, "a pidMode"},
    {Scope::task, kFargate, {"placementConstraints"}, is_used, "placementConstraints"},
    {Scope::task, kManaged | kWindows, {"proxyConfiguration"}, is_used, "a proxyConfiguration"},
    {Scope::task, kManaged, {"ephemeralStorage"}, is_used, "ephemeralStorage"},
    {Scope::task, kManaged, {"networkMode"}, is_bridge_or_none, "this networkMode, only \"awsvpc\" and \"host\""},
    {Scope::container, kFargate | kWindows, {"privileged"}, is_used, "privileged containers"},
    {Scope::container, kFargate | kManaged, {"dockerSecurityOptions"}, is_used, "dockerSecurityOptions"},
    {Scope::container, kFargate, {"resourceRequirements", "*", "type"}, is_gpu, "GPUs"},
    {Scope::container, kFargate, {"linuxParameters", "devices"}, is_used, "devices"},
    {Scope::container, kFargate | kManaged, {"linuxParameters", "sharedMemorySize"}, is_used, "a sharedMemorySize"},
    {Scope::container, kFargate | kManaged, {"linuxParameters", "maxSwap"}, is_used, "maxSwap"},
    {Scope::container, kFargate | kManaged, {"linuxParameters", "swappiness"}, is_used, "swappiness"},
    {Scope::container, kManaged, {"linuxParameters", "tmpfs"}, is_used, "tmpfs mounts"},
    {Scope::container, kWindows, {"linuxParameters"}, is_used, "linuxParameters"},
    {Scope::container, kManaged, {"hostname"}, is_used, "a hostname"},
    {Scope::container, kManaged, {"links"}, is_used, "links"},
    {Scope::container, kManaged, {"disableNetworking"}, is_used, "disableNetworking"},
    {Scope::container, kManaged, {"dnsServers"}, is_used, "dnsServers"},
    {Scope::container, kManaged, {"dnsSearchDomains"}, is_used, "dnsSearchDomains"},
    {Scope::container, kManaged, {"extraHosts"}, is_used, "extraHosts"},
    {Scope::container, kWindows, {"user"}, is_used, "a user"},
    {Scope::container, kWindows, {"ulimits"}, is_used, "ulimits"},
    {Scope::container, kWindows, {"readonlyRootFilesystem"}, is_used, "a read-only root file system"},
    {Scope::container, kWindows, {"systemControls"}, is_used, "systemControls"},
    {Scope::container,
     kFargate,
     {"logConfiguration", "logDriver"},
     is_server_log_driver,
     "this log driver, only awslogs, splunk and awsfirelens"},
    {Scope::container,
     kFargate,
     {"firelensConfiguration", "options", "config-file-type"},
     is_s3,
     "a FireLens configuration in S3, only in a file of the image"},
    {Scope::volume, kFargate | kManaged, {"dockerVolumeConfiguration"}, is_used, "Docker volumes"},
    {Scope::volume, kFargate, {"host", "sourcePath"}, is_used, "folders of the host as volumes"},
    {Scope::volume, kFargate | kManaged, {"fsxWindowsFileServerVolumeConfiguration"}, is_used, "FSx volumes"},
};

void check_path(const TaskDefinition& task, RuleReporter& reporter, const Refusal& row, Cursor at, std::size_t step) {
  for (; step < row.path.size() && !row.path[step].empty(); ++step) {
    if (row.path[step] == "*") {
      return task.for_each(at, [&](const Cursor& element) { check_path(task, reporter, row, element, step + 1); });
    }
    const Value next = task.member(at, row.path[step]);
    if (!next) return;
    at = *next;
  }
  if (row.applies(at)) reporter.report(at, {.atom = std::string(row.what)});
}

void check_capabilities(const TaskDefinition& task, RuleReporter& reporter, const Container& container) {
  task.for_each(task.member(container.at, {"linuxParameters", "capabilities", "add"}), [&](const Cursor& capability) {
    if (!is_other_capability(capability)) return;
    reporter.report(capability, {.atom = "the capability " + reporter.shown(capability) + ", only SYS_PTRACE"});
  });
}

void check_platform(const TaskDefinition& task, RuleReporter& reporter, std::uint8_t platform) {
  for (const Refusal& row : kRefusals) {
    if ((row.platforms & platform) == 0) continue;
    if (row.scope == Scope::task) check_path(task, reporter, row, task.root(), 0);
    if (row.scope == Scope::container) {
      for (const Container& container : task.containers()) check_path(task, reporter, row, container.at, 0);
    }
    if (row.scope == Scope::volume) {
      task.for_each(task.of_task("volumes"), [&](const Cursor& volume) { check_path(task, reporter, row, volume, 0); });
    }
  }
}

}  // namespace

void check_fargate_unsupported(const TaskDefinition& task, RuleReporter& reporter) {
  if (!task.launch_type("FARGATE")) return;
  check_platform(task, reporter, kFargate);
  for (const Container& container : task.containers()) check_capabilities(task, reporter, container);
}

void check_managed_instances_unsupported(const TaskDefinition& task, RuleReporter& reporter) {
  if (task.launch_type("MANAGED_INSTANCES")) check_platform(task, reporter, kManaged);
}

void check_windows_unsupported(const TaskDefinition& task, RuleReporter& reporter) {
  if (task.is_whole() && task.is_windows()) check_platform(task, reporter, kWindows);
}

}  // namespace paritylint::check::builtin
