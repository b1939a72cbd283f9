// A temporary git repository made by git itself, without any configuration of the user or the system.
#pragma once

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>
#include <string_view>

#include "input/temp_folder.h"

namespace paritylint::test {

// What `command` prints on stdout, run by sh in `folder`; a failure of it fails the test.
inline std::string shell_output(const std::string& folder, const std::string& command) {
  constexpr std::string_view kEnvironment =
      "unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE; export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 "
      "GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.com GIT_AUTHOR_DATE='2024-01-01T00:00:00Z' GIT_COMMITTER_NAME=A "
      "GIT_COMMITTER_EMAIL=a@example.com GIT_COMMITTER_DATE='2024-01-01T00:00:00Z'; ";
  const std::string line = std::string(kEnvironment) + "cd '" + folder + "' && { " + command + "\n} 2>&1";
  std::string output;
  FILE* pipe = ::popen(line.c_str(), "r");
  std::array<char, 4096> buffer{};
  for (std::size_t count = 0; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    output.append(buffer.data(), count);
  }
  const int status = ::pclose(pipe);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << command << "\n" << output;
  return output;
}

// A work tree on the branch "main", in the folder "work" of a temporary folder where clones have their place too.
class GitFolder {
 public:
  GitFolder() { run("git init -q -b main work", folder_.path()); }

  std::string path() const { return folder_.at("work"); }
  std::string beside(std::string_view name) const { return folder_.at(name); }
  void file(std::string_view name, std::string_view content) const {
    folder_.file("work/" + std::string(name), content);
  }
  void link(std::string_view name, std::string_view target) const { folder_.link("work/" + std::string(name), target); }

  std::string run(const std::string& command) const { return run(command, path()); }
  std::string run(const std::string& command, const std::string& folder) const {
    std::string output = shell_output(folder, command);
    while (output.ends_with('\n')) output.pop_back();
    return output;
  }
  // Commit everything; the id of the commit.
  std::string commit() const {
    return run("git add -A && git commit -q --allow-empty -m change && git rev-parse HEAD");
  }

 private:
  TempFolder folder_;
};

}  // namespace paritylint::test
