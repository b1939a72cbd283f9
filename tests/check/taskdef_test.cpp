// What the checks of whole task definitions say, in which words and at which bytes, and what they leave alone.
#include "check/builtin/taskdef.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "check/builtin/builtin.h"
#include "check/engine.h"
#include "check/places.h"

namespace paritylint::check {
namespace {

using Lines = std::vector<std::string>;

const RuleSet& taskdef_rules() {
  static const auto rules = [] {
    std::vector<std::string> ids;
    for (const RuleRecord& rule : embedded_rules().rules) {
      if (rule.builtin.starts_with("taskdef/")) ids.emplace_back(rule.id);
    }
    return RuleSet::make(embedded_rules(), nullptr, ids, {});
  }();
  if (!rules) BUG(rules.error().message.c_str());
  return *rules;
}

std::vector<RawMatch> matches(const std::string& text, tree::Format format) {
  std::string padded(text);
  padded.append(tree::kPadding, '\0');
  const std::string_view source = std::string_view(padded).substr(0, text.size());
  tree::ReadResult read;
  tree::Reader(taskdef_rules().keys()).read(format, source, {}, read);
  EXPECT_TRUE(read.complete) << text;
  FileView view;
  view.source = source;
  view.tree = &read.tree;
  view.recognition = manifest::recognise(read.tree, manifest::ManifestKind::taskdef);
  view.problems = read.problems;
  EXPECT_TRUE(view.recognition) << text;
  return Engine(taskdef_rules()).run(view).matches;
}

// "rule [region] message" of every finding, in the order of places.
Lines findings(const std::string& text, tree::Format format = tree::Format::json) {
  std::vector<RawMatch> found = matches(text, format);
  std::ranges::stable_sort(found, {}, [](const RawMatch& match) { return match.location.bytes.begin; });
  Lines lines;
  for (const RawMatch& match : found) {
    const Level level = match.level.value_or(match.rule->severity);
    lines.push_back(std::string(match.rule->id) + (level == Level::note ? " note [" : " [") + match.location.snippet +
                    "] " + match.message);
  }
  return lines;
}

// A task definition of these members and a container.
Lines in_task(const std::string& members) {
  return findings(R"({"family": "shop", "memory": "512", )" + members +
                  R"(, "containerDefinitions": [{"name": "web", "image": "web"}]})");
}

// A whole task definition of these containers.
Lines in_containers(const std::string& containers) {
  return findings(R"({"family": "shop", "cpu": "1024", "memory": "2048", "containerDefinitions": [)" + containers +
                  "]}");
}

TEST(TaskDefinition, EveryCheckHasARule) {
  for (const char* check : {"fargate-cpu-memory", "unknown-container", "wrapped", "too-large"}) {
    EXPECT_TRUE(builtin::is_builtin("taskdef/" + std::string(check)));
    EXPECT_NE(taskdef_rules().builtin_rule("taskdef/" + std::string(check)), nullptr);
  }
  EXPECT_FALSE(builtin::is_builtin("taskdef/nonsense"));
}

TEST(TaskDefinition, FargateHasTheseSizes) {
  const auto fargate = [](const std::string& cpu, const std::string& memory, const std::string& more = {}) {
    return findings(R"({"family": "shop", "requiresCompatibilities": ["FARGATE"], "cpu": ")" + cpu +
                    R"(", "memory": ")" + memory + '"' + more + R"(, "containerDefinitions": [{"name": "a"}]})");
  };
  for (const auto& [cpu, memory] : {std::pair{"256", "512"},
                                    {"256", "1024"},
                                    {".25 vCPU", "2 GB"},
                                    {"512", "4096"},
                                    {"1vcpu", "8GB"},
                                    {"2048", "16384"},
                                    {"4096", "30720"},
                                    {"8192", "20480"},
                                    {"16 vCPU", "120 GB"},
                                    {"32768", "61440"},
                                    {"32 vCPU", "244 GB"}}) {
    EXPECT_EQ(fargate(cpu, memory), Lines{}) << cpu << ' ' << memory;
  }
  for (const auto& [cpu, memory] : {std::pair{"256", "3072"},
                                    {"256", "1536"},
                                    {"512", "512"},
                                    {"1024", "1024"},
                                    {"8192", "18432"},
                                    {"16384", "34816"},
                                    {"32768", "65536"}}) {
    EXPECT_EQ(fargate(cpu, memory).size(), 1u) << cpu << ' ' << memory;
  }
  EXPECT_EQ(
      fargate("1 vCPU", "1 GB"),
      Lines{"fargate-cpu-memory [1 GB] memory \"1 GB\" is no Fargate size, expected 2048 to 8192 in steps of 1024 "
            "MiB with this cpu"});
  EXPECT_EQ(fargate("0", "512"),
            Lines{"fargate-cpu-memory [0] cpu \"0\" is no Fargate size, expected 256, 512, 1024, 2048, 4096, 8192, "
                  "16384, 32768"});
  const std::string windows = R"(, "runtimePlatform": {"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"})";
  EXPECT_EQ(fargate("8192", "16384", windows).size(), 1u);
  EXPECT_EQ(fargate("1024", "2048", windows), Lines{});
  EXPECT_EQ(fargate("<CPU>", "1"), Lines{});
  EXPECT_EQ(fargate("256", "${MEMORY}"), Lines{});
  EXPECT_EQ(fargate("nan", "inf"), Lines{});
}

TEST(TaskDefinition, ContainersAboveTheirTask) {
  EXPECT_EQ(in_containers(R"({"name": "a", "cpu": 2048})"),
            Lines{"container-above-task [2048] cpu 2048 of a container is more than the task's 1024"});
  EXPECT_EQ(in_containers(R"({"name": "a", "cpu": 1000}, {"name": "b", "cpu": 25}, {"name": "c"})"),
            Lines{"container-above-task [25] cpu 25 of a container is with those of the others 1025, more than the "
                  "task's 1024"});
  EXPECT_EQ(in_containers(R"({"name": "a", "cpu": 1024, "memory": "2048"}, {"name": "b", "memory": <MEMORY>})"),
            Lines{});
}

TEST(TaskDefinition, UnknownContainersAreSuggested) {
  EXPECT_EQ(
      in_containers(R"({"name": "web", "links": ["databse:db"]}, {"name": "database"})"),
      Lines{"unknown-container [databse:db] links names \"databse:db\", which is no container of the task, did you "
            "mean \"database\"?"});
  EXPECT_EQ(findings(R"([{"name": "web", "image": "web", "essential": true, "links": ["db"]}])").size(), 1u)
      << "a bare list shows all containers";
  EXPECT_EQ(findings(R"({"containerDefinitions": [{"name": "web", "image": "web", "links": ["db"]}]})"), Lines{})
      << "a part of a task definition does not";
}

TEST(TaskDefinition, Cycles) {
  const auto depends = [](const std::string& on) {
    return R"("dependsOn": [{"containerName": ")" + on + R"(", "condition": "START"}])";
  };
  EXPECT_EQ(in_containers(R"({"name": "a", )" + depends("b") + R"(}, {"name": "b", "volumesFrom": [{"sourceContainer":
                          "c"}]}, {"name": "c", "links": ["b:x"]})"),
            Lines{"dependency-cycle [b:x] containers wait for each other: b -> c -> b"});
  EXPECT_EQ(in_containers(R"({"name": "a", )" + depends("a") + "}"),
            Lines{"dependency-cycle [a] containers wait for each other: a -> a"});
}

