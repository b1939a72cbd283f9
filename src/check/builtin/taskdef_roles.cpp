// What needs a role that the task does not name, and a task definition that is wrapped as describe prints it.
#include <string>

#include "check/builtin/taskdef_checks.h"

namespace paritylint::check::builtin {
namespace {

using tree::Cursor;

// True when the role is written, also as a value that is not known yet.
bool has_role(const TaskDefinition& task, std::string_view name) { return is_set(task.of_task(name)).value_or(true); }

bool is_private_image(const Value& image) {
  return image && image->is_scalar() && image->text().find(".dkr.ecr.") != std::string_view::npos;
}

std::string of_container(const Container& container, std::string_view what, RuleReporter& reporter) {
  std::string text(what);
  if (!container.name.empty()) text += " of container " + reporter.quoted(*container.name_value);
  return text;
}

// Reports the first thing of each container that needs the execution role.
void check_container(const TaskDefinition& task, RuleReporter& reporter, const Container& container, bool is_fargate) {
  const auto need = [&](const Value& at, std::string_view what) {
    reporter.report(*at, {.atom = of_container(container, what, reporter), .group = reporter.rule().id});
  };
  struct Field {
    std::string_view name, what;
  };
  constexpr Field kFields[] = {{"secrets", "the secrets"},
                               {"environmentFiles", "the environment files"},
                               {"repositoryCredentials", "the credentials of the registry"},
                               {"credentialSpecs", "the credential specs"}};
  for (const Field& field : kFields) {
    const Value value = task.member(container.at, field.name);
    if (value && value->is_sequence() == (field.name != "repositoryCredentials") && is_set(value).value_or(false)) {
      return need(value, field.what);
    }
  }
  const Value options = task.member(container.at, {"logConfiguration", "secretOptions"});
  if (options && is_set(options).value_or(false)) return need(options, "the secret options");
  if (!is_fargate) return;
  const Value image = task.member(container.at, "image");
  if (is_private_image(image)) return need(image, "the private image");
  const Value driver = task.member(container.at, {"logConfiguration", "logDriver"});
  if (text_of(driver) == "awslogs") need(driver, "the log driver");
}

}  // namespace

void check_missing_execution_role(const TaskDefinition& task, RuleReporter& reporter) {
  if (!task.is_complete() || has_role(task, "executionRoleArn")) return;
  const bool is_fargate = task.launch_type("FARGATE").has_value();
  for (const Container& container : task.containers()) check_container(task, reporter, container, is_fargate);
}

void check_missing_task_role(const TaskDefinition& task, RuleReporter& reporter) {
  if (!task.is_complete() || has_role(task, "taskRoleArn")) return;
  task.for_each(task.of_task("volumes"), [&](const Cursor& volume) {
    const Value iam = task.member(volume, {"efsVolumeConfiguration", "authorizationConfig", "iam"});
    if (text_of(iam) == "ENABLED") {
      reporter.report(*iam, {.atom = "an EFS volume with IAM authorization", .group = reporter.rule().id});
    }
    const Value files = task.member(volume, "s3filesVolumeConfiguration");
    if (files) reporter.report(*files, {.atom = "an S3 Files volume", .group = reporter.rule().id});
  });
  for (const Container& container : task.containers()) {
    const Value type = task.member(container.at, {"firelensConfiguration", "options", "config-file-type"});
    if (text_of(type) == "s3") {
      reporter.report(*type, {.atom = "a FireLens configuration in S3", .group = reporter.rule().id});
    }
  }
}

void check_wrapped(const TaskDefinition& task, RuleReporter& reporter) {
  if (task.view().recognition->wrapped) reporter.report(task.root());
}

}  // namespace paritylint::check::builtin
