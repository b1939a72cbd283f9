#include "input/git_root.h"

#include <gtest/gtest.h>

#include "input/git_folder.h"

namespace paritylint::input {
namespace {

using base::ErrorCode;
using test::GitFolder;
using test::InFolder;
using Paths = std::vector<std::string>;

GitSource revision(std::string name) { return {"", std::move(name), false, ""}; }

// One line per root: what it reports, and what its files are called.
std::string opened(const GitSource& source, const Paths& paths) {
  const auto roots = open_git_roots(source, paths);
  if (!roots) return "error: " + roots.error().message;
  std::string text;
  for (const Root& root : *roots) {
    for (const std::string& folder : root.reported_folders) text += "folder '" + folder + "' ";
    for (const std::string& file : root.reported_files) text += "file '" + file + "' ";
    text += "shown as '" + display_path(root, "deploy/f") + "'\n";
  }
  return text;
}

class GitRootTest : public testing::Test {
 protected:
  GitRootTest() {
    git_.file("deploy/f", "x");
    git_.file("old/gone", "x");
    git_.commit();
    git_.run("git rm -q -r old");
    git_.commit();
    git_.run("git clone -q --bare work bare.git", git_.beside("."));
  }
  GitFolder git_;
};

TEST_F(GitRootTest, PathsBelongToTheRepositoryAroundThem) {
  const InFolder here(git_.path());
  EXPECT_EQ(opened(revision("HEAD"), {"."}), "folder '' shown as 'deploy/f'\n");
  EXPECT_EQ(opened(revision("HEAD"), {"deploy", "deploy/f"}), "folder 'deploy' shown as 'deploy/f'\n");
  EXPECT_EQ(opened(revision("HEAD"), {"deploy/f"}), "file 'deploy/f' shown as 'deploy/f'\n");
  const InFolder below(git_.path() + "/deploy");
  EXPECT_EQ(opened(revision("HEAD"), {"f"}), "file 'deploy/f' shown as 'f'\n");
}

TEST_F(GitRootTest, APathNeedNotBeOnTheDisk) {
  const InFolder here(git_.path());
  EXPECT_EQ(opened(revision("HEAD~1"), {"old/gone", "old"}), "folder 'old' shown as 'deploy/f'\n");
  EXPECT_EQ(opened(revision("HEAD~1"), {"./old//gone"}), "file 'old/gone' shown as 'deploy/f'\n");
  EXPECT_EQ(opened(revision("HEAD"), {"old/gone"}), "error: cannot find \"old/gone\" in the revision \"HEAD\"");
}

TEST_F(GitRootTest, ABareRepositoryIsCheckedWhole) {
  const InFolder here(git_.beside("."));
  EXPECT_EQ(opened(revision("HEAD"), {"bare.git", "work"}),
            "folder '' shown as 'bare.git/deploy/f'\nfolder '' shown as 'work/deploy/f'\n");
}

TEST_F(GitRootTest, WithGitDirPathsBeginAtTheTopOfTheRevision) {
  const InFolder here(git_.beside("."));
  for (const std::string git_dir : {"bare.git", "work", "work/.git"}) {
    const GitSource source{git_dir, "HEAD", false, ""};
    EXPECT_EQ(opened(source, {"."}), "folder '' shown as 'deploy/f'\n");
    EXPECT_EQ(opened(source, {"./deploy/"}), "folder 'deploy' shown as 'deploy/f'\n");
    EXPECT_EQ(opened(source, {"work"}), "error: cannot find \"work\" in the revision \"HEAD\"");
    for (const std::string path : {"..", "../work", "/tmp", "deploy/../.."}) {
      EXPECT_EQ(opened(source, {path}),
                "error: \"" + path + "\" is no path inside the revision: with --git-dir, paths begin at its top");
    }
  }
  EXPECT_EQ(opened({"none", "HEAD", false, ""}, {"."}), "error: \"none\" is no git repository");
}

TEST_F(GitRootTest, OutsideARepositoryThereIsNoRevision) {
  const InFolder here(git_.beside("."));
  const auto roots = open_git_roots(revision("HEAD"), Paths{"."});
  ASSERT_FALSE(roots);
  EXPECT_EQ(roots.error().code, ErrorCode::not_found);
}

TEST_F(GitRootTest, APathThatCannotBeOpenedTakesNothingFromTheOthers) {
  git_.run("mkdir empty plain && git init -q empty", git_.beside("."));
  const InFolder here(git_.beside("."));
  const auto failing = [](const OpenedRoots& opened) {
    Paths paths;
    for (const OpenFailure& failure : opened.failures) paths.push_back(failure.path);
    return paths;
  };
  const Paths paths = {"empty", "work", "plain", "work/none", "nowhere", "bare.git"};
  const OpenedRoots opened = open_each_git_root(revision("HEAD"), paths);
  EXPECT_EQ(failing(opened), (Paths{"empty", "plain", "work/none", "nowhere"}));
  ASSERT_EQ(opened.roots.size(), 2u);
  EXPECT_EQ(opened.roots[0].top, git_.beside("bare.git"));
  EXPECT_EQ(opened.roots[1].top, git_.path());
  EXPECT_EQ(opened.roots[1].reported_folders, Paths{""});
  const OpenedRoots inside = open_each_git_root({"bare.git", "HEAD", false, ""}, Paths{"none", "deploy", "/tmp"});
  EXPECT_EQ(failing(inside), (Paths{"none", "/tmp"}));
  ASSERT_EQ(inside.roots.size(), 1u);
  EXPECT_EQ(inside.roots[0].reported_folders, Paths{"deploy"});
}

TEST_F(GitRootTest, NothingIsStagedInABareRepository) {
  const InFolder here(git_.beside("."));
  EXPECT_NE(opened({"", "", true, ""}, {"bare.git"}).find("is a bare repository: nothing is staged there"),
            std::string::npos);
}

TEST_F(GitRootTest, TheIndexOfACommitInProgressIsUsedForItsOwnRepository) {
  git_.file("staged", "x");
  git_.run(
      "cp .git/index .git/next-index && GIT_INDEX_FILE=.git/next-index git add staged && cp .git/next-index "
      "../other-index");
  const InFolder here(git_.path());
  EXPECT_EQ(opened({"", "", true, ".git/next-index"}, {"staged"}), "file 'staged' shown as 'deploy/f'\n");
  EXPECT_EQ(opened({"", "", true, "../other-index"}, {"staged"}), "error: cannot find \"staged\" in the index");
}

TEST_F(GitRootTest, TheBaseIsTheMergeBaseOrElseTheReference) {
  git_.run(
      "git branch old HEAD~1 && git clone -q --depth 1 \"file://$PWD\" ../shallow && git checkout -q --orphan apart && "
      "git commit -qm apart");
  const InFolder here(git_.path());
  const auto present = open_git_roots(revision("main"), Paths{"."});
  ASSERT_TRUE(present);
  const auto merge_base = open_base_root(present->front(), "old", "main");
  ASSERT_TRUE(merge_base) << merge_base.error().message;
  EXPECT_TRUE(merge_base->is_merge_base);
  EXPECT_TRUE(merge_base->root.file_system->kind("old/gone"));
  const auto reference = open_base_root(present->front(), "old", "apart");
  ASSERT_TRUE(reference);
  EXPECT_FALSE(reference->is_merge_base);
  EXPECT_FALSE(open_base_root(present->front(), "none", "main"));
}

}  // namespace
}  // namespace paritylint::input
