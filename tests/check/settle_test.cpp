#include "check/settle.h"

#include <gtest/gtest.h>

namespace paritylint::check {
namespace {

// Rules that differ in what settle looks at.
constexpr RuleRecord account() {
  RuleRecord rule;
  rule.id = "account";
  rule.by_binding = true;
  rule.levels = {Level::error, Level::note, Level::warning, Level::off};
  rule.grouping = Grouping::account;
  return rule;
}
constexpr RuleRecord kAccount = account();

constexpr RuleRecord role() {
  RuleRecord rule = account();
  rule.id = "role";
  rule.supersedes = "account";
  return rule;
}
constexpr RuleRecord kRole = role();

RawMatch match(const RuleRecord& rule, base::Span bytes, std::string group) {
  RawMatch result;
  result.rule = &rule;
  result.location.bytes = bytes;
  result.location.pointer = "/at/" + std::to_string(bytes.begin);
  result.message = std::string(rule.id);
  result.group = std::move(group);
  return result;
}

std::vector<Finding> settled(std::vector<RawMatch> matches, manifest::Binding binding, bool pipeline = false,
                             std::string_view path = "a/taskdef.json") {
  manifest::BoundManifest bound;
  bound.binding = binding;
  bound.set_has_pipeline = pipeline;
  return settle({"", path, manifest::ManifestKind::taskdef, &bound}, std::move(matches));
}

TEST(Settle, LevelFollowsBinding) {
  const std::vector<RawMatch> one = {match(kAccount, {5, 9}, "1")};
  EXPECT_EQ(settled(one, manifest::Binding::shared).at(0).level, Level::error);
  EXPECT_EQ(settled(one, manifest::Binding::single).at(0).level, Level::note);
  EXPECT_EQ(settled(one, manifest::Binding::single, true).at(0).level, Level::warning);
  EXPECT_TRUE(settled(one, manifest::Binding::variant).empty());
}

TEST(Settle, WaitsForWhatARuleWantsToBeKnown) {
  RuleRecord regions = account();
  regions.only_if = Circumstance::several_regions;
  RuleRecord partitions = account();
  partitions.only_if = Circumstance::several_partitions;
  const auto count = [](const RuleRecord& rule, bool several_regions, bool several_partitions, bool strict) {
    manifest::BoundManifest bound;
    bound.binding = manifest::Binding::shared;
    bound.several_regions = several_regions;
    bound.several_partitions = several_partitions;
    bound.strict = strict;
    return settle({"", "taskdef.json", manifest::ManifestKind::taskdef, &bound}, {match(rule, {5, 9}, "1")}).size();
  };
  EXPECT_EQ(count(regions, false, false, false), 0u);
  EXPECT_EQ(count(regions, true, false, false), 1u);
  EXPECT_EQ(count(regions, false, false, true), 1u);
  EXPECT_EQ(count(partitions, true, false, false), 0u);
  EXPECT_EQ(count(partitions, true, true, false), 1u);
  EXPECT_EQ(count(partitions, false, false, true), 1u);
}

TEST(Settle, CommentsAreNotesAtMost) {
  RawMatch in_comment = match(kAccount, {5, 9}, "1");
  in_comment.in_comment = true;
  EXPECT_EQ(settled({in_comment}, manifest::Binding::shared).at(0).level, Level::note);
}

TEST(Settle, SupersededPlaceIsDroppedAndNamed) {
  const auto findings =
      settled({match(kAccount, {10, 22}, "1"), match(kRole, {0, 40}, "1")}, manifest::Binding::shared);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].rule, &kRole);
  EXPECT_EQ(findings[0].also_matches, std::vector<std::string>{"account"});
}

TEST(Settle, OtherPlacesOfASupersededRuleStay) {
  const auto findings =
      settled({match(kAccount, {10, 22}, "1"), match(kRole, {0, 40}, "1"), match(kAccount, {50, 62}, "1")},
              manifest::Binding::shared);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[1].rule, &kAccount);
  EXPECT_EQ(findings[1].primary.bytes, (base::Span{50, 62}));
}

