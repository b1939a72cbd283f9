#include "check/builtin/taskdef.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "check/builtin/taskdef_checks.h"

namespace paritylint::check::builtin {
namespace {

struct TaskCheck {
  std::string_view builtin;
  void (*check)(const TaskDefinition& task, RuleReporter& reporter);
};

constexpr std::string_view kFamily = "taskdef/";

constexpr TaskCheck kChecks[] = {
    {"taskdef/complete-on-essential", check_complete_on_essential},
    {"taskdef/container-above-task", check_container_above_task},
    {"taskdef/dependency-cycle", check_dependency_cycle},
    {"taskdef/duplicate-container", check_duplicate_container},
    {"taskdef/duplicate-port", check_duplicate_port},
    {"taskdef/duplicate-tag", check_duplicate_tag},
    {"taskdef/duplicate-variable", check_duplicate_variable},
    {"taskdef/duplicate-volume", check_duplicate_volume},
    {"taskdef/fargate-cpu-memory", check_fargate_size},
    {"taskdef/fargate-missing-size", check_fargate_missing_size},
    {"taskdef/fargate-unsupported", check_fargate_unsupported},
    {"taskdef/healthy-without-check", check_healthy_without_check},
    {"taskdef/host-port-differs", check_host_port_differs},
    {"taskdef/managed-instances-unsupported", check_managed_instances_unsupported},
    {"taskdef/memory-below-reservation", check_memory_below_reservation},
    {"taskdef/missing-execution-role", check_missing_execution_role},
    {"taskdef/missing-memory", check_missing_memory},
    {"taskdef/missing-task-role", check_missing_task_role},
    {"taskdef/no-essential-container", check_no_essential_container},
    {"taskdef/port-range", check_port_range},
    {"taskdef/several-volume-kinds", check_several_volume_kinds},
    {"taskdef/soft-limit-above-hard", check_soft_limit_above_hard},
    {"taskdef/too-large", check_too_large},
    {"taskdef/unknown-container", check_unknown_container},
    {"taskdef/unknown-volume", check_unknown_volume},
    {"taskdef/windows-unsupported", check_windows_unsupported},
    {"taskdef/wrapped", check_wrapped},
};

}  // namespace

bool is_taskdef_check(std::string_view name) {
  return std::ranges::any_of(kChecks, [&](const TaskCheck& row) { return row.builtin.substr(kFamily.size()) == name; });
}

void report_taskdef(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches) {
  if (view.tree == nullptr || !view.recognition || view.kind != manifest::ManifestKind::taskdef) return;
  Reporter file_reporter(view, rules, closer, matches);
  std::optional<TaskDefinition> task;
  for (const TaskCheck& row : kChecks) {
    const RuleRecord* const rule = file_reporter.rule(row.builtin);
    if (rule == nullptr) continue;
    if (!task) task.emplace(view);
    RuleReporter reporter(file_reporter, *rule);
    row.check(*task, reporter);
  }
}

}  // namespace paritylint::check::builtin
