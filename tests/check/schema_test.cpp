// What the schemas find in a file: which rule, at which bytes, in which words. One finding per place, its cause only.
#include "check/builtin/schema.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "check/builtin/schema_text.h"
#include "check/engine.h"
#include "check/places.h"
#include "support/shared.h"
#include "tree/json_schema.h"

namespace paritylint::check {
namespace {

using manifest::ManifestKind;

const RuleSet& schema_rules() {
  static const auto rules = [] {
    const std::string ids[] = {"unknown-field", "wrong-case-field", "wrong-type",   "invalid-value",
                               "out-of-range",  "invalid-format",   "missing-field"};
    return RuleSet::make(embedded_rules(), nullptr, ids, {});
  }();
  if (!rules) BUG(rules.error().message.c_str());
  return *rules;
}

// "rule [region] message" of every finding, in the order of places.
std::vector<std::string> findings(std::string_view text, ManifestKind by_name,
                                  tree::Format format = tree::Format::json) {
  std::string padded(text);
  padded.append(tree::kPadding, '\0');
  const std::string_view source = std::string_view(padded).substr(0, text.size());
  tree::ReadResult read;
  tree::Reader(schema_rules().keys()).read(format, source, {}, read);
  FileView view;
  view.source = source;
  view.kind = by_name;
  view.tree = read.complete ? &read.tree : nullptr;
  if (read.complete) view.recognition = manifest::recognise(read.tree, by_name);
  view.problems = read.problems;
  EXPECT_TRUE(view.recognition) << text;
  EngineResult result = Engine(schema_rules()).run(view);
  std::ranges::stable_sort(result.matches, {}, [](const RawMatch& match) { return match.location.bytes.begin; });
  std::vector<std::string> lines;
  for (const RawMatch& match : result.matches) {
    const Level level = match.level.value_or(match.rule->severity);
    lines.push_back(std::string(match.rule->id) + (level == Level::note ? " note [" : " [") +
                    std::string(base::slice(source, match.location.bytes)) + "] " + match.message);
  }
  return lines;
}

using Lines = std::vector<std::string>;

Lines in_taskdef(std::string_view text) { return findings(text, ManifestKind::taskdef); }

// In the one container of a task definition that is right otherwise.
Lines in_container(const std::string& members) {
  return in_taskdef(R"({"family": "a", "containerDefinitions": [{"name": "a", "image": "a", )" + members + "}]}");
}

Lines in_buildspec(std::string_view text) { return findings(text, ManifestKind::buildspec, tree::Format::yaml); }
Lines in_appspec(std::string_view text) { return findings(text, ManifestKind::appspec, tree::Format::yaml); }

TEST(SchemaChecks, UnknownField) {
  EXPECT_EQ(
      in_container(R"("portMapping": [])"),
      Lines{
          R"(unknown-field [portMapping] unknown field "portMapping" in the container definition, did you mean "portMappings"?)"});
  EXPECT_EQ(
      in_container(R"("executionRoleArn": "x")"),
      Lines{
          R"(unknown-field [executionRoleArn] unknown field "executionRoleArn" in the container definition; it is a field of the task definition)"});
  EXPECT_EQ(in_taskdef(R"({"family": "a", "containerDefinitions": [{"name": "a", "image": "a"}], "_note": 1})"),
            Lines{R"(unknown-field [_note] unknown field "_note" in the task definition)"});
}

TEST(SchemaChecks, ANameThatOnlySharesAnEndingIsNoSuggestion) {
  EXPECT_EQ(in_taskdef(R"({"family": "a", "networkConfiguration": {}, "containerDefinitions": []})").front(),
            R"(unknown-field [networkConfiguration] unknown field "networkConfiguration" in the task definition)");
}

TEST(SchemaChecks, WrongCaseField) {
  EXPECT_EQ(
      in_container(R"("portmappings": [])"),
      Lines{
          R"(wrong-case-field [portmappings] field "portmappings" is spelled "portMappings" in the container definition)"});
  EXPECT_EQ(in_appspec("version: 0.0\nos: linux\nHooks: {}\n"),
            Lines{R"(wrong-case-field [Hooks] field "Hooks" is spelled "hooks" in the AppSpec for servers)"});
}

TEST(SchemaChecks, WrongType) {
  EXPECT_EQ(in_container(R"("memory": "256")"),
            Lines{R"(wrong-type ["256"] "memory" must be a whole number, found the string "256")"});
  EXPECT_EQ(in_taskdef(R"({"family": "a", "cpu": 256, "containerDefinitions": [{"name": "a", "image": "a"}]})"),
            Lines{R"(wrong-type [256] "cpu" must be a string, found the number 256)"});
  EXPECT_EQ(in_container(R"("command": "npm start")"),
            Lines{R"(wrong-type ["npm start"] "command" must be a list, found the string "npm start")"});
  EXPECT_EQ(in_container(R"("command": ["npm", 1])"),
            Lines{R"(wrong-type [1] an element of "command" must be a string, found the number 1)"});
  EXPECT_EQ(in_container(R"("environment": [{"name": "A", "value": true}])"),
            Lines{R"(wrong-type [true] "value" must be a string, found the boolean true)"});
  EXPECT_EQ(in_container(R"("user": {})"), Lines{R"(wrong-type [{}] "user" must be a string, found a mapping)"});
  EXPECT_EQ(in_buildspec("version: 0.2\nphases:\n  build:\n    commands:\n      - echo a: b\n"),
            Lines{R"(wrong-type [echo a] an element of "commands" must be a string, found a mapping)"});
}

// Tools disagree about null, which older consoles write for everything that is not set: once a file.
TEST(SchemaChecks, NullsAreOneNote) {
  const Lines found = in_container(R"("user": null, "links": null)");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0], R"(wrong-type note [null] "user" must be a string, found null)");
  EXPECT_EQ(found[1], R"(wrong-type note [null] "links" must be a list, found null)");
}

