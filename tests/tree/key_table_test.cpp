#include "tree/key_table.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace paritylint::tree {
namespace {

TEST(KeyTable, NumbersNamesByTheirIndex) {
  const std::vector<std::string_view> names = {"image", "name", "", "a", "ab", "abc", "abcd", "containerDefinitions"};
  const KeyTable table(names);
  for (std::size_t id = 0; id < names.size(); ++id) {
    EXPECT_EQ(table.find(names[id]), id) << names[id];
    EXPECT_EQ(table.name(static_cast<KeyId>(id)), names[id]);
  }
  EXPECT_EQ(table.size(), names.size());
}

TEST(KeyTable, KnowsNoOtherName) {
  const std::vector<std::string_view> names = {"image", "name"};
  const KeyTable table(names);
  for (const std::string_view name : {"", "Image", "imag", "images", "nam", "\xff", "containerDefinitions"}) {
    EXPECT_EQ(table.find(name), kUnknownKey) << name;
  }
}

TEST(KeyTable, EmptyTableKnowsNothing) {
  EXPECT_EQ(KeyTable().find("name"), kUnknownKey);
  EXPECT_EQ(KeyTable(std::span<const std::string_view>()).find(""), kUnknownKey);
}

TEST(KeyTable, TellsNamesApartThatHashAlike) {
  const std::string one = "prefix-8-" + std::string(20, 'x') + "-8-suffix";
  const std::string other = "prefix-8-" + std::string(20, 'y') + "-8-suffix";
  ASSERT_EQ(KeyTable::hash(one), KeyTable::hash(other)) << "the names must differ where the hash does not look";
  const std::vector<std::string_view> names = {one, other};
  const KeyTable table(names);
  EXPECT_EQ(table.find(one), 0);
  EXPECT_EQ(table.find(other), 1);
}

}  // namespace
}  // namespace paritylint::tree
