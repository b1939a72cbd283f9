#include "base/hash.h"

#include <gtest/gtest.h>

namespace paritylint::base {
namespace {

// Published values of XXH3 with seed 0 for the empty input: the hashes are stored in baselines and caches, so a
// changed algorithm must not go unnoticed.
TEST(Hash, MatchesPublishedValuesOfTheEmptyInput) {
  EXPECT_EQ(hash64(""), 0x2D06800538D394C2U);
  EXPECT_EQ(to_hex(hash128("")), "99aa06d3014798d86001c324468d497f");
}

TEST(Hash, DependsOnEveryByteAndTheLength) {
  const std::string text(300, 'x');
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string other = text;
    other[i] = 'y';
    EXPECT_NE(hash64(text), hash64(other)) << i;
    EXPECT_NE(hash128(text), hash128(other)) << i;
    EXPECT_NE(hash64(text), hash64(text.substr(0, i))) << i;
  }
}

TEST(Hash, DoesNotDependOnAlignment) {
  const std::string shifted = "..." + std::string(200, 'q');
  EXPECT_EQ(hash128(std::string_view(shifted).substr(3)), hash128(std::string(200, 'q')));
}

TEST(ToHex, WritesLeadingZeros) { EXPECT_EQ(to_hex({0x1, 0xABC}), "00000000000000010000000000000abc"); }

}  // namespace
}  // namespace paritylint::base