TEST(SchemaChecks, InvalidValue) {
  EXPECT_EQ(in_container(R"("portMappings": [{"containerPort": 80, "protocol": "TCP"}])"),
            Lines{R"(invalid-value [TCP] "protocol" must be "tcp" or "udp", found "TCP")"});
  EXPECT_EQ(
      in_container(R"("ulimits": [{"name": "nofiles", "softLimit": 1, "hardLimit": 1}])"),
      Lines{
          R"(invalid-value [nofiles] "name" must be one of 15 known values, found "nofiles", did you mean "nofile"?)"});
  EXPECT_EQ(in_buildspec("version: 2.0\nphases: {}\n"),
            Lines{R"(invalid-value [2.0] "version" must be 0.2 or 0.1, found "2.0")"});
  EXPECT_EQ(
      in_taskdef(R"({"family": "a", "requiresCompatibilities": ["FARGAT"],
                          "containerDefinitions": [{"name": "a", "image": "a"}]})"),
      Lines{
          R"(invalid-value [FARGAT] an element of "requiresCompatibilities" must be "EC2", "FARGATE", "EXTERNAL" or "MANAGED_INSTANCES", found "FARGAT", did you mean "FARGATE"?)"});
}

TEST(SchemaChecks, OutOfRange) {
  EXPECT_EQ(in_container(R"("portMappings": [{"containerPort": 80800}])"),
            Lines{R"(out-of-range [80800] "containerPort" must be between 1 and 65535, found 80800)"});
  EXPECT_EQ(in_container(R"("memory": 4)"), Lines{R"(out-of-range [4] "memory" must be at least 6, found 4)"});
  EXPECT_EQ(in_container(R"("healthCheck": {"command": []})"),
            Lines{R"(out-of-range [[]] "command" must have at least 1 element, found 0)"});
}

