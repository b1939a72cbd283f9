#include "check/places.h"

#include <gtest/gtest.h>

namespace paritylint::check {
namespace {

constexpr RuleRecord rule_called(std::string_view id, std::string_view supersedes = {}) {
  RuleRecord rule;
  rule.id = id;
  rule.supersedes = supersedes;
  return rule;
}
constexpr RuleRecord kAccount = rule_called("account");
constexpr RuleRecord kRole = rule_called("role", "account");

Place place(const RuleRecord& rule, base::Span span, tree::NodeId via = tree::kNoNode, std::string_view group = {}) {
  Place result;
  result.rule = &rule;
  result.span = span;
  result.group = group;
  result.via = via;
  return result;
}

TEST(Places, AliasesOfOneTextAreOnePlace) {
  Places places;
  places.add(place(kAccount, {10, 20}));
  for (tree::NodeId alias = 1; alias <= 60000; ++alias) places.add(place(kAccount, {10, 20}, alias));
  const auto reported = places.take();
  ASSERT_EQ(reported.size(), 1u);
  EXPECT_EQ(reported[0].aliases.size(), kMaxReportedPlaces - 1);
  EXPECT_EQ(reported[0].more, 60000 - (kMaxReportedPlaces - 1));
  EXPECT_TRUE(places.take().empty());
}

TEST(Places, ReportsTheFirstAndCountsTheOthersOfTheirGroup) {
  Places places;
  for (std::uint32_t i = 3000; i-- > 0;) {
    places.add(place(kAccount, {10 * i, 10 * i + 5}, tree::kNoNode, i < 10 ? "early" : "late"));
  }
  const auto reported = places.take();
  ASSERT_EQ(reported.size(), kMaxReportedPlaces);
  EXPECT_EQ(reported.front().span, (base::Span{0, 5}));
  std::size_t late = 0;
  for (const Place& one : reported) {
    if (one.group == "late") late += 1 + one.more;
    if (one.group == "early") {
      EXPECT_EQ(one.more, 0u);
    }
  }
  EXPECT_EQ(late, 2990u);
}

// Else the one place that stands alone would be counted at one that settling drops.
TEST(Places, CoveredOnesTakeNoRoom) {
  Places places;
  for (std::uint32_t i = 0; i < 2000; ++i) {
    places.add(place(kRole, {100 * i, 100 * i + 50}));
    places.add(place(kAccount, {100 * i + 10, 100 * i + 22}));
  }
  places.add(place(kAccount, {900000, 900012}));
  const auto reported = places.take();
  EXPECT_EQ(reported.size(), 2 * kMaxReportedPlaces + 1);
  EXPECT_EQ(reported.back().span, (base::Span{900000, 900012}));
  EXPECT_EQ(reported.back().more, 0u);
}

TEST(Places, EqualBytesOfAnotherRuleAreAnotherPlace) {
  Places places;
  places.add(place(kAccount, {10, 20}));
  places.add(place(kRole, {10, 20}));
  places.add(place(kAccount, {10, 21}));
  EXPECT_EQ(places.take().size(), 3u);
}

}  // namespace
}  // namespace paritylint::check
