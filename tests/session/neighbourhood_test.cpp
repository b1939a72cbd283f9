#include "session/neighbourhood.h"

#include <gtest/gtest.h>

namespace paritylint::session {
namespace {

std::vector<std::string> near(std::initializer_list<const char*> files, const std::string& folder) {
  input::MemoryFileSystem memory;
  for (const char* file : files) memory.put(file, "");
  const std::string folders[] = {folder};
  return neighbourhood(memory, folders, manifest::Vocabulary::built_in(), [](std::string_view) { return true; });
}

using Paths = std::vector<std::string>;

TEST(Neighbourhood, HoldsTheFolderAndAllAboveIt) {
  EXPECT_EQ(near({"a/b/x", "a/y", "z", "a/c/d/no", "b/no"}, "a/b"), (Paths{"a/b/x", "a/y", "z"}));
}

TEST(Neighbourhood, HoldsTheSamePlaceBesideIt) {
  EXPECT_EQ(near({"live/x", "shn/x", "shn/deep/no"}, "shn"), (Paths{"live/x", "shn/x"}));
}

TEST(Neighbourhood, HoldsEnvironmentsInsideTheFolder) {
  EXPECT_EQ(near({"x", "prod/x", "src/no", "prod/deep/no"}, ""), (Paths{"prod/x", "x"}));
}

TEST(Neighbourhood, HoldsOtherEnvironmentsOfTheSamePlace) {
  EXPECT_EQ(
      near({"deploy/prod/app/x", "deploy/stg/app/x", "deploy/stg/other/no", "deploy/shn/app/x"}, "deploy/prod/app"),
      (Paths{"deploy/prod/app/x", "deploy/shn/app/x", "deploy/stg/app/x"}));
}

TEST(Neighbourhood, DoesNotEnterGitOrNodeModules) {
  EXPECT_EQ(near({"prod/x", ".git/no", "node_modules/no"}, "prod"), Paths{"prod/x"});
}

TEST(Neighbourhood, LeavesOutFoldersThatDoNotExist) { EXPECT_EQ(near({"x"}, "gone/prod"), Paths{"x"}); }

}  // namespace
}  // namespace paritylint::session
