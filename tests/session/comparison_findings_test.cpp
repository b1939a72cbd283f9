// The statements of a comparison as findings: where they stand, what they say and what they are known by.
#include "session/comparison_findings.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "session/compared.h"

namespace paritylint::session {
namespace {

using check::Finding;
using check::Level;
using Files = std::vector<std::pair<std::string, std::string>>;

// A task definition of an environment with these members of its container, a line each.
std::string task(const std::string& word, const std::string& members = "") {
  return "{\n\"family\": \"orders-" + word +
         "\",\n\"containerDefinitions\": [{\n\"name\": \"app\",\n\"image\": \"app\",\n" + members +
         "\"logConfiguration\": {\"logDriver\": \"awslogs\", \"options\": {\"awslogs-group\": \"/ecs/orders-" + word +
         "\"}}}]}\n";
}

std::string entries(const std::string& list, std::vector<std::pair<std::string, std::string>> values) {
  std::string text = "\"" + list + "\": [\n";
  for (const auto& [name, value] : values) {
    text += &name == &values.front().first ? "" : ",\n";
    text += "{\"name\": \"" + name + "\", \"" + (list == "secrets" ? "valueFrom" : "value") + "\": \"" + value + "\"}";
  }
  return text + "],\n";
}

std::vector<Finding> findings(const Files& files) {
  auto memory = std::make_unique<input::MemoryFileSystem>();
  for (const auto& [path, text] : files) memory->put(path, text);
  input::Root root;
  root.file_system = std::move(memory);
  root.reported_folders = {""};
  return findings_of(compared(root), all_rules(), "service/");
}

TEST(ComparisonFindings, WhatIsMissingStandsAtTheKeyOfItsList) {
  const auto found = findings({{"taskdef-stg.json", task("stg", entries("environment", {{"A", "1"}, {"B", "2"}}))},
                               {"taskdef-prod.json", task("prod", entries("environment", {{"A", "1"}}))}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].rule->id, "missing-variable");
  EXPECT_EQ(found[0].message, "missing in prod: B (stg has it)");
  EXPECT_EQ(found[0].root, "service/");
  EXPECT_EQ(found[0].primary.path, "taskdef-prod.json");
  EXPECT_EQ(found[0].primary.snippet, "environment");
  EXPECT_EQ(found[0].primary.begin.line, 6u);
  EXPECT_EQ(found[0].primary.display_path, "$.containerDefinitions[0].environment");
  ASSERT_EQ(found[0].related.size(), 1u);
  EXPECT_EQ(found[0].related[0].path, "taskdef-stg.json");
  EXPECT_EQ(found[0].related[0].snippet, "2");
  EXPECT_EQ(found[0].related[0].message, "stg has this here");
}

TEST(ComparisonFindings, WithoutAListItStandsAtTheNameOfTheContainer) {
  const auto found = findings({{"taskdef-stg.json", task("stg", entries("secrets", {{"KEY", "/stg/key"}}))},
                               {"taskdef-prod.json", task("prod")}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].primary.snippet, "app");
  EXPECT_EQ(found[0].primary.display_path, "$.containerDefinitions[0]");
}

TEST(ComparisonFindings, AVariableOfABuildStandsAtItsList) {
  const auto build = [](const std::string& variables) {
    return "version: 0.2\nenv:\n  variables:\n" + variables +
           "phases:\n  build:\n    commands:\n      - make\n      - make push\n";
  };
  const auto found = findings(
      {{"buildspec-stg.yml", build("    A: \"1\"\n    B: \"2\"\n")}, {"buildspec-prod.yml", build("    A: \"1\"\n")}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].message, "missing in prod: B (stg has it)");
  EXPECT_EQ(found[0].primary.snippet, "variables");
}

TEST(ComparisonFindings, ALeakStandsAtTheValueWithItsEvidence) {
  const std::string same = entries("secrets", {{"DB", "/dev/orders/db"}});
  const auto found = findings({{"taskdef-dev.json", task("dev", same)}, {"taskdef-prod.json", task("prod", same)}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].rule->id, "environment-leak");
  EXPECT_EQ(found[0].level, Level::error);
  EXPECT_EQ(found[0].primary.path, "taskdef-prod.json");
  EXPECT_EQ(found[0].primary.snippet, "/dev/orders/db");
  EXPECT_EQ(found[0].message,
            "prod uses what is named for dev: \"/dev/orders/db\" (dev has the same value here, and 2 other names say "
            "prod)");
  ASSERT_TRUE(found[0].difference);
  EXPECT_EQ(found[0].difference->drift_class, "leak");
  ASSERT_EQ(found[0].difference->places.size(), 1u);
  EXPECT_EQ(found[0].difference->places[0].place, "containerDefinitions[app].secrets[DB]");
  EXPECT_EQ(found[0].difference->places[0].values[0].environment, "dev");
  EXPECT_EQ(found[0].difference->places[0].values[0].value, "/dev/orders/db");
}

TEST(ComparisonFindings, EveryOtherEnvironmentIsNamed) {
  const std::string both = entries("environment", {{"A", "1"}, {"B", "2"}});
  const std::string one = entries("environment", {{"A", "1"}});
  const auto found = findings({{"taskdef-dev.json", task("dev", both)},
                               {"taskdef-qa.json", task("qa", both)},
                               {"taskdef-stg.json", task("stg", both)},
                               {"taskdef-uat.json", task("uat", one)},
                               {"taskdef-prod.json", task("prod", one)}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].primary.path, "taskdef-prod.json");
  std::vector<std::string> messages;
  for (const check::Location& related : found[0].related) messages.push_back(related.message);
  std::ranges::sort(messages);
  EXPECT_EQ(messages, (std::vector<std::string>{"dev has this here", "qa has this here", "stg has this here",
                                                "uat lacks it here"}));
}

TEST(ComparisonFindings, ACopyIsOneFindingWithItsPlaces) {
  const std::string copy = task("dev", entries("secrets", {{"A", "/dev/a"}, {"B", "/dev/b"}}));
  const auto found = findings({{"taskdef-dev.json", copy}, {"taskdef-prod.json", copy}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NE(found[0].message.find("the file of prod is named for dev throughout"), std::string::npos)
      << found[0].message;
  const auto elsewhere = std::ranges::count(found[0].related, "likewise here", &check::Location::message);
  EXPECT_EQ(elsewhere, 3);
  EXPECT_EQ(found[0].difference->places.size(), 4u);
}

TEST(ComparisonFindings, AFingerprintOutlivesLinesValuesOrderAndNewEnvironments) {
  const auto secrets = [](const std::string& more, const std::string& word) {
    return more + entries("secrets", {{"DB", "/dev/orders/" + word}});
  };
  const auto prints = [](const Files& files) {
    std::vector<std::string> all;
    for (const Finding& one : findings(files)) all.push_back(one.fingerprint);
    return all;
  };
  const auto before = prints(
      {{"taskdef-dev.json", task("dev", secrets("", "db"))}, {"taskdef-prod.json", task("prod", secrets("", "db"))}});
  ASSERT_EQ(before.size(), 1u);
  const std::string more = "\"cpu\": 256,\n\n\n";
  EXPECT_EQ(before, prints({{"taskdef-dev.json", task("dev", secrets(more, "base"))},
                            {"taskdef-prod.json", task("prod", secrets(more, "base"))}}));
  EXPECT_EQ(before, prints({{"taskdef-dev.json", task("dev", secrets("", "db"))},
                            {"taskdef-stg.json", task("stg", entries("secrets", {{"DB", "/stg/orders/db"}}))},
                            {"taskdef-prod.json", task("prod", secrets("", "db"))}}));
  // Another place is another finding.
  EXPECT_NE(before, prints({{"taskdef-dev.json", task("dev", entries("secrets", {{"DB2", "/dev/orders/db"}}))},
                            {"taskdef-prod.json", task("prod", entries("secrets", {{"DB2", "/dev/orders/db"}}))}}));
}

TEST(ComparisonFindings, SecretsAreMasked) {
  const auto with = [](const std::string& word, const std::string& more) {
    return task(word, "\"command\": [\"run\", \"--password=Hunter2-" + word + "-Pw\"" + more + "],\n");
  };
  for (const Finding& one : findings(
           {{"taskdef-stg.json", with("stg", "")}, {"taskdef-prod.json", with("prod", ", \"--token=Zq81kx92Lm\"")}})) {
    EXPECT_EQ(one.message.find("Hunter2"), std::string::npos);
    EXPECT_EQ(one.value.find("Hunter2"), std::string::npos);
    for (const auto& place : one.difference->places) {
      for (const auto& value : place.values) {
        EXPECT_EQ(value.value.find("Hunter2"), std::string::npos);
        EXPECT_EQ(value.value.find("Zq81"), std::string::npos);
      }
    }
  }
}

TEST(ComparisonFindings, WhatIsOnlyShownIsNoFinding) {
  EXPECT_TRUE(findings({{"taskdef-stg.json", task("stg", "\"cpu\": 256,\n")},
                        {"taskdef-prod.json", task("prod", "\"cpu\": 1024,\n")}})
                  .empty());
}

}  // namespace
}  // namespace paritylint::session