// A rule that binding switched off must not hide another one.
TEST(Settle, LevelIsDecidedBeforeSupersedes) {
  RuleRecord silent = kRole;
  silent.levels.shared = Level::off;
  const auto findings =
      settled({match(kAccount, {10, 22}, "1"), match(silent, {0, 40}, "1")}, manifest::Binding::shared);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].rule, &kAccount);
}

TEST(Settle, PlacesOfOneAccountAreOneFinding) {
  const auto findings =
      settled({match(kAccount, {50, 62}, "1"), match(kAccount, {10, 22}, "1"), match(kAccount, {70, 82}, "2")},
              manifest::Binding::shared);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].primary.bytes, (base::Span{10, 22}));
  ASSERT_EQ(findings[0].related.size(), 1u);
  EXPECT_EQ(findings[0].related[0].bytes, (base::Span{50, 62}));
  EXPECT_EQ(findings[0].related[0].path, "a/taskdef.json");
}

TEST(Settle, AJoinedPlaceBringsItsOwnRelatedOnesAndNoneStandsTwice) {
  RawMatch through_alias = match(kAccount, {50, 62}, "1");
  through_alias.related.resize(2);
  through_alias.related[0].bytes = {80, 82};
  through_alias.related[0].message = "used here through the alias";
  through_alias.related[1].bytes = {10, 22};
  const auto findings = settled({match(kAccount, {10, 22}, "1"), through_alias}, manifest::Binding::shared);
  ASSERT_EQ(findings.size(), 1u);
  ASSERT_EQ(findings[0].related.size(), 2u);
  EXPECT_EQ(findings[0].related[0].bytes, (base::Span{50, 62}));
  EXPECT_EQ(findings[0].related[0].message, "also here");
  EXPECT_EQ(findings[0].related[1].bytes, (base::Span{80, 82}));
  EXPECT_EQ(findings[0].related[1].message, "used here through the alias");
}

TEST(Settle, OneRulesMatchesOfTheSameBytesAreOne) {
  RawMatch again = match(kAccount, {10, 22}, "");
  again.related.resize(1);
  again.related[0].bytes = {80, 82};
  const auto findings = settled({match(kAccount, {10, 22}, ""), again, again}, manifest::Binding::shared);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].related.size(), 1u);
}

TEST(Settle, CountsPlacesThatAreNotReported) {
  RawMatch first = match(kAccount, {10, 22}, "1");
  RawMatch second = match(kAccount, {50, 62}, "1");
  first.more_places = 40;
  second.more_places = 2;
  const auto findings = settled({first, second}, manifest::Binding::shared);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].more_places, 42u);
  EXPECT_EQ(findings[0].message, "account (and 42 more places)");
}

TEST(Settle, NotUnderLeavesFoldersOut) {
  RuleRecord rule = kAccount;
  rule.not_under = "docs\nexamples";
  const std::vector<RawMatch> one = {match(rule, {5, 9}, "1")};
  EXPECT_TRUE(settled(one, manifest::Binding::shared, false, "x/docs/taskdef.json").empty());
  EXPECT_EQ(settled(one, manifest::Binding::shared, false, "docs.json").size(), 1u);
}

TEST(Settle, FingerprintIgnoresLinesAndValues) {
  RawMatch moved = match(kAccount, {5, 9}, "1");
  moved.location.bytes = {105, 109};
  moved.value = "other";
  const auto before = settled({match(kAccount, {5, 9}, "1")}, manifest::Binding::shared);
  const auto after = settled({moved}, manifest::Binding::shared);
  EXPECT_EQ(before[0].fingerprint, after[0].fingerprint);
  EXPECT_NE(before[0].fingerprint, settled({match(kAccount, {6, 9}, "1")}, manifest::Binding::shared)[0].fingerprint);
}

