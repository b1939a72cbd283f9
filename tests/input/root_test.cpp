#include "input/root.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "input/temp_folder.h"

namespace paritylint::input {
namespace {

using base::ErrorCode;
using test::InFolder;
using test::TempFolder;
using Paths = std::vector<std::string>;

std::vector<Root> open(const Paths& paths) {
  base::Result<std::vector<Root>> roots = open_roots(paths);
  if (!roots) {
    ADD_FAILURE() << roots.error().message;
    return {};
  }
  return *std::move(roots);
}

// The only root of `paths`.
Root open_one(const Paths& paths) {
  std::vector<Root> roots = open(paths);
  EXPECT_EQ(roots.size(), 1u);
  return roots.empty() ? Root() : std::move(roots.front());
}

TEST(OpenRoots, FindsTheWorkTreeAroundAPath) {
  const TempFolder folder;
  folder.file("repo/.git/HEAD");
  folder.file("repo/sub/deep/taskdef.json", "{}");
  const InFolder in(folder.path());
  for (const Paths& paths : {Paths{"repo/sub/deep"}, Paths{"repo/sub/deep/taskdef.json"}, Paths{"repo"}}) {
    const Root root = open_one(paths);
    EXPECT_EQ(root.top, folder.at("repo"));
    EXPECT_TRUE(root.is_repository);
    EXPECT_EQ(root.display_prefix, "repo/");
    Bytes bytes;
    EXPECT_TRUE(root.file_system->read("sub/deep/taskdef.json", 100, bytes));
  }
  EXPECT_EQ(open_one({"repo"}).reported_folders, Paths{""});
  EXPECT_EQ(open_one({"repo/sub"}).reported_folders, Paths{"sub"});
  EXPECT_EQ(open_one({"repo/sub/deep/taskdef.json"}).reported_files, Paths{"sub/deep/taskdef.json"});
}

TEST(OpenRoots, TakesAGitFileAsTheMarkOfAWorkTree) {
  const TempFolder folder;
  folder.file("repo/.git/HEAD");
  folder.file("repo/module/.git", "gitdir: ../.git/modules/module");
  folder.file("repo/module/x/file");
  const Root root = open_one({folder.at("repo/module/x")});
  EXPECT_EQ(root.top, folder.at("repo/module"));
  EXPECT_EQ(root.reported_folders, Paths{"x"});
}

TEST(OpenRoots, MakesAFolderOutsideRepositoriesARootOfItsOwn) {
  const TempFolder folder;
  folder.file("a/x/file");
  folder.file("b/file");
  const InFolder in(folder.path());
  const std::vector<Root> roots = open({"b", "a/x"});
  ASSERT_EQ(roots.size(), 2u);
  EXPECT_EQ(roots[0].top, folder.at("a/x"));
  EXPECT_EQ(roots[0].display_prefix, "a/x/");
  EXPECT_FALSE(roots[0].is_repository);
  EXPECT_EQ(roots[0].reported_folders, Paths{""});
  EXPECT_EQ(roots[1].top, folder.at("b"));
}

TEST(OpenRoots, GivesFilesOutsideRepositoriesToTheWorkingDirectoryOrTheirFolder) {
  const TempFolder folder;
  folder.file("here/sub/file");
  folder.file("there/file");
  const InFolder in(folder.at("here"));
  const std::vector<Root> roots = open({"sub/file", "../there/file"});
  ASSERT_EQ(roots.size(), 2u);
  EXPECT_EQ(roots[0].top, folder.at("here"));
  EXPECT_EQ(roots[0].display_prefix, "");
  EXPECT_EQ(roots[0].reported_files, Paths{"sub/file"});
  EXPECT_EQ(roots[1].top, folder.at("there"));
  EXPECT_EQ(roots[1].display_prefix, "../there/");
  EXPECT_EQ(roots[1].reported_files, Paths{"file"});
}

TEST(OpenRoots, MergesFoldersInsideOthersButNotRepositories) {
  const TempFolder folder;
  folder.file("a/b/file");
  folder.file("a/repo/.git/HEAD");
  folder.file("a/repo/c/file");
  const InFolder in(folder.path());
  const std::vector<Root> roots = open({"a/b/file", "a/b", "a/repo/c", "a"});
  ASSERT_EQ(roots.size(), 2u);
  EXPECT_EQ(roots[0].top, folder.at("a"));
  EXPECT_EQ(roots[0].reported_folders, Paths{""});
  EXPECT_TRUE(roots[0].reported_files.empty());
  EXPECT_EQ(roots[1].top, folder.at("a/repo"));
  EXPECT_EQ(roots[1].reported_folders, Paths{"c"});
}

TEST(OpenRoots, MergesAFolderIntoTheRootOfAFileAbove) {
  const TempFolder folder;
  folder.file("sub/deep/file");
  folder.file("top-file");
  const InFolder in(folder.path());
  const Root root = open_one({"sub/deep", "top-file"});
  EXPECT_EQ(root.top, folder.path());
  EXPECT_EQ(root.reported_folders, Paths{"sub/deep"});
  EXPECT_EQ(root.reported_files, Paths{"top-file"});
}

TEST(OpenRoots, KeepsAFileInTheNamedFolderAroundIt) {
  const TempFolder folder;
  folder.file("a/b/file");
  folder.file("a/c");
  const InFolder in(folder.path());
  const Root root = open_one({"a/c", "a/b", "a/b/file", "a"});
  EXPECT_EQ(root.top, folder.at("a"));
  EXPECT_EQ(root.reported_folders, Paths{""});
}

TEST(OpenRoots, ReportsEachNamedPathOnce) {
  const TempFolder folder;
  folder.file("repo/.git/HEAD");
  for (const char* path : {"repo/a/x/1", "repo/a-b/2", "repo/b/3"}) folder.file(path);
  const InFolder in(folder.at("repo"));
  const Root root = open_one({"a/x", "a", "a/", "./a", "a-b/2", "a/x/1", "b/3", folder.at("repo/b/3"), "a/../b/3"});
  EXPECT_EQ(root.reported_folders, Paths{"a"});
  EXPECT_EQ(root.reported_files, (Paths{"a-b/2", "b/3"}));
}

TEST(OpenRoots, ResolvesLinksThatAreNamed) {
  const TempFolder folder;
  folder.file("repo/.git/HEAD");
  folder.file("repo/real/file");
  folder.link("repo/link", "real/file");
  folder.link("outer", "repo/real");
  const InFolder in(folder.path());
  EXPECT_EQ(open_one({"repo/link"}).reported_files, Paths{"real/file"});
  const Root root = open_one({"outer"});
  EXPECT_EQ(root.top, folder.at("repo"));
  EXPECT_EQ(root.reported_folders, Paths{"real"});
  EXPECT_EQ(root.display_prefix, "repo/");
}

TEST(OpenRoots, NamesTheFirstPathThatIsMissing) {
  const TempFolder folder;
  folder.file("file");
  folder.link("loop", "loop");
  const InFolder in(folder.path());
  struct Case {
    Paths paths;
    const char* message;
  };
  for (const Case& c : {
           Case{{"file", "nope", "nada"}, "cannot find \"nope\""},
           Case{{""}, "cannot find \"\""},
           Case{{"file/x"}, "cannot find \"file/x\""},
           Case{{"loop"}, "cannot find \"loop\""},
           Case{{"a\nb"}, "cannot find \"a\\nb\""},
           Case{{std::string("file\0x", 6)}, "cannot find \"file\\x00x\""},
       }) {
    const base::Result<std::vector<Root>> roots = open_roots(c.paths);
    ASSERT_FALSE(roots);
    EXPECT_EQ(roots.error().code, ErrorCode::not_found);
    EXPECT_EQ(roots.error().message, c.message);
  }
}

TEST(OpenRoots, RefusesPipesAndDevices) {
  const TempFolder folder;
  folder.pipe("pipe");
  const base::Result<std::vector<Root>> roots = open_roots(Paths{folder.at("pipe")});
  ASSERT_FALSE(roots);
  EXPECT_EQ(roots.error().code, ErrorCode::io);
}

TEST(OpenEachRoot, OpensWhatItCanAndNamesTheRest) {
  const TempFolder folder;
  folder.file("a/file");
  folder.pipe("pipe");
  const InFolder in(folder.path());
  const OpenedRoots opened = open_each_root(Paths{"nope", "a", "pipe"});
  ASSERT_EQ(opened.roots.size(), 1u);
  EXPECT_EQ(opened.roots[0].top, folder.at("a"));
  ASSERT_EQ(opened.failures.size(), 2u);
  EXPECT_EQ(opened.failures[0].path, "nope");
  EXPECT_EQ(opened.failures[0].error.code, ErrorCode::not_found);
  EXPECT_EQ(opened.failures[1].path, "pipe");
  EXPECT_EQ(opened.failures[1].error.code, ErrorCode::io);
  EXPECT_FALSE(opened.new_file);
}

TEST(OpenEachRoot, PlacesAFileThatNeedNotExist) {
  const TempFolder folder;
  folder.file("repo/.git/HEAD");
  folder.file("repo/sub/old");
  folder.file("loose/old");
  const InFolder in(folder.path());
  struct Case {
    std::string name, top, path;
  };
  for (const Case& one : {
           Case{"repo/sub/new", folder.at("repo"), "sub/new"},
           Case{"repo/sub/old", folder.at("repo"), "sub/old"},
           Case{"./repo/../repo/sub/new", folder.at("repo"), "sub/new"},
           Case{"loose/new", folder.path(), "loose/new"},
           Case{"new", folder.path(), "new"},
           Case{folder.at("loose/new"), folder.path(), "loose/new"},
       }) {
    const OpenedRoots opened = open_each_root({}, one.name);
    ASSERT_TRUE(opened.new_file) << one.name;
    EXPECT_EQ(opened.new_file->top, one.top) << one.name;
    EXPECT_EQ(opened.new_file->path, one.path) << one.name;
    ASSERT_EQ(opened.roots.size(), 1u);
    EXPECT_EQ(opened.roots[0].reported_files, Paths{one.path});
  }
  for (const char* name : {"none/new", "", "loose/", "loose/.."}) {
    const OpenedRoots opened = open_each_root({}, name);
    EXPECT_FALSE(opened.new_file) << name;
    EXPECT_TRUE(opened.failures.empty()) << name;
  }
}

TEST(OpenEachRoot, GivesANewFileToTheInnermostOfSeveralRoots) {
  const TempFolder folder;
  folder.file("outer/inner/.git/HEAD");
  const InFolder in(folder.path());
  const OpenedRoots opened = open_each_root(Paths{"outer"}, "outer/inner/new");
  ASSERT_EQ(opened.roots.size(), 2u);
  ASSERT_TRUE(opened.new_file);
  EXPECT_EQ(opened.new_file->top, folder.at("outer/inner"));
  const OpenedRoots covered = open_each_root(Paths{"outer"}, "outer/new");
  ASSERT_EQ(covered.roots.size(), 1u);
  EXPECT_TRUE(covered.roots[0].is_reported("new"));
}

TEST(OpenRoots, HasNoRootsForNoPaths) { EXPECT_TRUE(open({}).empty()); }

// Every name that is shown must open the file from the working directory.
TEST(DisplayPath, IsHowTheUserNamesTheFile) {
  const TempFolder folder;
  folder.file("repo/.git/HEAD");
  for (const char* path : {"repo/sub/deep/file", "repo/other/file", "repo/file", "plain/sub/file"}) folder.file(path);
  folder.link("link", "plain");
  folder.link("repo/sub/away", "../../plain");
  struct Case {
    std::string working_directory;
    std::string given;
    std::string file;  // from the test's folder
    std::string expected;
  };
  const std::string top = folder.path();
  for (const Case& c : {
           Case{"repo", ".", "repo/file", "file"},
           Case{"repo", "./sub/", "repo/sub/deep/file", "sub/deep/file"},
           Case{"repo", top + "/repo/sub", "repo/sub/deep/file", "sub/deep/file"},
           Case{"repo/sub", ".", "repo/sub/deep/file", "deep/file"},
           Case{"repo/sub", ".", "repo/other/file", "../other/file"},
           Case{"repo/sub", "..", "repo/file", "../file"},
           Case{"repo/sub", "../other/file", "repo/sub/deep/file", "deep/file"},
           Case{"repo/sub", top + "/repo/other", "repo/other/file", top + "/repo/other/file"},
           Case{"repo/sub", top + "/repo", "repo/other/file", top + "/repo/other/file"},
           Case{"repo/sub/deep", "file", "repo/file", "../../file"},
           Case{"plain", "../repo", "repo/sub/deep/file", "../repo/sub/deep/file"},
           Case{"plain", "../repo/sub", "repo/other/file", "../repo/other/file"},
           Case{"plain", top + "/repo", "repo/file", top + "/repo/file"},
           Case{"plain", top + "/repo//sub/./deep/", "repo/file", top + "/repo/file"},
           Case{"plain", top + "/plain/../repo", "repo/file", top + "/repo/file"},
           Case{"", "plain/sub", "plain/sub/file", "plain/sub/file"},
           Case{"", "link", "plain/sub/file", "link/sub/file"},
           Case{"", "link/sub/file", "plain/sub/file", "plain/sub/file"},
           Case{"", top + "/link/sub", "plain/sub/file", "plain/sub/file"},
           Case{"repo", top + "/link/sub", "plain/sub/file", top + "/link/sub/file"},
           Case{"repo", "sub/../../plain", "plain/sub/file", "../plain/sub/file"},
           Case{"repo", "sub/away", "plain/sub/file", "sub/away/sub/file"},
           Case{"plain/sub", "../sub", "plain/sub/file", "../sub/file"},
       }) {
    const InFolder in(folder.at(c.working_directory));
    const Root root = open_one({c.given});
    const std::string path = folder.at(c.file).substr(root.top.size() + 1);
    EXPECT_EQ(display_path(root, path), c.expected) << c.given << " in " << c.working_directory;
    EXPECT_EQ(std::filesystem::canonical(c.expected), folder.at(c.file)) << c.given;
    EXPECT_EQ(std::filesystem::canonical(root.display_prefix + path), folder.at(c.file)) << c.given;
  }
}

TEST(RootIsReported, CoversNamedFilesAndFolders) {
  Root root;
  root.reported_folders = {"a", "b/c"};
  root.reported_files = {"d/e", "f"};
  for (const char* path : {"a", "a/x", "a/x/y", "b/c", "b/c/d", "d/e", "f"})
    EXPECT_TRUE(root.is_reported(path)) << path;
  for (const char* path : {"", "ab", "a-b/x", "b", "b/cd", "d", "d/e/f", "g"}) {
    EXPECT_FALSE(root.is_reported(path)) << path;
  }
  root.reported_folders = {""};
  EXPECT_TRUE(root.is_reported("anything/at/all"));
  EXPECT_FALSE(Root().is_reported("x"));
}

}  // namespace
}  // namespace paritylint::input
