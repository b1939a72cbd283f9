#include "check/baseline.h"

#include <gtest/gtest.h>

#include "check/rule.h"
#include "tree/read.h"

namespace paritylint::check {
namespace {

constexpr RuleRecord rule() {
  RuleRecord rule;
  rule.id = "a-rule";
  return rule;
}
constexpr RuleRecord kRule = rule();

Finding finding(std::string path, std::string fingerprint, Level level = Level::warning) {
  Finding one;
  one.rule = &kRule;
  one.level = level;
  one.primary.path = std::move(path);
  one.fingerprint = std::move(fingerprint);
  return one;
}

const Baseline::LookedAt kAll = [](const BaselineEntry&) { return true; };

base::Result<Baseline> parsed(std::string text) {
  const std::size_t size = text.size();
  text.append(tree::kPadding, '\0');
  return Baseline::parse(std::string_view(text).substr(0, size), "b.json");
}

TEST(Baseline, IsWrittenSortedWithOneLinePerFinding) {
  Baseline baseline;
  const std::vector<Finding> findings = {finding("z", "1"), finding("a", "3", Level::error), finding("a", "2")};
  baseline.add(findings, "");
  EXPECT_EQ(baseline.text(),
            "{\n"
            "  \"version\": 1,\n"
            "  \"findings\": [\n"
            "    {\"path\": \"a\", \"rule\": \"a-rule\", \"level\": \"warning\", \"fingerprint\": \"2\"},\n"
            "    {\"path\": \"a\", \"rule\": \"a-rule\", \"level\": \"error\", \"fingerprint\": \"3\"},\n"
            "    {\"path\": \"z\", \"rule\": \"a-rule\", \"level\": \"warning\", \"fingerprint\": \"1\"}\n"
            "  ]\n"
            "}\n");
  EXPECT_EQ(parsed(baseline.text())->text(), baseline.text());
  EXPECT_EQ(parsed(Baseline().text())->text(), Baseline().text());
}

TEST(Baseline, MarksWhatItKnows) {
  Baseline written;
  const std::vector<Finding> before = {finding("a", "1"), finding("a", "2"), finding("a", "3")};
  written.add(before, "");
  Baseline baseline = *parsed(written.text());
  std::vector<Finding> now = {finding("a", "1", Level::note), finding("a", "2", Level::error), finding("a", "4")};
  baseline.mark(now, "", true);
  EXPECT_EQ(now[0].baseline, BaselineState::unchanged);
  EXPECT_EQ(now[1].baseline, BaselineState::updated);
  EXPECT_EQ(now[2].baseline, BaselineState::added);
  ASSERT_EQ(baseline.gone(kAll).size(), 1u);
  EXPECT_EQ(baseline.gone(kAll)[0].fingerprint, "3");
  baseline.prune(kAll);
  EXPECT_EQ(baseline.text().find("\"3\""), std::string::npos);
  EXPECT_EQ(baseline.text().find("\"4\""), std::string::npos);
  EXPECT_TRUE(baseline.gone(kAll).empty());
  // It became a note, and must not come back as a warning.
  EXPECT_NE(baseline.text().find("\"note\", \"fingerprint\": \"1\""), std::string::npos);
}

// One of two places is solved, or a third one comes.
TEST(Baseline, KnowsEachPlaceOfAFinding) {
  std::vector<Finding> before = {finding("a", "1")};
  before[0].other_places = {"2"};
  Baseline written;
  written.add(before, "");
  Baseline baseline = *parsed(written.text());
  std::vector<Finding> now = {finding("a", "2")};
  baseline.mark(now, "", true);
  EXPECT_EQ(now[0].baseline, BaselineState::unchanged);
  ASSERT_EQ(baseline.gone(kAll).size(), 1u);
  EXPECT_EQ(baseline.gone(kAll)[0].fingerprint, "1");
  now[0].other_places = {"3"};
  baseline.mark(now, "", true);
  EXPECT_EQ(now[0].baseline, BaselineState::updated);
}

TEST(Baseline, WhatWasNotLookedAtStays) {
  Baseline written;
  const std::vector<Finding> before = {finding("a", "1"), finding("b", "2")};
  written.add(before, "");
  Baseline baseline = *parsed(written.text());
  const auto only_b = [](const BaselineEntry& entry) { return entry.path == "b"; };
  EXPECT_EQ(baseline.gone(only_b).size(), 1u);
  baseline.prune(only_b);
  EXPECT_NE(baseline.text().find("\"1\""), std::string::npos);
  EXPECT_EQ(baseline.text().find("\"2\""), std::string::npos);
}

// Two services may hold the same file at the same path of their own repositories.
TEST(Baseline, TellsRootsApart) {
  Baseline baseline;
  const std::vector<Finding> web = {finding("a", "1")};
  baseline.add(web, "web");
  std::vector<Finding> other = {finding("a", "1")};
  baseline.mark(other, "api", false);
  EXPECT_EQ(other[0].baseline, BaselineState::added);
  std::vector<Finding> same = {finding("a", "1")};
  baseline.mark(same, "web", false);
  EXPECT_EQ(same[0].baseline, BaselineState::unchanged);
}

TEST(Baseline, TheOnlyRootNeedsNoLabel) {
  Baseline baseline;
  const std::vector<Finding> before = {finding("a", "1")};
  baseline.add(before, "");
  std::vector<Finding> now = {finding("a", "1")};
  baseline.mark(now, "web", false);
  EXPECT_EQ(now[0].baseline, BaselineState::added);
  baseline.mark(now, "web", true);
  EXPECT_EQ(now[0].baseline, BaselineState::unchanged);
}

TEST(Baseline, MistakesHaveTheirPlace) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "b.json:1:1: expected a baseline in JSON"},
      {"{\"version\": 1", "b.json:1:14: expected a baseline in JSON: expected "},
      {"[]", "b.json:1:1: expected a baseline: an object with version and findings"},
      {"{\"version\": 2,\n \"findings\": []}", "b.json:1:13: expected version 1, which is all that this program reads"},
      {"{\"version\": 1,\n \"findings\": [1]}",
       "b.json:2:15: expected an object with path, rule, level and fingerprint"},
      {"{\"version\": 1, \"findings\": [\n{\"rule\": \"a\"}]}", "b.json:2:1: missing key \"path\""},
      {"{\"version\": 1, \"findings\": [\n{\"path\": 1}]}", "b.json:2:10: expected a text for \"path\""},
      {"{\"version\": 1, \"findings\": [\n{\"path\": \"a\", \"rule\": \"a\", \"fingerprint\": \"a\", \"level\": "
       "\"x\"}]}",
       "b.json:2:57: expected note, warning or error"},
  };
  for (const auto& [text, message] : cases) {
    const auto baseline = parsed(text);
    ASSERT_FALSE(baseline) << text;
    EXPECT_TRUE(baseline.error().message.starts_with(message)) << baseline.error().message;
  }
}

}  // namespace
}  // namespace paritylint::check
