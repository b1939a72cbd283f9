#include "input/find_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "input/git.h"

namespace paritylint::input {
namespace {

using test::AsOtherUser;
using test::GitWorkTree;
using test::TempFolder;
using Paths = std::vector<std::string>;

bool everything(std::string_view) { return true; }

Root root_at(const std::string& path) {
  auto roots = open_roots(Paths{path});
  if (!roots || roots->size() != 1) {
    ADD_FAILURE() << "no root at " << path;
    return {};
  }
  return std::move(roots->front());
}

FoundFiles find_in(const std::string& path, const std::string& folder = "", bool tracked_only = false) {
  const Root root = root_at(path);
  return FileFinder(root, {2, {}, tracked_only}, everything).find(folder);
}

Paths messages(const FoundFiles& found) {
  Paths texts;
  for (const base::Error& error : found.errors) texts.push_back(error.message);
  return texts;
}

// What git lists: tracked files that are there, and untracked ones that nothing ignores.
Paths listed_by_git(const std::string& top, const std::string& options = "-co") {
  const std::string words =
      " --exclude-per-directory=.gitignore --exclude-from=\"$(git rev-parse --git-path info/exclude)\"";
  Paths all = test::split_at_zeros(test::run_in(top, "git ls-files -z " + options + words).out);
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  std::erase_if(all, [&](const std::string& path) {
    return !std::filesystem::exists(std::filesystem::symlink_status(top + "/" + path));
  });
  return all;
}

void fill(const GitWorkTree& tree) {
  for (const char* name :
       {"taskdef.json", "deploy/stg/taskdef.json", "deploy/prod/taskdef.json", "out/kept.json", "out/made.json",
        "gone/taskdef.json", "new\nline", "quo\"te", "b\xff\xfe", "a/b/c/d", "new/untracked", "new/x.tmp", "y.local"}) {
    tree.folder().file(name, name);
  }
  tree.folder().file(".gitignore", "out/\n*.tmp\n");
  tree.folder().file("a/.gitignore", "/b/*\n!/b/c\n");
  tree.folder().file(".git/info/exclude", "*.local\n");
  tree.sh("git add taskdef.json deploy gone .gitignore a 'quo\"te' && git add -f out/kept.json && rm -r gone");
}

TEST(FileFinder, FindsWhatGitLists) {
  GIT_OR_SKIP();
  const GitWorkTree tree;
  fill(tree);
  const FoundFiles found = find_in(tree.path());
  EXPECT_EQ(found.files, listed_by_git(tree.path()));
  EXPECT_TRUE(std::ranges::binary_search(found.files, "out/kept.json")) << "tracked files count, ignored or not";
  EXPECT_FALSE(std::ranges::binary_search(found.files, "out/made.json"));
  EXPECT_TRUE(std::ranges::binary_search(found.files, "new/untracked"));
  EXPECT_TRUE(std::ranges::binary_search(found.files, "b\xff\xfe"));
  EXPECT_EQ(messages(found), Paths());
}

TEST(FileFinder, FindsWhatGitTracksAlone) {
  GIT_OR_SKIP();
  const GitWorkTree tree;
  fill(tree);
  EXPECT_EQ(find_in(tree.path(), "", true).files, listed_by_git(tree.path(), "-c"));
}

TEST(FileFinder, FindsWhatIsBelowASubfolder) {
  GIT_OR_SKIP();
  const GitWorkTree tree;
  fill(tree);
  EXPECT_EQ(find_in(tree.at("deploy"), "deploy").files, (Paths{"deploy/prod/taskdef.json", "deploy/stg/taskdef.json"}));
  EXPECT_EQ(find_in(tree.path(), "out").files, (Paths{"out/kept.json", "out/made.json"}))
      << "an ignored folder that is named is walked";
  EXPECT_EQ(find_in(tree.path(), "out", true).files, Paths{"out/kept.json"});
  EXPECT_EQ(find_in(tree.path(), "new").files, Paths{"new/untracked"});
}

TEST(FileFinder, FindsTheSameUnderEveryIndex) {
  GIT_OR_SKIP();
  for (const char* change :
       {"git update-index --index-version 4", "git update-index --split-index && git add b*",
        "git commit -q -m c && git sparse-checkout set --cone --sparse-index deploy/stg >/dev/null",
        "git update-index --skip-worktree taskdef.json", "git add -N new/untracked",
        "git commit -q -m c && git checkout -q -b o && echo o > taskdef.json && git commit -q -am o && git checkout -q "
        "main && echo m > taskdef.json && git commit -q -am m && ! git merge -q o >/dev/null"}) {
    const GitWorkTree tree;
    fill(tree);
    tree.sh(change);
    EXPECT_EQ(find_in(tree.path()).files, listed_by_git(tree.path())) << change;
  }
}

TEST(FileFinder, FindsWhatGitListsInRandomTrees) {
  GIT_OR_SKIP();
  unsigned state = 12345;
  const auto below = [&](unsigned bound) {
    state = state * 1664525u + 1013904223u;
    return (state >> 16) % bound;
  };
  constexpr const char* kNames[] = {"a", "b", "c", "build", "x.json", "y.json", "deep"};
  constexpr const char* kRules[] = {"a",    "/b",    "build/",  "*.json", "!x.json",
                                    "a/**", "**/c/", "!build/", "deep/*", "!/deep/a"};
  for (int round = 0; round < 8; ++round) {
    const GitWorkTree tree;
    std::string tracked = "git add -f .gitignore";
    for (int i = 0; i < 60; ++i) {
      std::string path;
      for (unsigned depth = below(4); depth > 0; --depth) path += std::string(kNames[below(4)]) + ".d/";
      path += kNames[below(7)];
      tree.folder().file(path, path);
      if (below(3) == 0) tracked += " " + path;
    }
    for (const char* folder : {"", "a.d/", "b.d/", "a.d/b.d/"}) {
      std::string rules;
      for (unsigned count = below(4); count > 0; --count) rules += std::string(kRules[below(10)]) + "\n";
      if (below(3) == 0) rules += std::string(kNames[below(4)]) + ".d/\n";
      tree.folder().file(std::string(folder) + ".gitignore", rules);
    }
    tree.sh(tracked);
    EXPECT_EQ(find_in(tree.path()).files, listed_by_git(tree.path()));
    EXPECT_EQ(find_in(tree.path(), "", true).files, listed_by_git(tree.path(), "-c"));
  }
}

TEST(FileFinder, AsksOnlyForWantedFiles) {
  GIT_OR_SKIP();
  const GitWorkTree tree;
  fill(tree);
  const Root root = root_at(tree.path());
  const auto wanted = [](std::string_view path) { return path.ends_with("taskdef.json"); };
  for (const bool tracked_only : {false, true}) {
    EXPECT_EQ(FileFinder(root, {1, {}, tracked_only}, wanted).find("").files,
              (Paths{"deploy/prod/taskdef.json", "deploy/stg/taskdef.json", "taskdef.json"}));
  }
}

TEST(FileFinder, NamesRepositoriesInside) {
  GIT_OR_SKIP();
  const GitWorkTree library;
  library.sh("echo l > l && git add l && git commit -q -m l");
  const GitWorkTree tree;
  fill(tree);
  const std::string add = "-c protocol.file.allow=always submodule add -q -f '" + library.path() + "' ";
  tree.git(add + "vendor/sub");
  tree.git(add + "out/ignored-sub");
  tree.git(add + "unpopulated");
  tree.sh("git submodule deinit -q -f unpopulated && git init -q loose && git init -q out/ignored-loose");
  tree.sh("mkdir -p late && echo l > late/l && git add late && git init -q late");
  EXPECT_EQ(find_in(tree.path()).nested_repositories, (Paths{"late", "loose", "out/ignored-sub", "vendor/sub"}));
  const FoundFiles tracked = find_in(tree.path(), "", true);
  EXPECT_EQ(tracked.nested_repositories, (Paths{"late", "out/ignored-sub", "vendor/sub"}));
  EXPECT_FALSE(std::ranges::binary_search(tracked.files, "late/l")) << "it belongs to the inner repository";
  EXPECT_EQ(find_in(tree.at("vendor/sub")).files, Paths{"l"});
}

TEST(FileFinder, WorksInLinkedWorkTrees) {
  GIT_OR_SKIP();
  const GitWorkTree tree;
  fill(tree);
  const TempFolder other;
  tree.sh("git commit -q -m c && git worktree add -q '" + other.at("linked") + "' -b other");
  other.file("linked/y.local");
  other.file("linked/x.tmp");
  other.file("linked/new");
  EXPECT_EQ(find_in(other.at("linked")).files, listed_by_git(other.at("linked")));
  EXPECT_TRUE(std::ranges::binary_search(find_in(other.at("linked")).files, "new"));
}

TEST(FileFinder, DoesNotFollowLinks) {
  GIT_OR_SKIP();
  const GitWorkTree tree;
  tree.folder().file("real/file");
  tree.folder().link("to-file", "real/file");
  tree.folder().link("out", "/etc/passwd");
  tree.folder().link("dangling", "nowhere");
  tree.folder().link("folder", "real");
  tree.folder().file("was/file");
  // A tracked folder that became a link.
  tree.sh("git add . && mv was elsewhere && ln -s elsewhere was");
  for (const bool tracked_only : {false, true}) {
    const FoundFiles found = find_in(tree.path(), "", tracked_only);
    EXPECT_EQ(found.files,
              tracked_only ? (Paths{"real/file", "to-file"}) : (Paths{"elsewhere/file", "real/file", "to-file"}));
    EXPECT_EQ(messages(found), Paths());
    Paths skipped;
    for (const SkippedEntry& entry : found.skipped) skipped.push_back(entry.path + ": " + std::string(entry.reason));
    Paths expected = {"dangling: it is a link that leads nowhere", "folder: it is a link to a folder",
                      "out: it is a link that leads out of what is checked"};
    if (!tracked_only) expected.push_back("was: it is a link to a folder");  // what is tracked there is gone
    EXPECT_EQ(skipped, expected);
  }
}

TEST(FileFinder, WorksInRepositoriesOfOtherUsers) {
  GIT_OR_SKIP();
  if (geteuid() != 0) GTEST_SKIP() << "only root can give files away";
  const GitWorkTree tree;
  fill(tree);
  const Paths listed = listed_by_git(tree.path());
  tree.sh("chown -R 65534:65534 .");
  EXPECT_EQ(find_in(tree.path()).files, listed);
}

TEST(FileFinder, GoesOnBehindFoldersThatCannotBeRead) {
  GIT_OR_SKIP();
  const GitWorkTree tree;
  tree.folder().file("closed/taskdef.json");
  tree.folder().file("open/taskdef.json");
  tree.sh("git add . && chmod 0 closed && chmod -R a+rX .git");
  const Root root = root_at(tree.path());
  {
    const AsOtherUser other;
    for (const bool tracked_only : {false, true}) {
      const FoundFiles found = FileFinder(root, {1, {}, tracked_only}, everything).find("");
      EXPECT_EQ(found.files, Paths{"open/taskdef.json"});
      ASSERT_FALSE(found.errors.empty());
      EXPECT_TRUE(found.errors[0].message.ends_with("permission denied")) << found.errors[0].message;
    }
  }
  tree.sh("chmod 755 closed");
}

// The walk with ignore rules answers, and says why.
void expect_walk(const TempFolder& folder, const std::string& why) {
  folder.file(".gitignore", "*.tmp\n");
  folder.file("a/taskdef.json");
  folder.file("a/x.tmp");
  const Root root = root_at(folder.path());
  FileFinder finder(root, {}, everything);
  const FoundFiles found = finder.find("");
  EXPECT_EQ(found.files, (Paths{".gitignore", "a/taskdef.json"}));
  EXPECT_EQ(messages(found), Paths());
  ASSERT_EQ(finder.notes().size(), 1u);
  EXPECT_NE(finder.notes()[0].find(why), std::string::npos) << finder.notes()[0];

  FileFinder tracked_only(root, {1, {}, true}, everything);
  ASSERT_EQ(tracked_only.find("").errors.size(), 1u) << "it cannot be told what is tracked";
  EXPECT_NE(messages(tracked_only.find(""))[0].find(why), std::string::npos);
}

TEST(FileFinder, WalksWhenTheIndexCannotBeUsed) {
  const auto with = [](const char* name, std::string_view text, const std::string& why) {
    SCOPED_TRACE(why);
    const TempFolder folder;
    folder.file(name, text);
    expect_walk(folder, why);
  };
  with(".git/index", "DIRC\0\0\0\x09 and so on, long enough for a header", "cannot use the git index");
  with(".git/index", "short", "it is cut off");
  with(".git", "gitdir: nowhere/at/all\n", "\"nowhere/at/all\", which is no folder that can be opened");
  with(".git", "gitdir: /\n", "the file .git names \"/\", which is no git directory");
  with(".git", "something else", "the file .git does not name a folder");
  with(".git", "gitdir:", "the file .git does not name a folder");
  with(".git", "gitdir: .gitignore\n", "is no folder that can be opened");
  with(".git/config", "[extensions]\n\tobjectFormat = sha999\n", "the object format \"sha999\" is not known");
  with(".git/commondir", "../nowhere\n", "the file commondir names \"../nowhere\", which is no folder");
  {
    const TempFolder folder;
    folder.folder("elsewhere");
    folder.link(".git", "elsewhere");
    expect_walk(folder, ".git is a symbolic link");
  }
  {
    const TempFolder folder;
    folder.folder(".git");
    folder.link(".git/index", "/etc/passwd");
    expect_walk(folder, "a link leads out");
  }
  {
    const TempFolder folder;
    folder.folder(".git");
    folder.pipe(".git/index");
    expect_walk(folder, "not a regular file");
  }
}

TEST(FileFinder, TakesARepositoryWithoutIndexForOneWithoutTrackedFiles) {
  const TempFolder folder;
  folder.folder(".git");
  folder.file("a");
  EXPECT_EQ(find_in(folder.path()).files, Paths{"a"});
  EXPECT_EQ(find_in(folder.path(), "", true).files, Paths());
}

TEST(FileFinder, LeavesOutWhatParitylintignoreNames) {
  GIT_OR_SKIP();
  for (const bool in_git : {false, true}) {
    const GitWorkTree tree;
    for (const char* name : {"a/taskdef.json", "a/b/taskdef.json", "examples/taskdef.json",
                             "examples/deep/taskdef.json", "tracked/taskdef.json", "tracked/kept/taskdef.json"}) {
      tree.folder().file(name);
    }
    tree.folder().file(".paritylintignore", "examples/\ntracked/*\n!tracked/kept\n");
    tree.folder().file("a/.paritylintignore", "/taskdef.json\n");
    tree.sh("git add tracked examples/deep");
    if (!in_git) std::filesystem::remove_all(tree.at(".git"));
    const auto wanted = [](std::string_view path) { return path.ends_with(".json"); };
    const Root root = root_at(tree.path());
    FileFinder finder(root, {}, wanted);
    EXPECT_EQ(finder.find("").files, (Paths{"a/b/taskdef.json", "tracked/kept/taskdef.json"}));
    EXPECT_EQ(finder.find("examples").files, (Paths{"examples/deep/taskdef.json", "examples/taskdef.json"}))
        << "a folder that is named is not left out";
    EXPECT_FALSE(finder.counts("examples/deep/taskdef.json"));
    EXPECT_TRUE(finder.counts("a/b/taskdef.json"));
    if (in_git) {
      EXPECT_EQ(FileFinder(root, {1, {}, true}, wanted).find("").files, Paths{"tracked/kept/taskdef.json"});
    }
  }
}

TEST(FileFinder, OutsideGitIgnoreFilesOfGitDoNotCount) {
  const TempFolder folder;
  folder.file(".gitignore", "*.json");
  folder.file("a.json");
  EXPECT_EQ(find_in(folder.path()).files, (Paths{".gitignore", "a.json"}));
  EXPECT_EQ(find_in(folder.path(), "", true).files, (Paths{".gitignore", "a.json"}));
}

TEST(FileFinder, WorksInMemory) {
  Root root;
  auto memory = std::make_unique<MemoryFileSystem>();
  memory->put("a/taskdef.json", "");
  memory->put("b/taskdef.json", "");
  memory->put(".paritylintignore", "b");
  root.file_system = std::move(memory);
  FileFinder finder(root, {}, [](std::string_view path) { return path.ends_with(".json"); });
  EXPECT_EQ(finder.find("").files, Paths{"a/taskdef.json"});
  EXPECT_TRUE(finder.notes().empty());
}

TEST(FileFinder, TellsWhetherAFileCounts) {
  GIT_OR_SKIP();
  const GitWorkTree tree;
  fill(tree);
  const Root root = root_at(tree.path());
  FileFinder finder(root, {}, everything);
  EXPECT_TRUE(finder.counts("taskdef.json"));
  EXPECT_TRUE(finder.counts("out/kept.json")) << "tracked";
  EXPECT_FALSE(finder.counts("out/made.json"));
  EXPECT_TRUE(finder.counts("new/untracked"));
  EXPECT_FALSE(finder.counts("new/x.tmp"));
  EXPECT_FALSE(finder.counts("y.local"));
  FileFinder tracked_only(root, {1, {}, true}, everything);
  EXPECT_TRUE(tracked_only.counts("taskdef.json"));
  EXPECT_FALSE(tracked_only.counts("new/untracked"));
}

}  // namespace
}  // namespace paritylint::input
