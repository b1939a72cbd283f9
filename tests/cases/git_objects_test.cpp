// What only the whole program shows about git objects: that they give the same report as the files on the disk, that a
// run without them does not load libgit2, and that no run uses the network.
#include <gtest/gtest.h>

#include <filesystem>

#include "input/git_folder.h"
#include "support/shared.h"

namespace {

namespace fs = std::filesystem;
using paritylint::test::GitFolder;
using paritylint::test::shell_output;

// stdout, stderr and exit code of the program with `arguments`.
std::string transcript(const std::string& folder, const std::string& arguments) {
  return shell_output(folder, "COLUMNS=100 '" PARITYLINT_PROGRAM "' " + arguments + "; echo \"exit $?\"");
}

TEST(GitObjects, ABareCloneIsReportedAsItsCheckout) {
  SHARED_OR_SKIP(shared);
  const GitFolder git;
  fs::copy(shared / "corpus/open", git.path(), fs::copy_options::recursive);
  git.commit();
  git.run("git clone -q --bare work bare.git", git.beside("."));
  for (const std::string format : {"text", "concise", "json", "sarif"}) {
    SCOPED_TRACE(format);
    const std::string options = " --min-level note --format " + format;
    const std::string expected = transcript(git.path(), "check" + options);
    EXPECT_GT(expected.size(), 10000u);
    // Not EXPECT_EQ, which would print a megabyte twice.
    EXPECT_TRUE(transcript(git.path(), "--rev HEAD" + options) == expected) << "--rev";
    EXPECT_TRUE(transcript(git.path(), "--staged" + options) == expected) << "--staged";
    EXPECT_TRUE(transcript(git.beside("bare.git"), "--git-dir ." + options) == expected) << "--git-dir";
    EXPECT_TRUE(transcript(git.beside("bare.git"), "--git-dir . --jobs 1" + options) == expected) << "one thread";
    EXPECT_TRUE(transcript(git.beside("bare.git"), "--rev HEAD" + options) == expected) << "in the bare repository";
  }
}

TEST(GitObjects, TheProgramDoesNotNeedLibgit2ToStart) {
  const std::string dynamic_section = shell_output("/", "objdump -p '" PARITYLINT_PROGRAM "'");
  EXPECT_NE(dynamic_section.find("NEEDED"), std::string::npos);
  EXPECT_EQ(dynamic_section.find("libgit2"), std::string::npos) << "libgit2 is loaded by every run";
}

TEST(GitObjects, AMissingLibrarySaysWhatItIsNeededFor) {
  const GitFolder git;
  git.commit();
  const std::string soname = PARITYLINT_LIBGIT2_SONAME;
  git.run("mkdir -p broken && echo 'no library' > broken/" + soname, git.beside("."));
  const std::string text = shell_output(
      git.path(), "export LD_LIBRARY_PATH=../broken; '" PARITYLINT_PROGRAM "' --rev HEAD; echo \"exit $?\"");
  EXPECT_EQ(text.find("error: reading git objects needs libgit2 (../broken/" + soname + ": "), 0u) << text;
  EXPECT_NE(text.find("exit 2"), std::string::npos) << text;
  // A run that reads no objects does not notice.
  const std::string without =
      shell_output(git.path(), "export LD_LIBRARY_PATH=../broken; '" PARITYLINT_PROGRAM "' 2>&1; echo \"exit $?\"");
  EXPECT_EQ(without, "paritylint: no deploy manifests found\nno manifests checked\nexit 0\n");
}

TEST(GitObjects, NoRunUsesTheNetwork) {
  if (std::system("strace -f -e trace=network true > /dev/null 2>&1") != 0) {
    if (paritylint::test::shared_is_required()) FAIL() << "strace cannot trace here";
    GTEST_SKIP() << "strace cannot trace here";
  }
  const GitFolder git;
  git.file("taskdef.json", "{\"family\": \"a\", \"containerDefinitions\": [{\"name\": \"a\", \"image\": \"a\"}]}");
  git.commit();
  git.run(
      "git config uploadpack.allowFilter true && git clone -q --filter=blob:none --no-checkout \"file://$PWD\" "
      "../partial && "
      "git -C ../partial remote set-url origin https://git.example.com/x.git");
  const auto traced = [](const std::string& folder, const std::string& arguments) {
    shell_output(folder, "strace -f -o trace -e trace=network '" PARITYLINT_PROGRAM "' " + arguments +
                             " > /dev/null 2>&1 || true");
    return shell_output(folder, "grep -v -e '+++ exited' -e '--- SIG' -e 'attached$' trace || true");
  };
  EXPECT_EQ(traced(git.path(), "--rev HEAD"), "");
  EXPECT_EQ(traced(git.path(), "--staged --since HEAD"), "");
  EXPECT_EQ(traced(git.beside("partial"), "--rev HEAD"), "") << "missing objects are not fetched";
  // The test itself can see a socket.
  EXPECT_NE(shell_output(git.path(),
                         "strace -f -o trace -e trace=network python3 -c 'import socket; socket.socket()'; cat trace")
                .find("socket("),
            std::string::npos);
}

}  // namespace