TEST(TaskDefinition, CloudFormationsSpelling) {
  EXPECT_EQ(
      findings(R"({"Family": "shop", "Cpu": "256", "RequiresCompatibilities": ["FARGATE"], "Memory": "256",
                         "ContainerDefinitions": [{"Name": "a", "Image": "a", "Privileged": true}]})"),
      (Lines{"fargate-cpu-memory [256] memory \"256\" is no Fargate size, expected 512, 1024 or 2048 MiB with this "
             "cpu",
             "fargate-unsupported [true] Fargate does not take privileged containers"}));
}

TEST(TaskDefinition, WhatIsOpenIsNeitherThereNorNot) {
  EXPECT_EQ(in_task(R"("networkMode": "<MODE>", "requiresCompatibilities": ["${TYPE}"], "pidMode": "host")"), Lines{});
  EXPECT_EQ(in_containers(R"({"name": "a", "secrets": [{"name": "A", "valueFrom": "/a"}]})").size(), 1u);
  EXPECT_EQ(findings(R"({"family": "a", "memory": "512", "executionRoleArn": <ROLE>, "containerDefinitions": [
                         {"name": "a", "secrets": [{"name": "A", "valueFrom": "/a"}]}]})"),
            Lines{});
  EXPECT_EQ(findings("family: a\nmemory: '512'\nexecutionRoleArn: !Ref Role\ncontainerDefinitions:\n"
                     "  - name: a\n    image: a\n    secrets: [{name: A, valueFrom: /a}]\n",
                     tree::Format::yaml),
            Lines{});
}

