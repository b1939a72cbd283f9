// Repositories made by the git that is installed here: what our readers are compared with.
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "input/temp_folder.h"
#include "support/shared.h"

namespace paritylint::test {

struct Ran {
  std::string out;
  int exit_code = 0;
};

// Run a shell command in `folder` with a git that knows nothing of this machine's user.
inline Ran run_in(const std::string& folder, const std::string& command) {
  const std::string whole =
      "cd '" + folder +
      "' && export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 HOME=/nonexistent LC_ALL=C"
      " GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com"
      " && unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE GIT_PREFIX XDG_CONFIG_HOME\n" +
      command;
  Ran ran;
  FILE* pipe = ::popen(whole.c_str(), "r");
  if (pipe == nullptr) return {{}, 127};
  std::array<char, 65536> buffer{};
  for (std::size_t count = 0; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    ran.out.append(buffer.data(), count);
  }
  const int status = ::pclose(pipe);
  ran.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  return ran;
}

inline bool has_git() { return run_in("/", "git --version >/dev/null 2>&1").exit_code == 0; }

// A work tree in a folder of its own.
class GitWorkTree {
 public:
  explicit GitWorkTree(const std::string& init_options = "") { git("init -q -b main " + init_options + " ."); }

  const TempFolder& folder() const { return folder_; }
  const std::string& path() const { return folder_.path(); }
  std::string at(std::string_view name) const { return folder_.at(name); }

  // Run `git WORDS` and return what it prints; a failure fails the test.
  std::string git(const std::string& words) const { return sh("git " + words); }
  std::string sh(const std::string& command) const {
    Ran ran = run_in(path(), "{ " + command +
                                 "\n} 2>.git-errors-of-test; s=$?; [ $s = 0 ] || cat .git-errors-of-test; "
                                 "rm -f .git-errors-of-test; exit $s");
    EXPECT_EQ(ran.exit_code, 0) << command << "\n" << ran.out;
    return std::move(ran.out);
  }

 private:
  TempFolder folder_;
};

// The parts of a text whose parts all end in a zero byte.
inline std::vector<std::string> split_at_zeros(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\0'), text.size());
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

}  // namespace paritylint::test

#define GIT_OR_SKIP()                                                                                    \
  if (!paritylint::test::has_git() && paritylint::test::shared_is_required()) FAIL() << "git is absent"; \
  if (!paritylint::test::has_git()) GTEST_SKIP() << "git is absent"
