// One function per `builtin: taskdef/NAME`. Internal to the checks of task definitions.
#pragma once

#include "check/builtin/reporter.h"
#include "check/builtin/task_definition.h"

namespace paritylint::check::builtin {

// taskdef_sizes.cpp
void check_fargate_size(const TaskDefinition& task, RuleReporter& reporter);
void check_fargate_missing_size(const TaskDefinition& task, RuleReporter& reporter);
void check_missing_memory(const TaskDefinition& task, RuleReporter& reporter);
void check_container_above_task(const TaskDefinition& task, RuleReporter& reporter);
void check_memory_below_reservation(const TaskDefinition& task, RuleReporter& reporter);
void check_soft_limit_above_hard(const TaskDefinition& task, RuleReporter& reporter);
void check_too_large(const TaskDefinition& task, RuleReporter& reporter);

// taskdef_platforms.cpp
void check_fargate_unsupported(const TaskDefinition& task, RuleReporter& reporter);
void check_managed_instances_unsupported(const TaskDefinition& task, RuleReporter& reporter);
void check_windows_unsupported(const TaskDefinition& task, RuleReporter& reporter);

// taskdef_ports.cpp
void check_host_port_differs(const TaskDefinition& task, RuleReporter& reporter);
void check_duplicate_port(const TaskDefinition& task, RuleReporter& reporter);
void check_port_range(const TaskDefinition& task, RuleReporter& reporter);

// taskdef_graph.cpp
void check_unknown_container(const TaskDefinition& task, RuleReporter& reporter);
void check_dependency_cycle(const TaskDefinition& task, RuleReporter& reporter);
void check_complete_on_essential(const TaskDefinition& task, RuleReporter& reporter);
void check_healthy_without_check(const TaskDefinition& task, RuleReporter& reporter);
void check_no_essential_container(const TaskDefinition& task, RuleReporter& reporter);

// taskdef_names.cpp
void check_duplicate_container(const TaskDefinition& task, RuleReporter& reporter);
void check_duplicate_variable(const TaskDefinition& task, RuleReporter& reporter);
void check_duplicate_volume(const TaskDefinition& task, RuleReporter& reporter);
void check_duplicate_tag(const TaskDefinition& task, RuleReporter& reporter);
void check_unknown_volume(const TaskDefinition& task, RuleReporter& reporter);
void check_several_volume_kinds(const TaskDefinition& task, RuleReporter& reporter);

// taskdef_roles.cpp
void check_missing_execution_role(const TaskDefinition& task, RuleReporter& reporter);
void check_missing_task_role(const TaskDefinition& task, RuleReporter& reporter);
void check_wrapped(const TaskDefinition& task, RuleReporter& reporter);

}  // namespace paritylint::check::builtin
