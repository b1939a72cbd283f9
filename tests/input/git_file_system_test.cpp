#include "input/git_file_system.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "input/discover.h"
#include "input/git_content.h"
#include "input/git_folder.h"

namespace paritylint::input {
namespace {

using base::ErrorCode;
using test::GitFolder;
using test::listed;
using test::open_index;
using test::read;

std::unique_ptr<GitFileSystem> open_revision(const std::string& path, const std::string& revision = "HEAD") {
  auto repository = GitRepository::open(path, GitRepository::Search::here);
  if (!repository) {
    ADD_FAILURE() << repository.error().message;
    return nullptr;
  }
  const auto tree = repository->find_tree(revision);
  if (!tree) {
    ADD_FAILURE() << tree.error().message;
    return nullptr;
  }
  return GitFileSystem::of_revision(*std::move(repository), *tree, {"", ""});
}

// A work tree of a file, an executable, folders and names that sort differently in a tree and in a folder.
void fill(const GitFolder& git) {
  git.file("a/x", "in a");
  git.file("a-b", "beside");
  git.file("run", "#!/bin/sh\n");
  git.file("deep/er/still/taskdef.json", "{}");
  git.run("chmod +x run");
  git.commit();
}

TEST(GitFileSystem, ListsAndReadsARevisionOfAnyKindOfRepository) {
  const GitFolder git;
  fill(git);
  git.run(
      "git clone -q --bare work bare && git -C work worktree add -q ../second && git clone -q --shared work shared"
      " && git clone -q --depth 1 \"file://$PWD/work\" shallow && git -C bare gc -q && mkdir side && git init -q "
      "--separate-git-dir elsewhere apart && git -C apart pull -q ../work main",
      git.beside("."));
  for (const std::string& path :
       {git.path(), git.path() + "/.git", git.beside("bare"), git.beside("second"), git.beside("second/.git"),
        git.beside("shared"), git.beside("shallow"), git.beside("apart"), git.beside("elsewhere")}) {
    SCOPED_TRACE(path);
    const auto files = open_revision(path);
    ASSERT_NE(files, nullptr);
    EXPECT_EQ(listed(*files, ""), "a/ a-b deep/ run ");
    EXPECT_EQ(listed(*files, "deep/er"), "still/ ");
    EXPECT_EQ(read(*files, "a/x"), "in a");
    EXPECT_EQ(read(*files, "a-b"), "beside");
    EXPECT_EQ(read(*files, "deep/er/still/taskdef.json"), "{}");
  }
}

TEST(GitFileSystem, UnderstandsEverySpellingOfARevision) {
  const GitFolder git;
  git.file("f", "one");
  const std::string first = git.commit();
  git.run("git tag -a v1 -m v1 && git tag light");
  git.file("f", "two");
  git.commit();
  git.run("git update-ref refs/remotes/origin/topic HEAD~1 && git branch dev HEAD~1 && git pack-refs --all");
  const std::string cases[] = {first,   first.substr(0, 8), "HEAD~1", "HEAD^",    "main~1", "v1",
                               "light", "origin/topic",     "dev",    "v1^{tree}"};
  for (const std::string& revision : cases) {
    SCOPED_TRACE(revision);
    const auto files = open_revision(git.path(), revision);
    ASSERT_NE(files, nullptr);
    EXPECT_EQ(read(*files, "f"), "one");
  }
  git.run("git checkout -q --detach HEAD~1");
  EXPECT_EQ(read(*open_revision(git.path()), "f"), "one");
}

TEST(GitFileSystem, WhatDoesNotExistIsNotFound) {
  const GitFolder git;
  fill(git);
  git.run("git rm -q --cached run");
  for (const auto& files : {open_revision(git.path()), open_index(git.path())}) {
    for (const std::string_view path : {"none", "a/none", "a-b/x", "none/x", "a/../a-b", "a//x", "/a", "a/"}) {
      EXPECT_EQ(read(*files, path), "error: cannot read \"" + std::string(path) + "\": no such file or directory");
      EXPECT_FALSE(files->kind(path)) << path;
    }
    const auto listing = files->list("none");
    ASSERT_FALSE(listing);
    EXPECT_EQ(listing.error().code, ErrorCode::not_found);
    EXPECT_EQ(read(*files, "a"), "error: cannot read \"a\": is a directory");
    EXPECT_EQ(*files->kind(""), EntryKind::directory);
    EXPECT_EQ(*files->kind("a"), EntryKind::directory);
  }
}

TEST(GitFileSystem, FollowsLinksInsideTheTreeOnly) {
  const GitFolder git;
  git.file("real/taskdef.json", "{}");
  git.file("outside-target", "never committed, never read");
  git.link("file", "real/taskdef.json");
  git.link("folder", "real");
  git.link("up", "real/../folder/taskdef.json");
  git.link("real/back", "../folder/taskdef.json");
  git.link("loop", "loop");
  git.link("ping", "pong");
  git.link("pong", "ping");
  git.link("out", "../secret");
  git.link("out-and-in", "../work/real/taskdef.json");
  git.link("absolute", "/etc/passwd");
  git.link("dangling", "nowhere");
  git.commit();
  for (const auto& files : {open_revision(git.path()), open_index(git.path())}) {
    for (const std::string_view path : {"file", "folder/taskdef.json", "up", "real/back", "folder/back"}) {
      EXPECT_EQ(read(*files, path), "{}") << path;
      EXPECT_EQ(*files->target_kind(path), EntryKind::file) << path;
    }
    EXPECT_EQ(*files->kind("file"), EntryKind::link);
    EXPECT_EQ(*files->kind("folder/back"), EntryKind::link);
    EXPECT_EQ(*files->target_kind("folder"), EntryKind::directory);
    EXPECT_EQ(listed(*files, "folder"), "back@ taskdef.json ");
    for (const std::string path : {"out", "out-and-in", "absolute"}) {
      EXPECT_EQ(read(*files, path),
                "error: cannot read \"" + path + "\": a link leads out of the folder that is checked");
    }
    EXPECT_EQ(read(*files, "loop"), "error: cannot read \"loop\": too many levels of symbolic links");
    EXPECT_EQ(read(*files, "ping"), "error: cannot read \"ping\": too many levels of symbolic links");
    EXPECT_EQ(read(*files, "dangling"), "error: cannot read \"dangling\": no such file or directory");
  }
}

TEST(GitFileSystem, ASubmoduleIsNotEntered) {
  const GitFolder git;
  git.run(
      "git init -q -b main inner && cd inner && git commit -q --allow-empty -m x && cd .. && git -C work -c "
      "protocol.file.allow=always submodule --quiet add ../inner sub",
      git.beside("."));
  git.commit();
  for (const auto& files : {open_revision(git.path()), open_index(git.path())}) {
    EXPECT_EQ(listed(*files, ""), ".gitmodules sub? ");
    EXPECT_EQ(read(*files, "sub"), "error: cannot read \"sub\": it is a submodule");
    EXPECT_FALSE(files->list("sub"));
  }
  // The submodule's own work tree is a repository like any other.
  EXPECT_EQ(listed(*open_revision(git.path() + "/sub"), ""), "");
}

TEST(GitFileSystem, NamesAreAnyBytes) {
  const GitFolder git;
  git.file("\xff\x01 odd\n\"name\"/t\xc3\xa4sk", "odd");
  git.file("quote'd", "q");
  git.commit();
  for (const auto& files : {open_revision(git.path()), open_index(git.path())}) {
    EXPECT_EQ(read(*files, "\xff\x01 odd\n\"name\"/t\xc3\xa4sk"), "odd");
    EXPECT_EQ(read(*files, "quote'd"), "q");
  }
}

TEST(GitFileSystem, RefusesAHugeFileBeforeInflatingIt) {
  const GitFolder git;
  git.run(
      "head -c 200000000 /dev/zero > huge && git -c core.bigFileThreshold=1 add huge && rm huge && git commit -qm x && "
      "git repack -q -a -d");
  for (const auto& files : {open_revision(git.path()), open_index(git.path())}) {
    Bytes bytes;
    const auto done = files->read("huge", 1 << 20, bytes);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::too_large);
    EXPECT_EQ(done.error().message, "cannot read \"huge\": it is larger than 1048576 bytes");
  }
}

TEST(GitFileSystem, ADamagedObjectFailsAloneAndTheOthersAreRead) {
  const GitFolder git;
  git.file("good", "good");
  git.file("bad", "bad");
  git.file("gone", "gone");
  git.file("folder/x", "x");
  git.commit();
  const auto object_file = [&](const std::string& name) {
    const std::string id = git.run("git rev-parse HEAD:" + name);
    return ".git/objects/" + id.substr(0, 2) + "/" + id.substr(2);
  };
  git.run("chmod u+w " + object_file("bad") + " && printf garbage > " + object_file("bad") + " && rm -f " +
          object_file("gone"));
  git.run("chmod u+w " + object_file("folder") + " && printf garbage > " + object_file("folder"));
  const auto files = open_revision(git.path());
  EXPECT_EQ(read(*files, "good"), "good");
  EXPECT_EQ(read(*files, "bad").find("error: cannot read \"bad\": its object "), 0u) << read(*files, "bad");
  EXPECT_NE(read(*files, "bad").find(" is damaged: "), std::string::npos);
  EXPECT_NE(read(*files, "gone").find(" is missing"), std::string::npos) << read(*files, "gone");
  EXPECT_NE(listed(*files, "folder").find("error: cannot list \"folder\": its object "), std::string::npos)
      << listed(*files, "folder");
}

TEST(GitFileSystem, AnotherUsersRepositoryIsRead) {
  const GitFolder git;
  fill(git);
  if (geteuid() != 0) GTEST_SKIP() << "only root can give files away";
  git.run("chown -R 12345 .");
  EXPECT_EQ(read(*open_revision(git.path()), "a-b"), "beside");
}

TEST(GitFileSystem, ThreadsReadAtTheSameTime) {
  const GitFolder git;
  constexpr int kFiles = 200;
  for (int i = 0; i < kFiles; ++i) git.file("d" + std::to_string(i % 20) + "/f" + std::to_string(i), std::to_string(i));
  git.commit();
  const auto files = open_revision(git.path());
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread) {
      threads.emplace_back([&] {
        for (int i = 0; i < kFiles; ++i) {
          if (read(*files, "d" + std::to_string(i % 20) + "/f" + std::to_string(i)) == std::to_string(i)) ++right;
        }
      });
    }
  }
  EXPECT_EQ(right, 4 * kFiles);
  const WalkResult walked = walk(*files, "", {4, {}}, [](std::string_view) { return true; });
  EXPECT_EQ(walked.files.size(), static_cast<std::size_t>(kFiles));
  EXPECT_TRUE(walked.errors.empty());
}

