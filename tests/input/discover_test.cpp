#include "input/discover.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

#include "input/temp_folder.h"

namespace paritylint::input {
namespace {

using test::AsOtherUser;
using test::TempFolder;
using Paths = std::vector<std::string>;

bool everything(std::string_view) { return true; }

DiskFileSystem open(const TempFolder& folder) {
  base::Result<DiskFileSystem> disk = DiskFileSystem::open(folder.path(), {"", ""}, PathLookup::kernel);
  if (!disk) ADD_FAILURE() << disk.error().message;
  return *std::move(disk);
}

Paths messages(const WalkResult& result) {
  Paths texts;
  for (const base::Error& error : result.errors) texts.push_back(error.message);
  return texts;
}

TEST(Walk, FindsWantedFilesInOrder) {
  MemoryFileSystem memory;
  for (const char* path : {"b/taskdef.json", "a-b/taskdef.json", "a/z/taskdef.json", "a/b.txt", "taskdef.json", "z"}) {
    memory.put(path, "");
  }
  const auto wanted = [](std::string_view path) { return path.ends_with("taskdef.json"); };
  EXPECT_EQ(walk(memory, "", {}, wanted).files,
            (Paths{"a-b/taskdef.json", "a/z/taskdef.json", "b/taskdef.json", "taskdef.json"}));
  EXPECT_EQ(walk(memory, "a", {}, wanted).files, (Paths{"a/z/taskdef.json"}));
  EXPECT_EQ(walk(memory, "a", {}, [](std::string_view path) { return path == "a/b.txt"; }).files, (Paths{"a/b.txt"}))
      << "the whole path decides";
}

TEST(Walk, SkipsGitAndNodeModulesAndEntersHiddenFolders) {
  MemoryFileSystem memory;
  for (const char* path : {".git/config", "node_modules/a/b", "x/node_modules/c", ".github/workflows/d.yml", ".e",
                           "node_modules.json", "f/.gitignore"}) {
    memory.put(path, "");
  }
  EXPECT_EQ(walk(memory, "", {}, everything).files,
            (Paths{".e", ".github/workflows/d.yml", "f/.gitignore", "node_modules.json"}));
  EXPECT_EQ(walk(memory, "node_modules", {}, everything).files, (Paths{"node_modules/a/b"}))
      << "a start that is named is walked";
}

TEST(Walk, NamesRepositoriesBelowTheStartAndDoesNotEnterThem) {
  MemoryFileSystem memory;
  for (const char* path : {".git/config", "a", "sub/.git", "sub/b", "deep/er/.git/HEAD", "deep/er/c", "deep/d"}) {
    memory.put(path, "");
  }
  const WalkResult result = walk(memory, "", {}, everything);
  EXPECT_EQ(result.files, (Paths{"a", "deep/d"}));
  EXPECT_EQ(result.nested_repositories, (Paths{"deep/er", "sub"}));
  EXPECT_EQ(walk(memory, "sub", {}, everything).files, (Paths{"sub/b"}));
}

TEST(Walk, ListsLinksToWantedFilesBelowTheTop) {
  const TempFolder folder;
  folder.file("real/file", "x");
  folder.link("real/loop", "..");
  folder.link("in", "real/file");
  folder.link("out", "/etc/passwd");
  folder.link("dangling", "nowhere");
  folder.link("self", "self");
  folder.link("folder", "real");
  folder.link("unwanted", "real/file");
  folder.pipe("pipe");
  folder.link("to-pipe", "pipe");
  const auto wanted = [](std::string_view path) { return path != "unwanted"; };
  const WalkResult result = walk(open(folder), "", {}, wanted);
  EXPECT_EQ(result.files, (Paths{"in", "real/file"}));
  EXPECT_TRUE(result.errors.empty());
}

TEST(Walk, GoesOnBehindFoldersThatCannotBeListed) {
  const TempFolder folder;
  for (const char* path : {"a/1", "closed/2", "d/closed/3", "e/4"}) folder.file(path);
  chmod(folder.at("closed").c_str(), 0);
  chmod(folder.at("d/closed").c_str(), 0);
  const DiskFileSystem disk = open(folder);
  {
    const AsOtherUser other;
    for (const unsigned jobs : {1u, 8u}) {
      const WalkResult result = walk(disk, "", {jobs, {}}, everything);
      EXPECT_EQ(result.files, (Paths{"a/1", "e/4"}));
      EXPECT_EQ(messages(result),
                (Paths{"cannot list \"closed\": permission denied", "cannot list \"d/closed\": permission denied"}));
    }
  }
  chmod(folder.at("closed").c_str(), 0755);
  chmod(folder.at("d/closed").c_str(), 0755);
}

TEST(Walk, ReportsAStartThatIsMissingOrAFile) {
  MemoryFileSystem memory;
  memory.put("file", "");
  EXPECT_EQ(messages(walk(memory, "none", {}, everything)), (Paths{"cannot list \"none\": no such file or directory"}));
  EXPECT_EQ(walk(memory, "file", {}, everything).errors.size(), 1u);
}

// Lists folders without end, until a bound is reached.
class Endless final : public FileSystem {
 public:
  base::Result<std::vector<Entry>> list(std::string_view directory) const override {
    if (directory == "c") return base::Error{base::ErrorCode::too_large, "c alone is too large"};
    if (++listed_ > 1000) return base::Error{base::ErrorCode::cancelled, "too much is listed"};
    return std::vector<Entry>{{"a", EntryKind::directory}, {"b", EntryKind::directory}, {"c", EntryKind::directory}};
  }
  base::Result<EntryKind> kind(std::string_view) const override { return EntryKind::directory; }
  base::Result<void> read(std::string_view, std::size_t, Bytes&) const override { return {}; }
  unsigned listed() const { return listed_; }

