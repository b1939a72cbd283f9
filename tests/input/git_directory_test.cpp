#include "input/git_directory.h"

#include <gtest/gtest.h>

#include "input/git_config.h"
#include "input/temp_folder.h"

namespace paritylint::input {
namespace {

struct Case {
  const char* text;
  std::optional<std::string> value;
};

TEST(GitConfig, FindsTheLastValueOfAKey) {
  const Case table[] = {
      {"", std::nullopt},
      {"[core]\n\tignorecase = true\n", "true"},
      {"[core]\nignorecase=true", "true"},
      {"[CORE]\n IgnoreCase = no\n", "no"},
      {"[core] ignorecase = yes\n", "yes"},
      {"[core]\nignorecase\n", "true"},
      {"[core]\nignorecase # why\n", "true"},
      {"[core]\nignorecase = false ; why\n", "false"},
      {"[core]\nignorecase =\n", ""},
      {"[core]\nignorecase = \"a # b\" c  \n", "a # b c"},
      {"[core]\nignorecase = \"a  \"  \n", "a  "},
      {"[core]\nignorecase = a\\\nb\n", "ab"},
      {"[core]\nignorecase = a\\tb\\\\\\\"\n", "a\tb\\\""},
      {"[core]\r\nignorecase = true\r\n", "true"},
      {"[core]\nignorecase = 1\n[user]\nname = n\n[core]\nignorecase = 0\n", "0"},
      {"[core \"sub\"]\nignorecase = true\n", std::nullopt},
      {"[core \"]\"]\nignorecase = true\n", std::nullopt},
      {"[corex]\nignorecase = true\n", std::nullopt},
      {"# [core]\n; x\n[user]\nignorecase = true\n", std::nullopt},
      {"[user]\nname = \"[core]\\\nignorecase = true\"\n", std::nullopt},
      {"[core\nignorecase = true\n[core]\nignorecase = 2", "2"},
      {"\xef\xbb\xbf[core]\nignorecase = true\n", "true"},
      {"[core]\n???\nignorecase = true\n", "true"},
      {"[core]\nignorecase = x\\", "x\\"},
  };
  for (const Case& one : table) {
    EXPECT_EQ(find_git_config_value(one.text, "core", "ignorecase"), one.value) << one.text;
    for (std::size_t size = 0; size < std::string_view(one.text).size(); ++size) {
      find_git_config_value(std::string_view(one.text).substr(0, size), "core", "ignorecase");
    }
  }
}

TEST(GitConfig, KnowsWhatGitTakesForTrue) {
  for (const char* value : {"true", "YES", "on", "1", "42"}) EXPECT_TRUE(is_git_true(value)) << value;
  for (const char* value : {"false", "no", "off", "0", "", "00"}) EXPECT_FALSE(is_git_true(value)) << value;
}

TEST(GitDirectory, ReadsWhatTheConfigurationSays) {
  const test::TempFolder folder;
  folder.file(".git/config", "[core]\n\tignorecase = true\n[extensions]\n\tobjectFormat = sha256\n");
  const auto disk = DiskFileSystem::open(folder.path());
  ASSERT_TRUE(disk);
  const auto git = GitDirectory::open(*disk, folder.path());
  ASSERT_TRUE(git);
  EXPECT_EQ(git->id_size(), 32u);
  EXPECT_TRUE(git->ignores_case());
}

TEST(GitDirectory, FollowsGitFilesAndCommonFolders) {
  const test::TempFolder folder;
  folder.file("tree/.git", "gitdir: ../main/.git/worktrees/tree\n");
  folder.file("main/.git/worktrees/tree/commondir", "../..\n");
  folder.file("main/.git/worktrees/tree/index", "own");
  folder.file("main/.git/worktrees/tree/HEAD", "ref: refs/heads/main\n");
  folder.file("main/.git/HEAD", "ref: refs/heads/main\n");
  folder.file("main/.git/index", "not this one");
  folder.file("main/.git/info/exclude", "common");
  const auto disk = DiskFileSystem::open(folder.at("tree"));
  ASSERT_TRUE(disk);
  const auto git = GitDirectory::open(*disk, folder.at("tree"));
  ASSERT_TRUE(git) << git.error().message;
  Bytes bytes;
  ASSERT_TRUE(git->read_index(bytes));
  EXPECT_EQ(bytes.view(), "own");
  ASSERT_TRUE(git->read_exclude(bytes));
  EXPECT_EQ(bytes.view(), "common");
}

TEST(GitDirectory, IsNotFoundWhereThereIsNone) {
  const test::TempFolder folder;
  const auto disk = DiskFileSystem::open(folder.path());
  ASSERT_TRUE(disk);
  const auto git = GitDirectory::open(*disk, folder.path());
  ASSERT_FALSE(git);
  EXPECT_EQ(git.error().code, base::ErrorCode::not_found);
}

}  // namespace
}  // namespace paritylint::input