TEST(Settle, FingerprintSurvivesReordering) {
  RawMatch task = match(kAccount, {5, 9}, "1");
  RawMatch execution = match(kAccount, {25, 29}, "1");
  const auto before = settled({task, execution}, manifest::Binding::shared);
  std::swap(task.location.bytes, execution.location.bytes);
  const auto after = settled({task, execution}, manifest::Binding::shared);
  ASSERT_EQ(after.size(), 1u);
  EXPECT_NE(before[0].primary.pointer, after[0].primary.pointer);
  EXPECT_EQ(before[0].fingerprint, after[0].fingerprint);
}

TEST(Settle, FingerprintOfACommentIgnoresIndentation) {
  for (const std::string group : {"1", ""}) {
    RawMatch comment = match(kAccount, {5, 9}, group);
    comment.in_comment = true;
    comment.location.pointer.clear();
    comment.location.excerpt.text = "# account 1";
    RawMatch indented = comment;
    indented.location.excerpt.text = "    # account 1";
    EXPECT_EQ(settled({comment}, manifest::Binding::shared).at(0).fingerprint,
              settled({indented}, manifest::Binding::shared).at(0).fingerprint);
    RawMatch other = comment;
    if (!group.empty()) other.group = "2";
    other.location.excerpt.text = "# account 2";
    EXPECT_NE(settled({comment}, manifest::Binding::shared).at(0).fingerprint,
              settled({other}, manifest::Binding::shared).at(0).fingerprint);
  }
}

TEST(MakeFingerprintsUnique, NumbersEqualOnes) {
  std::vector<Finding> findings(3);
  findings[0].fingerprint = findings[2].fingerprint = "a";
  findings[1].fingerprint = "b";
  std::vector<Finding> none;
  make_fingerprints_unique(findings, none);
  EXPECT_EQ(findings[0].fingerprint, "a");
  EXPECT_EQ(findings[1].fingerprint, "b");
  EXPECT_EQ(findings[2].fingerprint, "a:2");
}

// A file whose comments accept the rule "account" in the bytes `covers`.
std::vector<Finding> settled_with(std::vector<RawMatch> matches, base::Span covers, FileContext file = {}) {
  CommentSuppression comment;
  comment.names = {{"account", {}}};
  comment.covers = covers;
  comment.reason = "known";
  const std::vector<CommentSuppression> comments = {comment};
  const Policy policy;
  EntryUse use(policy);
  FileSuppressions suppressions(comments, "f", policy, use, manifest::Vocabulary::built_in(),
                                [](std::size_t) { return std::vector<base::Span>(); });
  manifest::BoundManifest bound;
  bound.binding = manifest::Binding::shared;
  file.path = "f";
  file.bound = &bound;
  file.suppressions = &suppressions;
  return settle(file, std::move(matches));
}

TEST(Settle, ASuppressionTakesItsPlacesOutOfAFinding) {
  const std::vector<RawMatch> places = {match(kAccount, {10, 22}, "1"), match(kAccount, {50, 62}, "1"),
                                        match(kAccount, {70, 82}, "1")};
  const auto whole = settled(places, manifest::Binding::shared, false, "f");
  const auto findings = settled_with(places, {0, 60});
  ASSERT_EQ(findings.size(), 2u);
  ASSERT_TRUE(findings[0].suppression);
  EXPECT_EQ(findings[0].suppression->reason, "known");
  EXPECT_EQ(findings[0].primary.bytes, (base::Span{10, 22}));
  ASSERT_EQ(findings[0].related.size(), 1u);
  EXPECT_EQ(findings[0].related[0].bytes, (base::Span{50, 62}));
  EXPECT_FALSE(findings[1].suppression);
  EXPECT_EQ(findings[1].primary.bytes, (base::Span{70, 82}));
  EXPECT_TRUE(findings[1].related.empty());
  // What a baseline knows is still the same finding.
  EXPECT_EQ(findings[1].fingerprint, whole.at(0).fingerprint);
}

