#include "input/git_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "input/git.h"
#include "input/git_directory.h"

namespace paritylint::input {
namespace {

using test::GitWorkTree;
using test::split_at_zeros;
using Lines = std::vector<std::string>;

bool everything(std::string_view) { return true; }

base::Result<GitIndex> read_index_at(const std::string& top, const GitIndex::Wanted& wanted = everything) {
  TRY_ASSIGN(const DiskFileSystem disk, DiskFileSystem::open(top));
  TRY_ASSIGN(const GitDirectory git, GitDirectory::open(disk, top));
  Bytes bytes;
  TRY(git.read_index(bytes));
  return GitIndex::read(std::move(bytes), git.id_size(), wanted,
                        [&](std::string_view id, Bytes& shared) { return git.read_shared_index(id, shared); });
}

std::string_view mode_of(const IndexEntry& entry) {
  switch (entry.kind) {
    case TrackedKind::file:
      return entry.is_executable ? "100755" : "100644";
    case TrackedKind::link:
      return "120000";
    case TrackedKind::repository:
      return "160000";
    case TrackedKind::sparse_folder:
      return "040000";
  }
  return "";
}

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    char digits[3];
    std::snprintf(digits, sizeof digits, "%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
    text += digits;
  }
  return text;
}

// As `git ls-files -s -z` writes it.
Lines lines_of(const GitIndex& index) {
  Lines lines;
  for (const IndexEntry& entry : index.entries()) {
    std::string line(mode_of(entry));
    line += " " + hex(entry.id) + " " + std::to_string(entry.stage) + "\t" + std::string(entry.path);
    if (entry.kind == TrackedKind::sparse_folder) line += '/';
    lines.push_back(std::move(line));
  }
  return lines;
}

// Our reading of the index of the work tree at `top` is git's.
void expect_same_as_git(const std::string& top, const std::string& options = "") {
  const auto index = read_index_at(top);
  ASSERT_TRUE(index) << index.error().message;
  const test::Ran listed = test::run_in(top, "git ls-files -s -z " + options);
  ASSERT_EQ(listed.exit_code, 0);
  EXPECT_EQ(lines_of(*index), split_at_zeros(listed.out));
}

void fill(const GitWorkTree& tree) {
  for (const char* name :
       {"taskdef.json", "a/taskdef.json", "a/b/c/appspec.yaml", "a-b/x", "a.b", "a0", "deploy/prod/taskdef.json",
        "deploy/stg/taskdef.json", "with space", "quo\"te", "new\nline", "b\xff\xfe", "t\xc3\xa4g/\xe2\x82\xac"}) {
    tree.folder().file(name, name);
  }
  tree.folder().file(std::string(200, 'd') + "/" + std::string(200, 'e') + "/long", "long");
  tree.folder().link("link", "taskdef.json");
  tree.sh("chmod +x a0 && git add . && git commit -q -m first");
}

struct Variant {
  const char* name;
  const char* init;
  const char* commands;  // after fill()
  const char* mark;      // bytes that the index must hold then, so that the variant is what its name says
};

class GitIndexVariant : public testing::TestWithParam<Variant> {};

TEST_P(GitIndexVariant, IsReadAsGitReadsIt) {
  GIT_OR_SKIP();
  const GitWorkTree tree(GetParam().init);
  fill(tree);
  tree.sh(GetParam().commands);
  EXPECT_NE(test::read_file(tree.at(".git/index")).find(GetParam().mark), std::string::npos)
      << "git made another kind of index";
  expect_same_as_git(tree.path());
}

// Lets a split index hold many changes before git joins its parts.
#define STAY_SPLIT "git config splitIndex.maxPercentChange 100 && "
#define MERGE_CONFLICT                                                                                   \
  "git checkout -q -b other && echo o > a0 && rm a.b && git commit -q -am o && git checkout -q main && " \
  "echo m > a0 && echo m > a.b && git commit -q -am m && ! git merge -q other >/dev/null"

constexpr Variant kVariants[] = {
    {"version_2", "", "git update-index --index-version 2", "DIRC"},
    {"version_3", "",
     "git update-index --skip-worktree a0 && echo n > new && git add -N new && git update-index --assume-unchanged a.b",
     "DIRC"},
    {"version_4", "", "git update-index --index-version 4", "DIRC"},
    {"version_4_with_flags", "",
     "git update-index --index-version 4 && git update-index --skip-worktree a0 && echo n > new && git add -N new",
     "DIRC"},
    {"emptied", "", "git rm -q -r --cached .", "DIRC"},
    {"conflict", "", MERGE_CONFLICT, "DIRC"},
    {"conflict_in_version_4", "", "git update-index --index-version 4 && " MERGE_CONFLICT, "DIRC"},
    {"resolved_conflict", "", MERGE_CONFLICT " && echo r > a0 && git add a0", "REUC"},
    {"split", "", "git update-index --split-index", "link"},
    {"split_with_changes", "",
     STAY_SPLIT "git update-index --split-index && git rm -q --cached a.b deploy/stg/taskdef.json && echo c > a0 && "
                "echo c > taskdef.json && echo n > a/new && echo n > zz && git add a0 taskdef.json a/new zz",
     "link"},
    {"split_twice_changed", "",
     STAY_SPLIT
     "git update-index --split-index && echo n > a00 && git add a00 && git rm -q --cached a.b && echo c > a0 && "
     "git add a0 && git rm -q --cached a00 && echo b > a.b && git add a.b && git update-index --skip-worktree link",
     "link"},
    {"split_in_version_4", "",
     STAY_SPLIT "git update-index --index-version 4 && git update-index --split-index && git rm -q --cached a.b && "
                "echo c > a0 && echo c > 'with space' && echo n > a/new && git add a0 'with space' a/new",
     "link"},
    {"split_in_sha256", "--object-format=sha256",
     STAY_SPLIT
     "git update-index --split-index && echo n > a00 && git add a00 && git rm -q --cached a.b && echo c > a0 && "
     "git add a0",
     "link"},
    {"split_with_conflict", "", STAY_SPLIT "git update-index --split-index && " MERGE_CONFLICT, "link"},
    {"split_and_joined_again", "",
     "git update-index --split-index && echo n > n && git add n && git update-index --no-split-index", "DIRC"},
    {"sha256", "--object-format=sha256", "echo n > n && git add n", "DIRC"},
    {"sha256_in_version_4", "--object-format=sha256", "git update-index --index-version 4", "DIRC"},
    {"untracked_cache", "", "git update-index --force-untracked-cache && git status >/dev/null", "UNTR"},
    {"file_system_monitor", "",
     "printf '#!/bin/sh\\nprintf \"token\\\\0/\\\\0\"\\n' > .git/monitor && chmod +x .git/monitor && "
     "git config core.fsmonitor .git/monitor && git update-index --fsmonitor && git status >/dev/null",
     "FSMN"},
    {"end_of_entries", "", "git config index.recordEndOfIndexEntries true && echo n > n && git add n", "EOIE"},
    // What index.skipHash of newer versions writes.
    {"without_checksum", "", "truncate -s -20 .git/index && head -c 20 /dev/zero >> .git/index", "DIRC"},
    {"sparse_checkout", "", "git sparse-checkout set --cone a >/dev/null", "DIRC"},
};

INSTANTIATE_TEST_SUITE_P(All, GitIndexVariant, testing::ValuesIn(kVariants),
                         [](const auto& variant) { return std::string(variant.param.name); });

TEST(GitIndex, VersionsAreWhatTheVariantsSay) {
  GIT_OR_SKIP();
  const std::string added = " && echo n > new && git add -N new";
  for (const auto& [commands, version] : {std::pair<std::string, char>{"true", 2},
                                          {"true" + added, 3},
                                          {"git update-index --index-version 4" + added, 4}}) {
    const GitWorkTree tree;
    fill(tree);
    tree.sh(commands);
    EXPECT_EQ(test::read_file(tree.at(".git/index"))[7], version);
  }
}

TEST(GitIndex, ReadsSparseIndexes) {
  GIT_OR_SKIP();
  for (const char* version : {"3", "4"}) {
    const GitWorkTree tree;
    fill(tree);
    tree.sh(std::string("git update-index --index-version ") + version +
            " && git sparse-checkout set --cone --sparse-index a >/dev/null");
    expect_same_as_git(tree.path(), "--sparse");
    const auto index = read_index_at(tree.path());
    ASSERT_TRUE(index);
    const auto is_sparse = [](const IndexEntry& entry) { return entry.kind == TrackedKind::sparse_folder; };
    EXPECT_TRUE(std::ranges::any_of(index->entries(), is_sparse)) << "git did not make a sparse index";
  }
}

TEST(GitIndex, ReadsTheFlagsThatGitShows) {
  GIT_OR_SKIP();
  const GitWorkTree tree;
  fill(tree);
  tree.sh(
      "git update-index --skip-worktree a0 && git update-index --assume-unchanged a.b && echo n > new && git add -N "
      "new");
  const auto index = read_index_at(tree.path());
  ASSERT_TRUE(index);
  Lines skipped, assumed, intended;
  for (const IndexEntry& entry : index->entries()) {
    if (entry.skips_work_tree) skipped.emplace_back(entry.path);
    if (entry.is_assumed_unchanged) assumed.emplace_back(entry.path);
    if (entry.is_intent_to_add) intended.emplace_back(entry.path);
  }
  EXPECT_EQ(skipped, Lines{"a0"});
  EXPECT_EQ(assumed, Lines{"a.b"});
  EXPECT_EQ(intended, Lines{"new"});
}

TEST(GitIndex, ReadsLinkedWorkTreesAndSubmodules) {
  GIT_OR_SKIP();
  const GitWorkTree library;
  library.sh("echo l > l && git add l && git commit -q -m l");
  const GitWorkTree tree;
  fill(tree);
  tree.git("-c protocol.file.allow=always submodule add -q '" + library.path() + "' deep/sub");
  tree.sh(
      "git commit -q -m sub && git worktree add -q .git/elsewhere -b other && cd .git/elsewhere && echo w > w && git "
      "add w");
  expect_same_as_git(tree.path());
  expect_same_as_git(tree.at("deep/sub"));
  expect_same_as_git(tree.at(".git/elsewhere"));
}

TEST(GitIndex, ReadsRandomHistoriesOfSplitIndexes) {
  GIT_OR_SKIP();
  for (unsigned seed = 1; seed <= 2; ++seed) {
    const GitWorkTree tree;
    unsigned state = seed * 2654435761u;
    const auto below = [&](unsigned bound) {
      state = state * 1664525u + 1013904223u;
      return (state >> 16) % bound;
    };
    std::string commands = "git config splitIndex.maxPercentChange 100\n";
    for (int i = 0; i < 300; ++i) commands += "echo " + std::to_string(i) + " > f" + std::to_string(i) + "\n";
    commands += "git add .\ngit update-index --index-version " + std::string(seed % 2 == 0 ? "4" : "2") + "\n";
    commands += "git update-index --split-index\n";
    tree.sh(commands);
    for (int round = 0; round < 5; ++round) {
      commands.clear();
      std::string removed = "git rm -q -f --cached --ignore-unmatch";
      for (unsigned i = 0; i < 1 + below(90); ++i) removed += " f" + std::to_string(below(300));
      for (unsigned i = 0; i < below(40); ++i)
        commands += "echo " + std::to_string(below(9999)) + " > f" + std::to_string(below(350)) + "\n";
      tree.sh(commands + "git add $(ls | head -n " + std::to_string(below(200)) + ")\n" + removed);
      expect_same_as_git(tree.path());
    }
    EXPECT_FALSE(tree.sh("ls .git | grep sharedindex").empty());
  }
}

TEST(GitIndex, LeavesOutWhatIsNotWanted) {
  GIT_OR_SKIP();
  for (const char* change : {"true", "git update-index --index-version 4",
                             "git update-index --split-index && echo c > a/taskdef.json && git add ."}) {
    const GitWorkTree tree;
    fill(tree);
    tree.sh(change);
    const auto index = read_index_at(tree.path(), [](std::string_view path) { return path.ends_with("taskdef.json"); });
    ASSERT_TRUE(index) << index.error().message;
    Lines paths;
    for (const IndexEntry& entry : index->entries()) paths.emplace_back(entry.path);
    EXPECT_EQ(paths, (Lines{"a/taskdef.json", "deploy/prod/taskdef.json", "deploy/stg/taskdef.json", "taskdef.json"}));
  }
}

}  // namespace
}  // namespace paritylint::input
