// Running shell commands for real, in a scratch folder, with sed, envsubst, jq, cp and their like and nothing else:
// what the model of pipelines is compared with. Any other command prints "stub" and succeeds.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>

#include "support/shared.h"

namespace paritylint::test {

using FileTexts = std::map<std::string, std::string>;

inline bool has_real_tools() {
  for (const char* tool : {"sed", "envsubst", "jq", "bash"}) {
    if (!std::filesystem::exists(std::filesystem::path("/usr/bin") / tool)) return false;
  }
  return true;
}

// A folder of its own that is gone at the end.
class RealTools {
 public:
  RealTools() {
    std::string name = (std::filesystem::temp_directory_path() / "paritylint_pipeline_XXXXXX").string();
    EXPECT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    std::filesystem::create_directories(root());
    std::filesystem::create_directories(folder_ / "bin");
    for (const char* tool :
         {"sed", "envsubst", "jq", "cp", "mv", "cat", "tee", "mkdir", "touch", "env", "bash", "sh"}) {
      for (const char* where : {"/usr/bin", "/bin"}) {
        const std::filesystem::path real = std::filesystem::path(where) / tool;
        if (std::filesystem::exists(real) && !std::filesystem::exists(folder_ / "bin" / tool))
          std::filesystem::create_symlink(real, folder_ / "bin" / tool);
      }
    }
  }
  ~RealTools() { std::filesystem::remove_all(folder_); }
  RealTools(const RealTools&) = delete;
  RealTools& operator=(const RealTools&) = delete;

  std::filesystem::path root() const { return folder_ / "root"; }

  void write(const std::string& path, std::string_view bytes) const {
    std::filesystem::create_directories((root() / path).parent_path());
    std::ofstream(root() / path, std::ios::binary) << bytes;
  }

  // Run `script` with bash in root(), with these variables exported and no others. False when it ended early.
  bool run(const std::string& script, const FileTexts& variables) const {
    std::string text = "command_not_found_handle() { echo stub; return 0; }\nexport -f command_not_found_handle\n";
    // Folders that a build would have are made when they are entered.
    text += "cd() { [ -d \"$1\" ] || mkdir -p \"$1\"; builtin cd \"$@\"; }\nexport -f cd\n";
    for (const auto& [name, value] : variables) {
      std::string quoted;
      for (const char c : value) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
      text.append("export ").append(name).append("='").append(quoted).append("'\n");
    }
    std::ofstream(folder_ / "script", std::ios::binary)
        << text << script << "\n: > " << folder_.string() << "/finished\n";
    const std::string folder = folder_.string();
    const std::string command = "cd " + folder + "/root && env -i HOME=" + folder + "/root PATH=" + folder +
                                "/bin LC_ALL=C.UTF-8 /usr/bin/timeout 10 /bin/bash " + folder +
                                "/script > /dev/null 2>&1 < /dev/null";
    [[maybe_unused]] const int status = std::system(command.c_str());  // NOLINT: a script may fail
    return std::filesystem::exists(folder_ / "finished");
  }

  bool has(const std::string& path) const { return std::filesystem::is_regular_file(root() / path); }
  std::string read(const std::string& path) const { return read_file(root() / path); }

 private:
  std::filesystem::path folder_;
};

}  // namespace paritylint::test

// Skip the test where the tools are absent, or fail where nothing may be skipped.
#define REAL_TOOLS_OR_SKIP()                                                                                        \
  if (!paritylint::test::has_real_tools() && paritylint::test::shared_is_required()) FAIL() << "sed, jq, envsubst"; \
  if (!paritylint::test::has_real_tools()) GTEST_SKIP() << "sed, envsubst, jq or bash is absent"