TEST(SchemaChecks, InvalidFormat) {
  EXPECT_EQ(in_taskdef(R"({"family": "my app", "containerDefinitions": [{"name": "a", "image": "a"}]})"),
            Lines{R"(invalid-format [my app] "family" must be 1 to 255 letters, digits, "_" and "-", found "my app")"});
  EXPECT_EQ(
      in_buildspec("version: 0.2\nenv:\n  variables:\n    CODEBUILD_X: 1\nphases: {}\n"),
      Lines{
          R"(invalid-format [CODEBUILD_X] a name in "variables" must be one that does not begin with CODEBUILD_, found "CODEBUILD_X")"});
}

TEST(SchemaChecks, LengthOfImages) {
  const auto with_image = [](const std::string& image) {
    return in_taskdef(R"({"family": "a", "containerDefinitions": [{"name": "a", "image": ")" + image + R"("}]})");
  };
  const std::string longest(255, 'a');
  EXPECT_EQ(with_image(longest), Lines{});
  EXPECT_EQ(with_image(longest + "@sha256:" + std::string(64, '0')), Lines{});
  EXPECT_EQ(with_image(longest + "a"),
            Lines{"invalid-format [" + longest + R"(a] "image" must be at most 255 characters long, found ")" +
                  std::string(120, 'a') + "…\""});
  EXPECT_EQ(with_image("a@sha256:00"),
            Lines{R"(invalid-format [a@sha256:00] "image" must be an image name with 64 hex digits behind @sha256:, )"
                  R"(found "a@sha256:00")"});
}

TEST(SchemaChecks, MissingField) {
  EXPECT_EQ(in_container(R"("secrets": [{"name": "A"}])"), Lines{R"(missing-field [{] the secret lacks "valueFrom")"});
  EXPECT_EQ(in_container(R"("ulimits": [{"name": "core"}])"),
            Lines{R"(missing-field [{] the ulimit lacks "softLimit" and "hardLimit")"});
  EXPECT_EQ(in_container(R"("healthCheck": {"retries": 2})"),
            Lines{R"(missing-field [healthCheck] the health check lacks "command")"});
  EXPECT_EQ(in_buildspec("version: 0.2\nenv: {}\n"), Lines{R"(missing-field [version] the buildspec lacks "phases")"});
  EXPECT_EQ(in_taskdef(R"({"containerDefinitions": [{"name": "a"}]})"),
            (Lines{R"(missing-field note [{] the task definition lacks "family")",
                   R"(missing-field note [{] the container definition lacks "image")"}));
}

TEST(SchemaChecks, AMisspeltFieldIsNotMissingToo) {
  EXPECT_EQ(in_container(R"("secrets": [{"name": "A", "valuefrom": "a"}])").size(), 1u);
  EXPECT_EQ(in_container(R"("secrets": [{"name": "A", "valueFron": "a"}])").size(), 1u);
  EXPECT_EQ(in_container(R"("secrets": [{"name": "A", "from": "a"}])").size(), 2u);
}

TEST(SchemaChecks, PlaceholdersFitEverything) {
  EXPECT_EQ(in_container(R"("cpu": "<CPU>", "memory": "${MEMORY}", "essential": {{essential}}, "portMappings":
                            [{"containerPort": <PORT>, "protocol": "%PROTOCOL%"}], "user": "a:b:{{ group }}",
                            "secrets": [{"name": "A", "valueFrom": "[[arn]]"}])"),
            Lines{});
  EXPECT_EQ(in_taskdef(R"({"family": "{{ app }} x", "cpu": "<CPU>", "<MORE>": 1, "containerDefinitions": "<LIST>"})"),
            Lines{});
}

