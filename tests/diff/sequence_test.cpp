#include "diff/sequence.h"

#include <gtest/gtest.h>

namespace paritylint::diff {
namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;
constexpr std::size_t kNo = kNoElement;

bool same_first_letter(const std::string& a, const std::string& b) { return a[0] == b[0]; }

Pairs align(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  std::size_t budget = kSequenceBudget;
  return align_sequences(left, right, same_first_letter, budget);
}

TEST(Sequence, EqualSequencesArePairedElementByElement) {
  EXPECT_EQ(align({"a", "b"}, {"a", "b"}), (Pairs{{0, 0}, {1, 1}}));
  EXPECT_EQ(align({}, {}), Pairs{});
}

TEST(Sequence, AnInsertedElementMovesNothing) {
  EXPECT_EQ(align({"a", "b", "c"}, {"a", "x", "b", "c"}), (Pairs{{0, 0}, {kNo, 1}, {1, 2}, {2, 3}}));
  EXPECT_EQ(align({"a", "b"}, {"b"}), (Pairs{{0, kNo}, {1, 0}}));
  EXPECT_EQ(align({"a"}, {}), (Pairs{{0, kNo}}));
}

TEST(Sequence, WhatIsSimilarBetweenCommonElementsIsOneStep) {
  EXPECT_EQ(align({"a", "k1", "b"}, {"a", "k2", "b"}), (Pairs{{0, 0}, {1, 1}, {2, 2}}));
  EXPECT_EQ(align({"a", "k1", "b"}, {"a", "m", "k2", "b"}), (Pairs{{0, 0}, {kNo, 1}, {1, 2}, {2, 3}}));
}

TEST(Sequence, TheLongestCommonSubsequenceIsFound) {
  const Pairs pairs = align({"p", "a", "b", "q", "c"}, {"a", "r", "b", "c", "s"});
  std::size_t common = 0;
  for (const auto& [i, j] : pairs) common += i != kNo && j != kNo ? 1 : 0;
  EXPECT_EQ(common, 3u);
}

TEST(Sequence, LongSequencesWithoutCommonEndsAreNotMultiplied) {
  std::vector<std::string> left(5000, "x"), right(5000, "y");
  EXPECT_EQ(align(left, right).size(), 10000u);
}

}  // namespace
}  // namespace paritylint::diff
