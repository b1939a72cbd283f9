// What only a disk can do to a configuration: links, pipes, permissions.
#include <gtest/gtest.h>

#include "config/load_config.h"
#include "input/temp_folder.h"

namespace paritylint::config {
namespace {

base::Result<std::optional<Config>> load(const std::string& top) {
  auto disk = input::DiskFileSystem::open(top);
  if (!disk) return disk.error();
  return load_config(*disk);
}

TEST(ConfigOnDisk, ALinkBelowTheTopIsFollowed) {
  const test::TempFolder folder;
  folder.file("ci/lint.yaml", "extends: base.yaml\n");
  folder.file("base.yaml", "environments: [{name: prod}]\n");
  folder.link("paritylint.yaml", "ci/lint.yaml");
  const auto config = load(folder.path());
  ASSERT_TRUE(config) << config.error().message;
  // Relative to the name that was read, not to what the link leads to.
  EXPECT_EQ((*config)->files, (std::vector<std::string>{"paritylint.yaml", "base.yaml"}));
}

TEST(ConfigOnDisk, NothingLeadsOutOfTheRoot) {
  const test::TempFolder folder;
  folder.file("outside.yaml", "environments: [{name: prod}]\n");
  folder.file("root/paritylint.yaml", "extends: link.yaml\n");
  folder.link("root/link.yaml", "../outside.yaml");
  const auto extended = load(folder.at("root"));
  ASSERT_FALSE(extended);
  EXPECT_EQ(extended.error().code, base::ErrorCode::invalid_config);
  EXPECT_TRUE(extended.error().message.starts_with("paritylint.yaml:1:10: cannot read ")) << extended.error().message;

  folder.folder("other");
  folder.link("other/paritylint.yaml", "../outside.yaml");
  const auto own = load(folder.at("other"));
  ASSERT_FALSE(own);
  EXPECT_EQ(own.error().code, base::ErrorCode::io);
}

TEST(ConfigOnDisk, WhatCannotBeReadIsAnErrorAndNotNothing) {
  const test::TempFolder pipe;
  pipe.pipe("paritylint.yaml");
  EXPECT_FALSE(load(pipe.path()));

  const test::TempFolder dangling;
  dangling.link("paritylint.yaml", "none");
  EXPECT_FALSE(load(dangling.path()));

  const test::TempFolder secret;
  secret.file("paritylint.yaml", "");
  chmod(secret.at("paritylint.yaml").c_str(), 0);
  const test::AsOtherUser other;
  EXPECT_FALSE(load(secret.path()));
}

}  // namespace
}  // namespace paritylint::config
