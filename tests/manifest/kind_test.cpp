#include "manifest/kind.h"

#include <gtest/gtest.h>

#include <string>

#include "manifest/parsed.h"

namespace paritylint::manifest {
namespace {

TEST(Kinds, TableIsInEnumOrder) {
  for (const KindInfo& row : kinds()) {
    EXPECT_EQ(&info(row.kind), &row);
    EXPECT_EQ(kind_by_id(row.id), row.kind);
  }
  EXPECT_FALSE(kind_by_id("compose"));
}

TEST(KindByName, KnowsTheNamesInUse) {
  const std::pair<std::string_view, std::string_view> kNames[] = {
      {"taskdef.json", "taskdef"},
      {"ecs/TaskDef.JSON", "taskdef"},
      {"task-definition.json", "taskdef"},
      {"task_definition_dev.json", "taskdef"},
      {"taskDefinition.json", "taskdef"},
      {"task-def-1box.json", "taskdef"},
      {"ecs-task-definition-prod.json", "taskdef"},
      {"incoming_taskdef.json", "taskdef"},
      {"s3_task_def.json", "taskdef"},
      {"transcript-task-definition-qa.json", "taskdef"},
      {"taskdef.json.template", "taskdef"},
      {"taskdef.json.tpl", "taskdef"},
      {"taskdef-prod.json.thebookusprod.bkup", "taskdef"},
      {"task-definition.template.yaml", "taskdef"},
      {"container-definitions.json", "taskdef"},
      {"task-definitions/prod.json", "taskdef"},
      {"taskdefs/web.json", "taskdef"},
      {"ecs/prod.json", "taskdef"},
      {".aws/staging.json", "taskdef"},
      {"ecs/task.json", "taskdef"},
      {"appspec.yml", "appspec"},
      {"prod-appspec.yaml", "appspec"},
      {"appspec.json", "appspec"},
      {"appspec_template.yml", "appspec"},
      {"buildspec.yml", "buildspec"},
      {"buildspec-prod.yml", "buildspec"},
      {"backendEcs.prod.buildspec.yml", "buildspec"},
      {"build-spec.yaml", "buildspec"},
      {"buildspecs/deploy.yml", "buildspec"},
      {"modules/buildspec.tpl", "buildspec"},
  };
  for (const auto& [path, id] : kNames) {
    const auto kind = kind_by_name(path);
    ASSERT_TRUE(kind) << path;
    EXPECT_EQ(info(*kind).id, id) << path;
  }
}

TEST(KindByName, LeavesOtherFilesAlone) {
  for (const std::string_view path :
       {"package.json", "prod.json", "config/prod.json", "src/ecs/package.json", "taskdef.py", "taskdef.sh",
        "taskdef.md", "task-definition.tf", "buildspec.ts", "appspec", "README.md",
        ".github/workflows/register-taskdef.yml", "", "._taskdef.json", "ecs/service.json", "aws/config.json",
        "deploy/prod.json", "imagedefinitions.json", "x/.json"}) {
    EXPECT_FALSE(kind_by_name(path)) << path;
  }
}

std::string recognised(std::string_view source, std::optional<ManifestKind> by_name = {}) {
  const test::Parsed parsed("x.yaml", source);
  EXPECT_TRUE(parsed.complete()) << source;
  const auto found = recognise(parsed.tree(), by_name);
  if (!found) return "none";
  std::string out(info(found->kind).id);
  if (found->wrapped) out += " wrapped";
  if (found->pascal_case) out += " pascal";
  constexpr std::string_view kPlatforms[] = {"", " ecs", " lambda", " ec2"};
  out += kPlatforms[static_cast<std::size_t>(found->platform)];
  return out;
}

struct ShapeCase {
  std::string_view source;
  std::string_view expected;
};

TEST(Recognise, ConfirmsByShapeAlone) {
  const ShapeCase kCases[] = {
      {R"({"family": "a", "containerDefinitions": []})", "taskdef"},
      {R"({"containerDefinitions": [{"name": "a"}]})", "taskdef"},
      {R"({"taskDefinition": {"containerDefinitions": []}, "tags": []})", "taskdef wrapped"},
      {R"({"Family": "a", "ContainerDefinitions": []})", "taskdef pascal"},
      {R"({"family": "a", "networkMode": "awsvpc", "cpu": "256"})", "taskdef"},
      {R"({"AWSTemplateFormatVersion": "x", "Resources": {"T": {"Type": "AWS::ECS::TaskDefinition"}}})", "none"},
      {R"({"Resources": {"T": {"Type": "AWS::ECS::TaskDefinition"}}, "ContainerDefinitions": []})", "none"},
      {R"([{"name": "web", "imageUri": "x"}])", "none"},
      {R"([{"name": "web", "image": "x", "essential": true}])", "none"},
      {R"({"name": "app", "version": "1.0"})", "none"},
      {R"({"version": 0.0, "Resources": [{"TargetService": {"Type": "AWS::ECS::Service"}}]})", "appspec ecs"},
      {R"({"version": 0.0, "resources": [{"TargetService": {"type": "AWS::ECS::Service"}}]})", "appspec ecs"},
      {R"({"version": 0.0, "Resources": [{"fn": {"Type": "AWS::Lambda::Function"}}]})", "appspec lambda"},
      {R"({"version": 0.0, "os": "linux", "files": []})", "appspec ec2"},
      {R"({"version": 0.0, "os": "linux", "hooks": {}})", "appspec ec2"},
      {R"({"version": 0.2, "phases": {"build": {"commands": []}}})", "buildspec"},
      {R"({"version": "3", "services": {}})", "none"},
      {R"({"version": 2.1, "jobs": {}, "phases": {"build": {}}})", "none"},
      {R"({"openapi": "3.0", "version": 1, "phases": {"build": {}}})", "none"},
      {"[]", "none"},
      {"text", "none"},
  };
  for (const ShapeCase& one : kCases) EXPECT_EQ(recognised(one.source), one.expected) << one.source;
}

TEST(Recognise, SaysWhichPartOfATaskDefinitionAFileIs) {
  struct Case {
    std::string_view source;
    std::size_t steps;
    bool ignores_case;
  };
  const Case kCases[] = {
      {R"({"family": "a", "containerDefinitions": [{"name": "a", "image": "x"}]})", 0, false},
      {R"({"Family": "a", "ContainerDefinitions": [{"Name": "a", "Image": "x"}]})", 0, true},
      {R"([{"name": "web", "image": "x", "essential": true}])", 1, false},
      {R"([{"Name": "web", "Image": "x", "Essential": true}])", 1, true},
      {R"({"name": "web", "image": "x", "portMappings": []})", 2, false},
      {R"({"Name": "web", "Image": "x", "PortMappings": []})", 2, true},
  };
  for (const Case& one : kCases) {
    const test::Parsed parsed("x.yaml", one.source);
    const auto found = recognise(parsed.tree(), ManifestKind::taskdef);
    ASSERT_TRUE(found) << one.source;
    EXPECT_EQ(found->shape().root_stands_at.size(), one.steps) << one.source;
    EXPECT_EQ(found->shape().ignores_case, one.ignores_case) << one.source;
  }
}

TEST(Recognise, NameDecidesWhereTheShapeIsPoor) {
  constexpr auto kTask = ManifestKind::taskdef;
  constexpr auto kApp = ManifestKind::appspec;
  constexpr auto kBuild = ManifestKind::buildspec;
  EXPECT_EQ(recognised(R"([{"name": "web", "image": "x", "essential": true}])", kTask), "taskdef");
  EXPECT_EQ(recognised(R"({"name": "web", "image": "x", "portMappings": []})", kTask), "taskdef");
  EXPECT_EQ(recognised("{}", kTask), "taskdef");
  EXPECT_EQ(recognised("null", kBuild), "buildspec");
  EXPECT_EQ(recognised(R"({"version": 0.2, "artifacts": {}})", kBuild), "buildspec");
  EXPECT_EQ(recognised(R"({"version": 0.0, "hooks": {"AfterInstall": []}})", kApp), "appspec ec2");
  EXPECT_EQ(recognised(R"({"version": 0.0})", kApp), "appspec");
  EXPECT_EQ(recognised(R"({"services": {}})", kTask), "none");
  EXPECT_EQ(recognised(R"({"version": 0.2, "phases": {"build": {}}})", kApp), "buildspec")
      << "the shape is stronger than the name";
}

}  // namespace
}  // namespace paritylint::manifest
