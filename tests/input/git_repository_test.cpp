#include "input/git_repository.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <vector>

#include "input/changed_lines.h"
#include "input/git_folder.h"

namespace paritylint::input {
namespace {

using base::ErrorCode;
using test::GitFolder;
using Search = GitRepository::Search;

std::string open_failure(const std::string& path) {
  const auto opened = GitRepository::open(path, Search::here);
  return opened ? "opened" : opened.error().message;
}

std::string find_failure(const std::string& path, const std::string& revision) {
  const auto opened = GitRepository::open(path, Search::here);
  if (!opened) return opened.error().message;
  const auto found = opened->find_tree(revision);
  return found ? "found" : found.error().message;
}

TEST(GitRepository, SuggestsANameThatIsNearAMissingRevision) {
  const GitFolder git;
  git.commit();
  git.run("git branch develop && git tag v1.0 && git update-ref refs/remotes/origin/feature HEAD");
  const std::string begin = "cannot find the revision ";
  const std::string place = " in \"" + git.path() + "\"";
  EXPECT_EQ(find_failure(git.path(), "devleop"), begin + "\"devleop\"" + place + ", did you mean \"develop\"?");
  EXPECT_EQ(find_failure(git.path(), "v1.1"), begin + "\"v1.1\"" + place + ", did you mean \"v1.0\"?");
  EXPECT_EQ(find_failure(git.path(), "origin/featre"),
            begin + "\"origin/featre\"" + place + ", did you mean \"origin/feature\"?");
  EXPECT_EQ(find_failure(git.path(), "something-else"), begin + "\"something-else\"" + place);
  EXPECT_EQ(find_failure(git.path(), "HEAD~7"), begin + "\"HEAD~7\"" + place);
  // Spellings that no name can have end too.
  for (const std::string odd : {"^", "HEAD^{", "@{", "HEAD@", "~", ":", "", "HEAD^{nonsense}", "main@", "main^@"}) {
    EXPECT_NE(find_failure(git.path(), odd), "") << odd;
  }
}

TEST(GitRepository, SaysThatThereIsNoCommit) {
  const GitFolder git;
  for (const std::string revision : {"HEAD", "HEAD~1", "main", "origin/main"}) {
    EXPECT_EQ(find_failure(git.path(), revision),
              "cannot find the revision \"" + revision + "\" in \"" + git.path() + "\": it has no commit yet");
  }
  git.commit();
  git.run("git checkout -q --orphan fresh");
  EXPECT_EQ(find_failure(git.path(), "HEAD"),
            "cannot find the revision \"HEAD\" in \"" + git.path() + "\": the current branch has no commit yet");
  EXPECT_EQ(find_failure(git.path(), "main"), "found");
}

TEST(GitRepository, SaysWhatCompletesAShallowClone) {
  const GitFolder git;
  git.commit();
  git.run("git branch develop && git clone -q --depth 1 \"file://$PWD\" ../shallow");
  const std::string hint =
      ": it is a shallow clone, which git fetch --unshallow completes, as fetch-depth: 0 does in a workflow's checkout";
  for (const std::string revision : {"origin/develop", "HEAD~1", "0123456789012345678901234567890123456789"}) {
    const std::string failure = find_failure(git.beside("shallow"), revision);
    EXPECT_TRUE(failure.ends_with(hint)) << failure;
  }
  EXPECT_EQ(find_failure(git.beside("shallow"), "origin/main"), "found");
  EXPECT_EQ(find_failure(git.path(), "HEAD~1").find("shallow"), std::string::npos);
}

TEST(GitRepository, WhatIsNoRepositoryIsNotFound) {
  const test::TempFolder folder;
  EXPECT_EQ(open_failure(folder.path()), "\"" + folder.path() + "\" is no git repository");
  EXPECT_EQ(open_failure(folder.at("none")), "\"" + folder.at("none") + "\" is no git repository");
}

TEST(GitRepository, SaysWhyASha256RepositoryCannotBeRead) {
  const GitFolder git;
  git.run("git init -q --object-format=sha256 other", git.beside("."));
  EXPECT_EQ(open_failure(git.beside("other")),
            "cannot read the git objects of \"" + git.beside("other") +
                "\": its object ids are SHA-256, which libgit2 cannot read; check a work tree of it instead");
}

TEST(GitRepository, ReadsNoConfigurationOfTheUser) {
  const GitFolder git;
  git.commit();
  git.run("mkdir home && printf 'no configuration [' > home/.gitconfig", git.beside("."));
  const std::string before = std::getenv("HOME") == nullptr ? "" : std::getenv("HOME");
  setenv("HOME", git.beside("home").c_str(), 1);
  EXPECT_EQ(find_failure(git.path(), "HEAD"), "found");
  setenv("HOME", before.c_str(), 1);
}

// What stops libgit2 stops the whole program: SIGALRM then ends the test with a failure.
class HostileGitFolder : public testing::TestWithParam<const char*> {
 protected:
  HostileGitFolder() { alarm(60); }
  ~HostileGitFolder() override { alarm(0); }
};

TEST_P(HostileGitFolder, APipeInThePlaceOfAFileIsRefused) {
  const GitFolder git;
  git.file("f", "x");
  git.commit();
  const std::string name = GetParam();
  git.run("cd .git && mkdir -p \"$(dirname " + name + ")\" && rm -f " + name + " && mkfifo " + name);
  const std::string failure = find_failure(git.path(), "main");
  EXPECT_TRUE(failure.starts_with("cannot read the git objects of \"" + git.path() + "\": its file ")) << failure;
  EXPECT_TRUE(failure.ends_with(name + " is not a regular file")) << failure;
  const auto above = GitRepository::open(git.path() + "/.git/refs", Search::upwards);
  EXPECT_FALSE(above);
}

INSTANTIATE_TEST_SUITE_P(Files, HostileGitFolder,
                         testing::Values("config", "config.worktree", "HEAD", "commondir", "packed-refs", "shallow",
                                         "FETCH_HEAD", "refs/heads/main", "refs/tags/main", "refs/remotes/origin/main",
                                         "objects/info/alternates", "objects/info/commit-graph",
                                         "objects/pack/multi-pack-index", "objects/pack/pack-1.idx",
                                         "objects/12/3456789012345678901234567890123456789a"));

TEST(GitRepository, APipeInThePlaceOfALogIsRefusedWhereLogsAreRead) {
  alarm(60);
  const GitFolder git;
  git.commit();
  git.run("git branch other && git worktree add -q ../second other");
  git.run("cd .git/logs && rm HEAD refs/heads/main && mkfifo HEAD refs/heads/main");
  EXPECT_EQ(find_failure(git.path(), "main"), "found");
  for (const std::string revision : {"HEAD@{1}", "@{1}", "@{-1}", "main@{1}", "main@{yesterday}"}) {
    for (const std::string& path : {git.path(), git.beside("second")}) {
      const std::string failure = find_failure(path, revision);
      EXPECT_TRUE(failure.ends_with(" is not a regular file")) << failure;
    }
  }
  alarm(0);
}

TEST(GitRepository, APipeBehindALinkOrAnAlternateIsRefused) {
  alarm(60);
  const GitFolder git;
  git.commit();
  git.run("mkfifo pipe && ln -s ../../../pipe .git/refs/heads/other");
  EXPECT_NE(find_failure(git.path(), "other").find("refs/heads/other is not a regular file"), std::string::npos);
  git.run("rm .git/refs/heads/other && mkdir linked && mkfifo linked/pipe && ln -s ../../linked .git/objects/ab");
  EXPECT_NE(find_failure(git.path(), "HEAD").find("objects/ab/pipe is not a regular file"), std::string::npos);
  git.run("rm .git/objects/ab && ln -s / .git/objects/ab && ln -s .. .git/refs/circle");
  EXPECT_EQ(find_failure(git.path(), "HEAD"), "found");
  git.run("mkdir -p more/info && echo ../../more > .git/objects/info/alternates");
  EXPECT_EQ(find_failure(git.path(), "HEAD"), "found");
  git.run("mkfifo more/info/alternates");
  EXPECT_NE(find_failure(git.path(), "HEAD").find("info/alternates is not a regular file"), std::string::npos);
  alarm(0);
}

TEST(GitRepository, AHugeFileIsRefused) {
  const GitFolder git;
  git.commit();
  for (const std::string name : {"HEAD", "config", "packed-refs", "shallow", "refs/heads/main"}) {
    git.run("cd .git && touch " + name + " && cp " + name + " kept && truncate -s 1G " + name);
    const std::string failure = find_failure(git.path(), "main");
    EXPECT_NE(failure.find("its file " + name + " is larger than "), std::string::npos) << failure;
    git.run("cd .git && mv kept " + name);
  }
  EXPECT_EQ(find_failure(git.path(), "main"), "found");
}

TEST(GitRepository, AConfigurationThatReachesFurtherIsRefused) {
  const GitFolder git;
  git.commit();
  git.run("cp .git/config ../config");
  for (const std::string section : {"[include]", "[ INCLUDE ]", "[includeIf \"gitdir:/\"]", "[a] b = c\n[include]"}) {
    git.run("cp ../config .git/config && printf '" + section + "\npath = /dev/stdin\n' >> .git/config");
    const std::string failure = find_failure(git.path(), "main");
    EXPECT_NE(failure.find("its file config includes other files, which are not read"), std::string::npos) << failure;
  }
  git.run(
      "cp ../config .git/config && { printf '[a \"'; head -c 100000 /dev/zero | tr '\\0' x; printf '\"]\\n'; yes k | "
      "head -n 1000; } >> .git/config");
  EXPECT_NE(find_failure(git.path(), "main").find("too many keys"), std::string::npos);
  git.run("cp ../config .git/config && printf '[included]\npath = [including]\n' >> .git/config");
  EXPECT_EQ(find_failure(git.path(), "main"), "found");
}

TEST(GitRepository, FindsMergeBases) {
  const GitFolder git;
  const std::string base = git.commit();
  git.run("git checkout -q -b side");
  git.file("s", "s");
  git.commit();
  git.run("git checkout -q main");
  git.file("m", "m");
  git.commit();
  git.run("git checkout -q --orphan apart && git commit -q --allow-empty -m apart");
  const auto repository = GitRepository::open(git.path(), Search::here);
  ASSERT_TRUE(repository);
  const auto id = [&](const std::string& revision) { return *repository->find_commit(revision); };
  const auto common = repository->merge_base(id("main"), id("side"));
  ASSERT_TRUE(common && common->has_value());
  EXPECT_EQ((*common)->hex(), base);
  const auto none = repository->merge_base(id("main"), id("apart"));
  ASSERT_TRUE(none);
  EXPECT_FALSE(none->has_value());
}

// Lets this process have no more than `count` open files while it lives.
class OpenFilesLimit {
 public:
  explicit OpenFilesLimit(rlim_t count) {
    getrlimit(RLIMIT_NOFILE, &before_);
    const rlimit limit{count, before_.rlim_max};
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  OpenFilesLimit(const OpenFilesLimit&) = delete;
  OpenFilesLimit& operator=(const OpenFilesLimit&) = delete;
  ~OpenFilesLimit() { setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

TEST(GitRepository, ManyAtOnceNeedFewOpenFiles) {
  const GitFolder git;
  git.file("taskdef.json", "{}");
  git.commit();
  git.run(
      "git clone -q --bare work mirror.git && git -C mirror.git repack -q -a -d && rm -rf mirror.git/hooks "
      "mirror.git/info mirror.git/branches mirror.git/description",
      git.beside("."));
  constexpr int kRepositories = 340;
  for (int i = 0; i < kRepositories; ++i) {
    std::filesystem::copy(git.beside("mirror.git"), git.beside(std::to_string(i)),
                          std::filesystem::copy_options::recursive | std::filesystem::copy_options::create_hard_links);
  }
  const OpenFilesLimit limit(300);
  std::vector<GitRepository> repositories;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < kRepositories; ++i) {
      if (round == 0) {
        auto opened = GitRepository::open(git.beside(std::to_string(i)), Search::here);
        ASSERT_TRUE(opened) << opened.error().message;
        repositories.push_back(*std::move(opened));
      }
      const auto tree = repositories[static_cast<std::size_t>(i)].find_tree("HEAD");
      ASSERT_TRUE(tree) << tree.error().message;
    }
  }
}

TEST(GitRepository, APartialCloneNamesTheObjectThatItLacks) {
  const GitFolder git;
  git.file("taskdef.json", "{}");
  git.commit();
  git.run(
      "git -C work config uploadpack.allowFilter true && git clone -q --filter=blob:none --no-checkout "
      "\"file://$PWD/work\" partial",
      git.beside("."));
  const std::string blob = git.run("git rev-parse HEAD:taskdef.json");
  const auto repository = GitRepository::open(git.beside("partial"), Search::here);
  ASSERT_TRUE(repository) << repository.error().message;
  EXPECT_EQ(repository->promisor(), "origin");
  ObjectId id;
  for (std::size_t i = 0; i < id.bytes.size(); ++i)
    id.bytes[i] = static_cast<std::uint8_t>(std::stoi(blob.substr(i * 2, 2), nullptr, 16));
  ASSERT_EQ(id.hex(), blob);
  Bytes bytes;
  const auto done = repository->read(id, ObjectKind::blob, 100, bytes);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::missing_object);
  EXPECT_EQ(done.error().object, blob);
}

TEST(ChangedLines, AreThoseOfADiffWithoutContext) {
  struct Case {
    std::string_view name, before, after;
    std::vector<LineRange> lines;
  };
  const Case cases[] = {
      {"nothing", "a\nb\n", "a\nb\n", {}},
      {"one line", "a\nb\nc\n", "a\nX\nc\n", {{2, 3}}},
      {"added in the middle", "a\nc\n", "a\nb\nb\nc\n", {{2, 4}}},
      {"added at the end", "a\n", "a\nb\n", {{2, 3}}},
      {"removed in the middle", "a\nb\nc\n", "a\nc\n", {{2, 2}}},
      {"removed at the start", "a\nb\n", "b\n", {{1, 1}}},
      {"removed at the end", "a\nb\n", "a\n", {{2, 2}}},
      {"new file", "", "a\nb\n", {{1, 3}}},
      {"emptied file", "a\nb\n", "", {{1, 1}}},
      {"two places", "a\nb\nc\nd\n", "X\nb\nc\nY\n", {{1, 2}, {4, 5}}},
      {"only the final newline", "a\nb", "a\nb\n", {}},
      {"line ends converted", "a\nb\n", "a\r\nb\r\n", {}},
      {"line ends converted and a change", "a\nb\n", "a\r\nc\r\n", {{2, 3}}},
      {"indentation", "a\n", "  a\n", {{1, 2}}},
      {"zero bytes", std::string_view("a\0\nb\n", 5), std::string_view("a\0\nc\n", 5), {{2, 3}}},
  };
  for (const Case& one : cases) {
    const auto lines = changed_lines(one.before, one.after);
    ASSERT_TRUE(lines) << one.name;
    EXPECT_EQ(*lines, one.lines) << one.name << ": " << (lines->empty() ? 0 : lines->front().begin) << " "
                                 << (lines->empty() ? 0 : lines->front().end);
  }
}

}  // namespace
}  // namespace paritylint::input