TEST(TaskDefinition, NullIsNotThere) {
  EXPECT_EQ(in_containers(R"({"name": "a", "dependsOn": null, "links": null, "ulimits": null, "essential": null,
                              "portMappings": null, "environment": null, "secrets": null, "healthCheck": null,
                              "linuxParameters": null, "logConfiguration": null})"),
            Lines{});
  EXPECT_EQ(in_task(R"("volumes": null, "tags": null, "proxyConfiguration": null, "requiresCompatibilities": null)"),
            Lines{});
}

TEST(TaskDefinition, OtherTypesThanExpected) {
  EXPECT_EQ(in_containers(R"({"name": ["a"], "dependsOn": "b", "links": {"a": 1}, "ulimits": [1, "x", []],
                              "portMappings": [[]], "environment": {"A": "b"}, "secrets": "x", "healthCheck": 1,
                              "linuxParameters": [], "logConfiguration": "x", "cpu": {}, "memory": []}, 5, "x", [])"),
            Lines{});
  EXPECT_EQ(
      in_task(R"("volumes": {"a": 1}, "tags": [1], "proxyConfiguration": [], "requiresCompatibilities": "FARGATE")"),
      Lines{});
}

TEST(TaskDefinition, SecretsAreMasked) {
  const std::string key =
      "AKIA"
      "IOSFODNN7ABCDEFG";
  const Lines lines = in_containers(R"({"name": "a", "links": [")" + key + R"("]})");
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines.front().find(key), std::string::npos) << lines.front();
}

TEST(TaskDefinition, AnAliasIsReportedWhereItsTextStands) {
  const std::string text =
      "family: a\nmemory: '512'\ncontainerDefinitions:\n"
      "  - name: a\n    image: a\n    ulimits: &limits [{name: nofile, softLimit: 9, hardLimit: 5}]\n"
      "  - name: b\n    image: b\n    ulimits: *limits\n";
  const std::vector<RawMatch> found = matches(text, tree::Format::yaml);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found.front().location.begin.line, 6u);
  EXPECT_EQ(found.front().more_places, 1u);
}

// A file of some 100 kB whose aliases stand for far more: it must end soon, whatever is said about it.
TEST(TaskDefinition, AliasesThatMultiplyEndSoon) {
  std::string text = "family: a\ncontainerDefinitions:\n  - &c\n    name: a\n    image: a\n    environment: &e\n";
  for (int i = 0; i < 2000; ++i) text += "      - {name: V" + std::to_string(i) + ", value: x}\n";
  text += "    secrets: *e\n";
  for (int i = 0; i < 20000; ++i) text += "  - *c\n";
  matches(text, tree::Format::yaml);

  text = "family: a\ncontainerDefinitions:\n  - name: a\n    image: a\n    environment:\n      - &m {name: a";
  for (int i = 0; i < 5000; ++i) text += ", k" + std::to_string(i) + ": x";
  text += "}\n";
  for (int i = 0; i < 20000; ++i) text += "      - *m\n";
  matches(text, tree::Format::yaml);
}

TEST(TaskDefinition, NoMorePlacesThanAReportHolds) {
  std::string variables = R"({"name": "A", "value": "x"})";
  for (int i = 0; i < 3000; ++i) variables += R"(, {"name": "A", "value": "x"})";
  std::vector<RawMatch> found = matches(
      R"({"family": "a", "memory": "1", "containerDefinitions": [{"name": "a", "environment": [)" + variables + "]}]}",
      tree::Format::json);
  std::erase_if(found, [](const RawMatch& match) { return match.rule->id != "duplicate-variable"; });
  ASSERT_EQ(found.size(), kMaxReportedPlaces);
  EXPECT_EQ(found.back().more_places, 3000 - kMaxReportedPlaces);
}

}  // namespace
}  // namespace paritylint::check