TEST(SchemaChecks, IntrinsicFunctionsOfCloudFormationFitEverything) {
  EXPECT_EQ(in_taskdef(R"({"Family": {"Ref": "X"}, "Cpu": 256, "ContainerDefinitions": [{"Name": "a",
                          "Image": {"Fn::Sub": "x"}, "PortMappings": [{"ContainerPort": "80"}]}]})"),
            Lines{});
  EXPECT_EQ(findings("family: !Sub a-${B}\ncpu: !Ref Cpu\ncontainerDefinitions: !Ref Containers\n",
                     ManifestKind::taskdef, tree::Format::yaml),
            Lines{});
}

TEST(SchemaChecks, ATagBelongsToItsNodeOnly) {
  EXPECT_EQ(findings("family: &f !Sub a b\ncontainerDefinitions: &c\n- &d\n  name: !Ref a\n  image: a\n  cpu: &e x\n"
                     "  memory: !Ref m\n  user: !!str a:b:c\n  links: *f\n",
                     ManifestKind::taskdef, tree::Format::yaml),
            (Lines{R"(wrong-type [x] "cpu" must be a whole number, found the string "x")",
                   R"(invalid-format [a:b:c] "user" must be a user or uid, or one with ":" and a group or gid, )"
                   R"(found "a:b:c")"}));
}

TEST(SchemaChecks, CaseOfAppSpecsForServicesIsFree) {
  EXPECT_EQ(
      in_appspec("version: 0.0\nresources:\n  - targetService:\n      type: AWS::ECS::Service\n      properties:\n"
                 "        taskDefinition: <TASK_DEFINITION>\n        loadBalancerInfo:\n"
                 "          containerName: web\n          containerPort: 80\n"),
      Lines{});
}

TEST(SchemaChecks, PartsOfATaskDefinition) {
  EXPECT_EQ(in_taskdef(R"([{"name": "a", "image": "a", "memory": 128, "port": 1}])"),
            Lines{R"(unknown-field [port] unknown field "port" in the container definition)"});
  EXPECT_EQ(in_taskdef(R"({"name": "a", "image": "a", "memory": 128, "port": 1})").size(), 1u);
  EXPECT_EQ(in_taskdef(R"({"taskDefinition": {"family": "a", "x": 1,
                          "containerDefinitions": [{"name": "a", "image": "a"}]}, "y": 1})")
                .size(),
            1u);
}

TEST(SchemaChecks, WhatDescribePrintsIsKnown) {
  EXPECT_EQ(in_taskdef(R"({"family": "a", "revision": 3, "registeredAt": 1.5, "requiresAttributes": [{"name": "x"}],
                          "containerDefinitions": [{"name": "a", "image": "a"}]})"),
            Lines{});
}

TEST(SchemaChecks, ATextThatAnAliasRepeatsIsOneFinding) {
  EXPECT_EQ(
      in_buildspec("version: 0.2\nphases:\n  pre_build: &p {commands: 1}\n  build: *p\n  post_build: *p\n").size(), 1u);
}

TEST(SchemaChecks, CountsWhatIsTooMuchToReport) {
  std::string members;
  for (int i = 0; i < 5000; ++i) members += R"("x)" + std::to_string(i) + R"(": 1, )";
  EXPECT_EQ(in_container(members + R"("cpu": 1)").size(), kMaxReportedPlaces);
}

TEST(SchemaChecks, MasksSecrets) {
  for (const std::string& line : in_container(R"("environment": [{"name": "DB_PASSWORD", "value": {"hunter22": 1}}],
                                                 "dockerLabels": {"password": 12345678})")) {
    EXPECT_EQ(line.find("found the number 12345678"), std::string::npos) << line;
  }
}

TEST(Schemas, AreUnderstoodWithAllTheirPatterns) {
  for (const manifest::KindInfo& kind : manifest::kinds()) {
    const auto schema = tree::JsonSchema::compile(builtin::schema_text(kind.kind));
    EXPECT_TRUE(schema) << kind.id << ": " << schema.error().message;
  }
}

}  // namespace
}  // namespace paritylint::check
