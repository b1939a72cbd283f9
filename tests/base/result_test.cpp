#include "base/result.h"

#include <gtest/gtest.h>

#include <memory>

namespace paritylint::base {
namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return Error{ErrorCode::usage, "odd"};
  return number / 2;
}

Result<int> quarter(int number) {
  TRY_ASSIGN(const int halved, half(number));
  TRY_ASSIGN(const int quartered, half(halved));
  return quartered;
}

Result<void> must_be_even(int number, bool& reached_end) {
  TRY(half(number));
  reached_end = true;
  return {};
}

TEST(Result, HoldsAValueOrAnError) {
  EXPECT_TRUE(half(4).has_value());
  EXPECT_EQ(*half(4), 2);
  ASSERT_FALSE(half(3));
  EXPECT_EQ(half(3).error().message, "odd");
  EXPECT_EQ(half(3).error().code, ErrorCode::usage);
}

TEST(Result, TryAssignHandsTheFirstErrorOn) {
  EXPECT_EQ(*quarter(12), 3);
  EXPECT_EQ(quarter(6).error().message, "odd");
  EXPECT_EQ(quarter(7).error().message, "odd");
}

TEST(Result, TryReturnsEarlyOnlyOnError) {
  bool reached_end = false;
  EXPECT_FALSE(must_be_even(1, reached_end).has_value());
  EXPECT_FALSE(reached_end);
  EXPECT_TRUE(must_be_even(2, reached_end).has_value());
  EXPECT_TRUE(reached_end);
}

TEST(Result, MovesWhatCannotBeCopied) {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(5);
  const std::unique_ptr<int> value = *std::move(result);
  EXPECT_EQ(*value, 5);
}

TEST(Result, ReachesMembersOfItsValue) {
  Result<std::string> result = std::string("abc");
  EXPECT_EQ(result->size(), 3U);
  result->push_back('d');
  EXPECT_EQ(*result, "abcd");
}

TEST(ResultDeathTest, BugStopsWithThePlace) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_DEATH(BUG("unreachable"), "result_test.cpp:[0-9]+: unreachable");
}

TEST(ResultDeathTest, StopsWhenReadAsWhatItIsNot) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  const Result<int> odd = half(3);
  EXPECT_DEATH(static_cast<void>(*odd), "bug at");
}

}  // namespace
}  // namespace paritylint::base
