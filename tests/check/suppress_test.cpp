#include "check/suppress.h"

#include <gtest/gtest.h>

namespace paritylint::check {
namespace {

constexpr RuleRecord named(std::string_view id, std::string_view theme, std::string_view builtin = {}) {
  RuleRecord rule;
  rule.id = id;
  rule.theme = theme;
  rule.builtin = builtin;
  return rule;
}
constexpr RuleRecord kUnused = named("unused", "t", "suppression/unused");

const RulePack& pack() {
  static const std::vector<RuleRecord> kRules = {named("a", "t"), named("b", "t"), named("c", "u"), kUnused};
  static const RulePack kPack{kRules, {}, {}};
  return kPack;
}
const RuleSet& rules() {
  static const auto set = RuleSet::make(pack(), nullptr, {}, {});
  return *set;
}
const RuleRecord& rule(std::string_view id) { return *rules().find(id); }

CommentSuppression comment(std::vector<std::string> names, base::Span covers, std::string reason) {
  CommentSuppression one;
  for (std::string& name : names) one.names.push_back({std::move(name), {}});
  one.covers = covers;
  one.reason = std::move(reason);
  return one;
}

config::Ignore entry(std::vector<std::string> names, std::string file, std::vector<std::string> paths = {}) {
  config::Ignore one;
  for (std::string& name : names) one.rules.push_back({std::move(name), {}, 1, {}});
  one.files = {std::move(file)};
  one.paths = std::move(paths);
  one.reason = "entry";
  one.place = {"paritylint.yaml", 7, 3};
  return one;
}

const FileSuppressions::SelectedBytes kNothing = [](std::size_t) { return std::vector<base::Span>(); };

TEST(FileSuppressions, ACommentCountsForItsRulesInItsBytes) {
  const std::vector<CommentSuppression> comments = {comment({"a"}, {10, 20}, "x"), comment({"t"}, {15, 30}, "y")};
  const Policy policy;
  EntryUse use(policy);
  FileSuppressions suppressions(comments, "f", policy, use, manifest::Vocabulary::built_in(), kNothing);
  EXPECT_EQ(suppressions.find(rule("a"), {9, 12}), nullptr);
  ASSERT_NE(suppressions.find(rule("a"), {10, 40}), nullptr);
  EXPECT_EQ(suppressions.find(rule("a"), {10, 12})->reason, "x");
  EXPECT_EQ(suppressions.find(rule("b"), {10, 12}), nullptr);
  EXPECT_EQ(suppressions.find(rule("b"), {15, 16})->reason, "y");
  EXPECT_EQ(suppressions.find(rule("c"), {15, 16}), nullptr);
  EXPECT_EQ(suppressions.find(rule("b"), {30, 31}), nullptr);
  EXPECT_NE(suppressions.find(rule("b"), {30, 30}), nullptr);
  EXPECT_EQ(suppressions.find(kUnused, {15, 16}), nullptr);
  EXPECT_TRUE(suppressions.unused_comments().empty());
}

// The short one inside a long one must not hide it, however many stand between.
TEST(FileSuppressions, TheOneThatGoesFarthestIsFound) {
  std::vector<CommentSuppression> comments = {comment({"a"}, {0, 1000}, "long")};
  for (std::uint32_t i = 1; i < 100; ++i) comments.push_back(comment({"a"}, {i, i + 1}, "short"));
  const Policy policy;
  EntryUse use(policy);
  FileSuppressions suppressions(comments, "f", policy, use, manifest::Vocabulary::built_in(), kNothing);
  ASSERT_NE(suppressions.find(rule("a"), {500, 501}), nullptr);
  EXPECT_EQ(suppressions.find(rule("a"), {50, 51})->reason, "long");
  EXPECT_EQ(suppressions.unused_comments().size(), 99u);
}

TEST(FileSuppressions, WhatWasNeverNeededIsUnused) {
  const std::vector<CommentSuppression> comments = {comment({"a", "b"}, {0, 9}, "")};
  const Policy policy;
  EntryUse use(policy);
  FileSuppressions suppressions(comments, "f", policy, use, manifest::Vocabulary::built_in(), kNothing);
  suppressions.find(rule("b"), {1, 2});
  const auto unused = suppressions.unused_comments();
  ASSERT_EQ(unused.size(), 1u);
  EXPECT_EQ(unused[0].name, 0u);
}

TEST(FileSuppressions, EntriesCountForTheirFilesAndPaths) {
  config::Config config;
  config.ignore = {entry({"a"}, "x/**"), entry({"b"}, "f", {"$.y"})};
  const Policy policy(config, rules(), "2026-01-01");
  EntryUse use(policy);
  unsigned asked = 0;
  FileSuppressions suppressions({}, "f", policy, use, manifest::Vocabulary::built_in(), [&](std::size_t index) {
    ++asked;
    EXPECT_EQ(index, 1u);
    return std::vector<base::Span>{{5, 8}, {20, 30}};
  });
  EXPECT_EQ(suppressions.find(rule("a"), {6, 7}), nullptr);
  EXPECT_EQ(asked, 0u);
  EXPECT_EQ(suppressions.find(rule("b"), {9, 10}), nullptr);
  const Suppression* found = suppressions.find(rule("b"), {20, 22});
  ASSERT_NE(found, nullptr);
  EXPECT_FALSE(found->in_source);
  EXPECT_EQ(found->path, "paritylint.yaml");
  EXPECT_EQ(found->line_1based, 7u);
  EXPECT_EQ(asked, 1u);
  EXPECT_TRUE(use.is_used(1, 0));
  EXPECT_FALSE(use.is_used(0, 0));
}

TEST(FileSuppressions, TheMarkInAGlobStandsForAnyEnvironment) {
  config::Config config;
  config.ignore = {entry({"a"}, "deploy/{env}/f")};
  const Policy policy(config, rules(), "2026-01-01");
  const auto is_found = [&](std::string_view path) {
    EntryUse use(policy);
    FileSuppressions suppressions({}, path, policy, use, manifest::Vocabulary::built_in(), kNothing);
    return suppressions.find(rule("a"), {6, 7}) != nullptr;
  };
  EXPECT_TRUE(is_found("deploy/prod/f"));
  EXPECT_FALSE(is_found("deploy/shop/f"));
}

TEST(FileSuppressions, AnEntryCountsThroughItsLastDay) {
  config::Config config;
  config.ignore = {entry({"a"}, "f")};
  config.ignore[0].expires = "2026-03-31";
  for (const auto& [today, counts] : {std::pair("2026-03-31", true), {"2026-04-01", false}}) {
    const Policy policy(config, rules(), today);
    EntryUse use(policy);
    FileSuppressions suppressions({}, "f", policy, use, manifest::Vocabulary::built_in(), kNothing);
    EXPECT_EQ(suppressions.find(rule("a"), {0, 1}) != nullptr, counts) << today;
    EXPECT_EQ(policy.entries()[0].is_expired, !counts);
  }
}

TEST(Policy, ARulesOwnLevelCountsMoreThanItsThemes) {
  config::Config config;
  config.severity = {{{"a", {}, 1, {}}, config::Severity::off}, {{"t", {}, 1, {}}, config::Severity::error}};
  const Policy policy(config, rules(), "2026-01-01");
  EXPECT_EQ(policy.level_of(rule("a")), Level::off);
  EXPECT_EQ(policy.level_of(rule("b")), Level::error);
  EXPECT_EQ(policy.level_of(rule("c")), std::nullopt);
}

TEST(Policy, NamesThatDoNotExistAreMistakesWithTheirPlace) {
  config::Config config;
  config.severity = {{{"x1", {"paritylint.yaml", 2, 9}, 5, {}}, config::Severity::off}};
  config.ignore = {entry({"a", "unused"}, "f")};
  config.ignore[0].rules[1].place = {"base.yaml", 4, 1};
  const auto checked = check_rule_names(config, rules());
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, base::ErrorCode::invalid_config);
  EXPECT_EQ(checked.error().message,
            "paritylint.yaml:2:5: there is no rule or theme \"x1\" (`paritylint rules` lists them)\n"
            "base.yaml:4:1: \"unused\" cannot be ignored: mend or delete the entry that it is about");
  config.severity.clear();
  config.ignore[0].rules.pop_back();
  EXPECT_TRUE(check_rule_names(config, rules()));
}

TEST(Policy, AReasonShowsNoSecret) {
  const std::string secret =
      "AKIA"
      "Q3EGRIDRXK5LZ7WT";
  config::Config config;
  config.ignore = {entry({"a"}, "f")};
  config.ignore[0].reason = "key " + secret;
  EXPECT_EQ(Policy(config, rules(), "").entries()[0].ignore.reason, "key " + std::string(secret.size(), '*'));
}

}  // namespace
}  // namespace paritylint::check
