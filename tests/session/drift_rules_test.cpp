// The rules about drift in a check: where they are reported, and what silences them.
#include <gtest/gtest.h>

#include <algorithm>

#include "check/line_hash.h"
#include "check/rule_set.h"
#include "input/file_system.h"
#include "session/session.h"

namespace paritylint::session {
namespace {

std::string task(const std::string& word, const std::string& secret) {
  return R"({"family": "orders-)" + word + R"(", "taskRoleArn": "orders-)" + word +
         R"(-task", "containerDefinitions": [{"name": "app", "image": "app",
 "secrets": [{"name": "DB", "valueFrom": ")" +
         secret + R"("}]}]})";
}

struct Variants {
  std::string dev = task("dev", "/orders/dev/db");
  std::string prod = task("prod", "/orders/dev/db");  // leaks
};

CheckResult checked(const Variants& variants, const std::vector<std::string>& named, const std::string& config = {}) {
  auto memory = std::make_unique<input::MemoryFileSystem>();
  memory->put("taskdef-dev.json", variants.dev);
  memory->put("taskdef-prod.json", variants.prod);
  if (!config.empty()) memory->put("paritylint.yaml", config);
  input::Root root;
  root.file_system = std::move(memory);
  if (named.empty()) root.reported_folders = {""};
  root.reported_files = named;
  const std::vector<std::string> select{"drift"};
  const auto rules = check::RuleSet::make(check::embedded_rules(), nullptr, select, {});
  ContentMemo memo;
  SessionOptions options;
  options.jobs = 1;
  return Session(root, *rules, memo, options).check();
}

TEST(DriftRules, ALeakIsReportedInTheFileAtFault) {
  const CheckResult result = checked({}, {});
  ASSERT_EQ(result.findings.size(), 1u);
  const check::Finding& leak = result.findings[0];
  EXPECT_EQ(leak.rule->id, "environment-leak");
  EXPECT_EQ(leak.level, check::Level::error);
  EXPECT_EQ(leak.primary.path, "taskdef-prod.json");
  EXPECT_EQ(leak.primary.snippet, "/orders/dev/db");
  ASSERT_EQ(leak.related.size(), 1u);
  EXPECT_EQ(leak.related[0].path, "taskdef-dev.json");
  EXPECT_EQ(leak.related[0].message, "dev has this here");
}

TEST(DriftRules, WhoeverNamesTheOtherFileSeesItThere) {
  const CheckResult whole = checked({}, {});
  const CheckResult result = checked({}, {"taskdef-dev.json"});
  ASSERT_EQ(whole.findings.size(), 1u);
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].primary.path, "taskdef-dev.json");
  EXPECT_EQ(result.findings[0].related.at(0).path, "taskdef-prod.json");
  EXPECT_EQ(result.findings[0].fingerprint, whole.findings[0].fingerprint);
  EXPECT_EQ(result.findings[0].line_hash, check::line_hash(Variants().dev, result.findings[0].primary.begin.line));
}

TEST(DriftRules, ASuppressionOfTheFileAtFaultCountsWhoeverIsNamed) {
  const std::string config =
      "ignore:\n  - rule: environment-leak\n    files: taskdef-prod.json\n    reason: one database for both\n";
  for (const std::vector<std::string>& named : {std::vector<std::string>{}, {"taskdef-dev.json"}}) {
    const CheckResult result = checked({}, named, config);
    EXPECT_TRUE(result.failures.empty());
    EXPECT_TRUE(result.findings.empty());
    EXPECT_EQ(result.suppressed.size(), 1u);
  }
}

TEST(DriftRules, WhatOneBlockLacksIsOneFinding) {
  Variants variants;
  const std::string more =
      R"({"name": "A", "valueFrom": "/orders/dev/a"}, {"name": "B", "valueFrom": "/orders/dev/b"}, )";
  variants.prod = task("prod", "/orders/prod/db");
  variants.dev.insert(variants.dev.find("{\"name\": \"DB\""), more);
  const CheckResult result = checked(variants, {});
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].rule->id, "missing-variable");
  EXPECT_EQ(result.findings[0].message, "missing in prod: A, B (dev has it)");
  EXPECT_EQ(result.findings[0].primary.snippet, "secrets");
}

}  // namespace
}  // namespace paritylint::session