TEST(GitFileSystem, SharedSubtreesThatSpellEndlessPathsEndWithAnError) {
  const GitFolder git;
  // 14 levels of 16 names each for the level below: 16^14 paths in 15 objects.
  git.run(
      "id=$(printf x | git hash-object -w --stdin); printf '100644 blob %s\\tf\\n' $id > t; id=$(git mktree < t); "
      "for level in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do : > t; for n in a b c d e f g h i j k l m n o p; do "
      "printf '040000 tree %s\\t%0200d%s\\n' $id 0 $n >> t; done; id=$(git mktree < t); done; rm t; "
      "git update-ref HEAD $(git commit-tree -m bomb $id)");
  const auto files = open_revision(git.path());
  const WalkResult walked = walk(*files, "", {4, {}}, [](std::string_view) { return false; });
  ASSERT_EQ(walked.errors.size(), 1u);
  EXPECT_EQ(walked.errors.front().code, ErrorCode::cancelled);
  EXPECT_EQ(walked.errors.front().message, "cannot list all of \".\": the revision has more paths than any repository");
}

TEST(ParseTree, RefusesBytesThatAreNoTreeAndNamesThatArePaths) {
  const std::string id(20, 'i');
  const std::string good = std::string("100644 a") + '\0' + id;
  std::vector<TreeEntry> entries;
  EXPECT_TRUE(parse_tree("", entries));
  ASSERT_TRUE(parse_tree(good + "40000 b" + '\0' + id, entries));
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[1].kind, EntryKind::directory);
  for (std::size_t size = 1; size < good.size(); ++size)
    EXPECT_FALSE(parse_tree(good.substr(0, size), entries)) << size;
  for (const std::string_view name : {"", ".", "..", "a/b", "/"}) {
    ASSERT_TRUE(parse_tree("100644 " + std::string(name) + '\0' + id, entries)) << name;
    EXPECT_TRUE(entries.empty()) << name;
  }
  EXPECT_FALSE(parse_tree("99999999999999 a" + std::string(1, '\0') + id, entries));
}

}  // namespace
}  // namespace paritylint::input
