// What is staged, over indexes of every sort that git writes.
#include <gtest/gtest.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "input/git.h"
#include "input/git_content.h"
#include "input/git_folder.h"
#include "input/written_index.h"

namespace paritylint::input {
namespace {

using test::GitFolder;
using test::listed;
using test::open_index;
using test::read;

std::string open_index_failure(const std::string& path) {
  auto repository = GitRepository::open(path, GitRepository::Search::here);
  if (!repository) return repository.error().message;
  const auto files = GitFileSystem::of_index(*std::move(repository), "", {"", ""});
  return files ? "opened" : files.error().message;
}

// All files below `folder`, listed folder by folder.
void collect(const FileSystem& files, const std::string& folder, std::vector<std::string>& paths) {
  const auto entries = files.list(folder);
  ASSERT_TRUE(entries) << entries.error().message;
  for (const Entry& entry : *entries) {
    const std::string path = folder.empty() ? entry.name : folder + "/" + entry.name;
    if (entry.kind == EntryKind::directory) {
      collect(files, path, paths);
    } else {
      paths.push_back(path);
    }
  }
}

struct Variant {
  const char* name;
  const char* commands;  // in a work tree whose files are committed
  const char* mark;      // bytes that the index must hold then
};

class StagedVariant : public testing::TestWithParam<Variant> {};

// Every path that git tracks is listed, and has the content that git shows for it.
void expect_what_git_shows(const GitFolder& git, const std::string& work_tree) {
  const auto files = open_index(work_tree);
  ASSERT_NE(files, nullptr);
  std::vector<std::string> paths;
  collect(*files, "", paths);
  std::ranges::sort(paths);
  std::vector<std::string> tracked;
  for (std::string& path : test::split_at_zeros(git.run("git ls-files -z", work_tree)))
    tracked.push_back(std::move(path));
  std::ranges::sort(tracked);
  EXPECT_EQ(paths, tracked);
  for (const std::string& path : tracked) {
    EXPECT_EQ(read(*files, path), git.run("git show ':" + path + "'", work_tree)) << path;
  }
}

TEST_P(StagedVariant, IsWhatGitShows) {
  const GitFolder git;
  for (const char* name : {"f", "in/f", "in/g", "out/a/f", "out/g", "out-side", "removed", "with space/x"}) {
    git.file(name, std::string("committed ") + name);
  }
  git.commit();
  git.run(GetParam().commands);
  git.file("in/f", "staged");
  git.file("in/new", "new");
  git.run("git add in && git rm -q --cached --sparse removed");
  git.file("in/f", "on disk only");
  EXPECT_NE(test::read_file(git.path() + "/.git/index").find(GetParam().mark), std::string::npos)
      << "git made another kind of index";
  expect_what_git_shows(git, git.path());
}

#define STAY_SPLIT "git config splitIndex.maxPercentChange 100 && "

constexpr Variant kVariants[] = {
    {"version_2", "git update-index --index-version 2", "DIRC"},
    {"version_4", "git update-index --index-version 4", "DIRC"},
    {"split", STAY_SPLIT "git update-index --split-index", "link"},
    {"split_in_version_4", STAY_SPLIT "git update-index --index-version 4 && git update-index --split-index", "link"},
    {"sparse", "git sparse-checkout set --cone --sparse-index in", "sdir"},
    {"sparse_in_version_4", "git update-index --index-version 4 && git sparse-checkout set --cone --sparse-index in",
     "sdir"},
};

INSTANTIATE_TEST_SUITE_P(All, StagedVariant, testing::ValuesIn(kVariants),
                         [](const auto& variant) { return std::string(variant.param.name); });

TEST(StagedFileSystem, ASplitIndexOfALinkedWorkTreeIsRead) {
  const GitFolder git;
  git.file("f", "committed");
  git.commit();
  git.run("git worktree add -q ../second && cd ../second && " STAY_SPLIT
          "git update-index --split-index && printf staged > f && printf new > new && git add .");
  expect_what_git_shows(git, git.beside("second"));
}

TEST(StagedFileSystem, ASplitIndexWithoutItsSharedPartIsAnError) {
  const GitFolder git;
  git.file("f", "x");
  git.commit();
  git.run("git update-index --split-index && rm .git/sharedindex.*");
  const std::string failure = open_index_failure(git.path());
  EXPECT_TRUE(failure.starts_with("cannot read what is staged in \"" + git.path() + "/.git\": ")) << failure;
  EXPECT_NE(failure.find("no such file"), std::string::npos) << failure;
}

TEST(StagedFileSystem, WhatIsNotInASparseFolderIsNotFound) {
  const GitFolder git;
  for (const char* name : {"f", "in/f", "out/a/f", "out-side"}) git.file(name, name);
  git.commit();
  git.run("git sparse-checkout set --cone --sparse-index in");
  const auto files = open_index(git.path());
  EXPECT_EQ(listed(*files, ""), "f in/ out/ out-side ");
  EXPECT_EQ(listed(*files, "out"), "a/ ");
  EXPECT_EQ(*files->kind("out/a"), EntryKind::directory);
  for (const std::string path : {"out/none", "out/a/none/f", "none/f", "out/a/f/x"}) {
    EXPECT_EQ(read(*files, path), "error: cannot read \"" + path + "\": no such file or directory");
  }
  EXPECT_FALSE(files->list("out/none"));
}

TEST(StagedFileSystem, APipeInThePlaceOfTheIndexIsRefused) {
  alarm(60);
  const GitFolder git;
  git.run("mkfifo .git/index");
  EXPECT_NE(open_index_failure(git.path()).find("index is not a regular file"), std::string::npos);
  alarm(0);
}

TEST(StagedFileSystem, AnIndexThatStandsForFarMoreBytesThanItHasIsRefused) {
  const GitFolder git;
  git.file(".git/index", test::index_of_long_paths(std::size_t{1} << 20));
  EXPECT_EQ(open_index_failure(git.path()), "cannot read what is staged in \"" + git.path() +
                                                "/.git\": cannot use the git index: its paths are too long");
}

TEST(StagedFileSystem, ReadsWhatIsStagedAndNotWhatIsOnDisk) {
  const GitFolder git;
  git.file("f", "committed");
  git.file("removed", "r");
  git.commit();
  git.file("f", "staged");
  git.file("new", "new");
  git.run("git add f new && git rm -q --cached removed");
  git.file("f", "on disk");
  git.file("announced", "no content yet");
  git.run("git add -N announced");
  for (const std::string version : {"2", "3", "4"}) {
    git.run("git update-index --index-version " + version);
    const auto files = open_index(git.path());
    EXPECT_EQ(listed(*files, ""), "f new ");
    EXPECT_EQ(read(*files, "f"), "staged");
  }
}

TEST(StagedFileSystem, APathInConflictIsAnErrorAndTheOthersAreRead) {
  const GitFolder git;
  git.file("f", "base");
  git.file("other", "o");
  git.commit();
  git.run("git checkout -q -b side");
  git.file("f", "theirs");
  git.commit();
  git.run("git checkout -q main");
  git.file("f", "ours");
  git.commit();
  git.run("git merge -q side || true");
  const auto files = open_index(git.path());
  EXPECT_EQ(listed(*files, ""), "f other ");
  EXPECT_EQ(read(*files, "f"),
            "error: cannot read \"f\": it is in conflict, so nothing is staged: resolve it and git add it");
  EXPECT_EQ(read(*files, "other"), "o");
}

TEST(StagedFileSystem, ARepositoryWithoutIndexHasNothingStaged) {
  const GitFolder git;
  EXPECT_EQ(listed(*open_index(git.path()), ""), "");
}

}  // namespace
}  // namespace paritylint::input