 private:
  mutable std::atomic<unsigned> listed_ = 0;
};

TEST(Walk, EndsAtTheBoundOfWhatIsListedWithOneError) {
  for (const unsigned jobs : {1u, 8u}) {
    const Endless endless;
    EXPECT_EQ(messages(walk(endless, "", {jobs, {}}, everything)),
              (Paths{"c alone is too large", "too much is listed"}));
    EXPECT_LE(endless.listed(), 1000u + jobs);
  }
}

TEST(Walk, SaysWhichLinksAndSpecialFilesItLeavesOut) {
  const TempFolder folder;
  folder.file("top/sub/file");
  folder.file("outside");
  folder.pipe("top/pipe");
  folder.link("top/dangling", "nowhere");
  folder.link("top/escaping", "../outside");
  folder.link("top/folder", "sub");
  folder.link("top/good", "sub/file");
  auto disk = DiskFileSystem::open(folder.at("top"));
  ASSERT_TRUE(disk);
  const WalkResult result = walk(*disk, "", {}, everything);
  EXPECT_EQ(result.files, (Paths{"good", "sub/file"}));
  std::vector<std::string> skipped;
  for (const SkippedEntry& entry : result.skipped) skipped.push_back(entry.path + ": " + std::string(entry.reason));
  EXPECT_EQ(skipped, (Paths{"dangling: it is a link that leads nowhere",
                            "escaping: it is a link that leads out of what is checked",
                            "folder: it is a link to a folder", "pipe: it is no regular file"}));
}

TEST(Walk, DoesNotDependOnTheNumberOfThreads) {
  const TempFolder folder;
  for (int i = 0; i < 60; ++i) {
    for (int j = 0; j < 6; ++j) {
      folder.file("d" + std::to_string(i) + "/e" + std::to_string(j) + "/f" + std::to_string(i * j));
    }
    if (i % 7 == 0) folder.file("d" + std::to_string(i) + "/e1/.git", "gitdir: elsewhere");
  }
  const DiskFileSystem disk = open(folder);
  const WalkResult one = walk(disk, "", {1, {}}, everything);
  EXPECT_EQ(one.files.size(), 60u * 6 - 9);
  EXPECT_EQ(one.nested_repositories.size(), 9u);
  for (const unsigned jobs : {2u, 8u, 8u, 8u, 0u}) {
    const WalkResult many = walk(disk, "", {jobs, {}}, everything);
    EXPECT_EQ(many.files, one.files);
    EXPECT_EQ(many.nested_repositories, one.nested_repositories);
  }
}

TEST(Walk, StopsSoonAfterItIsAskedTo) {
  MemoryFileSystem memory;
  for (int i = 0; i < 1000; ++i) memory.put("d" + std::to_string(i) + "/file", "");
  std::stop_source stop;
  std::atomic<int> seen = 0;
  const WalkResult result = walk(memory, "", {4, stop.get_token()}, [&](std::string_view) {
    if (++seen == 10) stop.request_stop();
    return true;
  });
  EXPECT_GE(result.files.size(), 10u);
  EXPECT_LT(result.files.size(), 1000u);
  EXPECT_TRUE(walk(memory, "", {4, stop.get_token()}, everything).files.empty());
}

TEST(Walk, SurvivesFoldersDeeperThanThePathLimit) {
  const TempFolder folder;
  folder.file("file");
  // Longer than PATH_MAX in all, so it can only be made step by step.
  const std::string name(200, 'd');
  {
    const test::InFolder in(folder.path());
    for (int i = 0; i < 30; ++i) {
      ASSERT_EQ(mkdir(name.c_str(), 0755), 0);
      ASSERT_EQ(chdir(name.c_str()), 0);
    }
  }
  const WalkResult result = walk(open(folder), "", {}, everything);
  EXPECT_EQ(result.files, (Paths{"file"}));
  ASSERT_EQ(result.errors.size(), 1u);
  EXPECT_TRUE(result.errors[0].message.ends_with(": file name too long")) << result.errors[0].message;
}

TEST(Walk, FindsFilesInDeepTrees) {
  MemoryFileSystem memory;
  std::string path;
  for (int i = 0; i < 2000; ++i) path += "d/";
  memory.put(path + "file", "");
  EXPECT_EQ(walk(memory, "", {}, everything).files.size(), 1u);
}

}  // namespace
}  // namespace paritylint::input