// Whichever place is solved, what is left is known by its own.
TEST(Settle, AFindingHasTheFingerprintsOfAllItsPlaces) {
  const auto both =
      settled({match(kAccount, {10, 22}, "1"), match(kAccount, {50, 62}, "1")}, manifest::Binding::shared);
  const auto first = settled({match(kAccount, {10, 22}, "1")}, manifest::Binding::shared);
  const auto second = settled({match(kAccount, {50, 62}, "1")}, manifest::Binding::shared);
  ASSERT_EQ(both.size(), 1u);
  EXPECT_EQ(both[0].fingerprint, first.at(0).fingerprint);
  EXPECT_EQ(both[0].other_places, std::vector<std::string>{second.at(0).fingerprint});
  EXPECT_TRUE(first[0].other_places.empty());
}

TEST(Settle, SupersededRulesComeBeforeSuppressions) {
  const auto findings = settled_with({match(kAccount, {10, 22}, "1"), match(kRole, {0, 40}, "1")}, {0, 60});
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].rule, &kRole);
  EXPECT_FALSE(findings[0].suppression);
}

TEST(Settle, SuppressedFindingsChangeNoOtherFingerprint) {
  std::vector<Finding> findings(1);
  std::vector<Finding> suppressed(1);
  findings[0].fingerprint = suppressed[0].fingerprint = "x";
  make_fingerprints_unique(findings, suppressed);
  EXPECT_EQ(findings[0].fingerprint, "x");
  EXPECT_EQ(suppressed[0].fingerprint, "x:2");
}

TEST(Settle, TheConfigurationSaysHowGraveARuleIs) {
  const std::vector<RuleRecord> records = {kAccount, kRole};
  const RulePack pack{records, {}, {}};
  const auto rules = RuleSet::make(pack, nullptr, {}, {});
  ASSERT_TRUE(rules);
  const auto level = [&](config::Severity severity, manifest::Binding binding, bool in_comment = false,
                         bool is_readable = true) {
    config::Config config;
    config.severity = {{{"account", {}, 1, {}}, severity}};
    const Policy policy(config, *rules, "");
    manifest::BoundManifest bound;
    bound.binding = binding;
    RawMatch one = match(kAccount, {10, 22}, "1");
    one.in_comment = in_comment;
    FileContext file{"", "f", manifest::ManifestKind::taskdef, &bound, &policy};
    file.is_readable = is_readable;
    const auto findings = settle(file, {one});
    return findings.empty() ? Level::off : findings[0].level;
  };
  using config::Severity;
  EXPECT_EQ(level(Severity::error, manifest::Binding::single), Level::error);
  EXPECT_EQ(level(Severity::note, manifest::Binding::shared), Level::note);
  EXPECT_EQ(level(Severity::off, manifest::Binding::shared), Level::off);
  // Where the rule is silent there is nothing to make graver, and comments stay notes.
  EXPECT_EQ(level(Severity::error, manifest::Binding::variant), Level::off);
  EXPECT_EQ(level(Severity::error, manifest::Binding::shared, true), Level::note);
  // What could not be read must not pass in silence unless exactly that was asked for.
  EXPECT_EQ(level(Severity::off, manifest::Binding::shared, false, false), Level::off);
}

TEST(Settle, AThemeTurnedOffLeavesUnreadableFilesTheirFindings) {
  RuleRecord syntax;
  syntax.id = "syntax-error";
  syntax.theme = "validity";
  syntax.severity = Level::error;
  const std::vector<RuleRecord> records = {syntax};
  const RulePack pack{records, {}, {}};
  const auto rules = RuleSet::make(pack, nullptr, {}, {});
  ASSERT_TRUE(rules);
  config::Config config;
  config.severity = {{{"validity", {}, 1, {}}, config::Severity::off}};
  const Policy policy(config, *rules, "");
  manifest::BoundManifest bound;
  FileContext file{"", "f", manifest::ManifestKind::taskdef, &bound, &policy};
  EXPECT_TRUE(settle(file, {match(records[0], {1, 2}, "")}).empty());
  file.is_readable = false;
  EXPECT_EQ(settle(file, {match(records[0], {1, 2}, "")}).at(0).level, Level::error);
}

}  // namespace
}  // namespace paritylint::check
