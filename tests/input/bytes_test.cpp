#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

#include "input/file_system.h"

namespace paritylint::input {
namespace {

bool has_zero_padding(const Bytes& bytes) {
  const char* end = bytes.view().data() + bytes.view().size();
  return std::all_of(end, end + kReadPadding, [](char c) { return c == '\0'; });
}

TEST(Bytes, IsPaddedWhenEmpty) {
  const Bytes bytes;
  EXPECT_EQ(bytes.view(), "");
  EXPECT_TRUE(has_zero_padding(bytes));
}

TEST(Bytes, PadsEverySizeWithZeros) {
  Bytes bytes;
  for (const std::size_t size : {1000u, 0u, 1u, 63u, 64u, 65u, 999u, 5000u, 7u}) {
    bytes.assign(std::string(size, 'x'));
    EXPECT_EQ(bytes.view(), std::string(size, 'x'));
    EXPECT_TRUE(has_zero_padding(bytes)) << size;
  }
}

TEST(Bytes, KeepsWhatIsThereWhenResized) {
  Bytes bytes;
  bytes.assign("abcdef");
  bytes.resize(9000);
  EXPECT_EQ(bytes.view().substr(0, 6), "abcdef");
  bytes.resize(3);
  EXPECT_EQ(bytes.view(), "abc");
  EXPECT_TRUE(has_zero_padding(bytes));
}

TEST(Bytes, DoesNotMoveItsMemoryForSmallerContent) {
  Bytes bytes;
  bytes.assign(std::string(4096, 'x'));
  const char* memory = bytes.view().data();
  bytes.assign("small");
  bytes.assign(std::string(4096, 'y'));
  EXPECT_EQ(bytes.view().data(), memory);
}

TEST(Bytes, IsEmptyAfterMove) {
  Bytes from;
  from.assign(std::string(100, 'x'));
  const Bytes to = std::move(from);
  EXPECT_EQ(to.view().size(), 100u);
  EXPECT_EQ(from.view(), "");  // NOLINT(bugprone-use-after-move)
  EXPECT_TRUE(has_zero_padding(from));
}

}  // namespace
}  // namespace paritylint::input
