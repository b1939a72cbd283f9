#include "base/regex.h"

#include <gtest/gtest.h>

#include <string>

namespace paritylint::base {
namespace {

Regex compiled(std::string_view pattern) {
  auto regex = Regex::compile(pattern);
  EXPECT_TRUE(regex.has_value()) << pattern;
  return *std::move(regex);
}

TEST(Regex, FindsTheFirstMatchWithItsOffsets) {
  const Regex regex = compiled("[0-9]{12}");
  EXPECT_EQ(regex.search("arn:aws:iam::210987654321:role/x 111122223333"), (Span{13, 25}));
  EXPECT_EQ(regex.search("none"), std::nullopt);
}

TEST(Regex, CountsOffsetsInBytesOfUtf8) { EXPECT_EQ(compiled("b.").search("日本bé"), (Span{6, 9})); }

TEST(Regex, FindsAnEmptyMatch) {
  EXPECT_EQ(compiled("x*").search(""), (Span{0, 0}));
  EXPECT_EQ(compiled("x*").search("abc"), (Span{0, 0}));
  EXPECT_EQ(compiled("$").search("abc"), (Span{3, 3}));
}

TEST(Regex, MatchesWholeOnlyWithoutRest) {
  const Regex regex = compiled("a+|ab");
  EXPECT_TRUE(regex.matches_whole("aaa"));
  EXPECT_TRUE(regex.matches_whole("ab"));
  EXPECT_FALSE(regex.matches_whole("abc"));
  EXPECT_FALSE(regex.matches_whole(""));
}

TEST(Regex, ReportsWhyAPatternIsRefused) {
  for (const std::string_view pattern : {"(", "a(?=b)", "(a)\\1", "[z-a]", "x{1001}"}) {
    const auto regex = Regex::compile(pattern);
    ASSERT_FALSE(regex.has_value()) << pattern;
    EXPECT_EQ(regex.error().code, ErrorCode::invalid_rule) << pattern;
    EXPECT_FALSE(regex.error().message.empty()) << pattern;
  }
}

// A backtracking engine would need longer than the runner's time limit by many orders of magnitude.
TEST(Regex, EndsForPatternsThatMakeBacktrackersHang) {
  EXPECT_FALSE(compiled("(a+)+b").search(std::string(100'000, 'a')).has_value());
}

TEST(Regex, SurvivesBytesThatAreNotUtf8) {
  EXPECT_EQ(compiled("b").search("\xFF\xC0"
                                 "b"),
            (Span{2, 3}));
  EXPECT_FALSE(Regex::compile("\xFF").has_value());
}

TEST(Regex, FindsGroupsFromAPlaceOn) {
  const auto groups = compiled("(a)|(b)").search_groups("xab", 2);
  ASSERT_EQ(groups.size(), 3u);
  EXPECT_EQ(groups[0], (Span{2, 3}));
  EXPECT_FALSE(groups[1].has_value());
  EXPECT_EQ(groups[2], (Span{2, 3}));
  EXPECT_TRUE(compiled("^a").search_groups("aa", 1).empty());
  EXPECT_EQ(compiled("x*").search_groups("", 0)[0], (Span{0, 0}));
}

TEST(Regex, FindsTheLongestOfTheLeftmost) {
  const auto regex = Regex::compile_longest("a|ab");
  ASSERT_TRUE(regex.has_value());
  EXPECT_EQ(regex->search("xab"), (Span{1, 3}));
  EXPECT_EQ(compiled("a|ab").search("xab"), (Span{1, 2}));
  EXPECT_FALSE(Regex::compile_longest("(").has_value());
}

TEST(Regex, CanBeMoved) {
  Regex first = compiled("a");
  Regex second = std::move(first);
  first = compiled("b");
  EXPECT_TRUE(second.matches_whole("a"));
  EXPECT_TRUE(first.matches_whole("b"));
}

}  // namespace
}  // namespace paritylint::base
