// The whole program on small trees of files. A case is a folder below tests/cases: `in/` is the working directory,
// `cmd` is run by sh with `paritylint` on its path, and `expected.txt` holds what it prints on both streams, stdout
// first, then `exit N`. UPDATE_GOLDEN=1 rewrites expected.txt.
#include <gtest/gtest.h>

#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/shared.h"

namespace {

namespace fs = std::filesystem;

std::string quoted(const std::string& text) { return "'" + text + "'"; }

struct Outcome {
  std::string out;
  int status = 0;
};

Outcome run(const std::string& command) {
  Outcome outcome;
  FILE* pipe = ::popen(command.c_str(), "r");
  std::array<char, 4096> buffer{};
  for (std::size_t count = 0; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    outcome.out.append(buffer.data(), count);
  }
  const int status = ::pclose(pipe);
  outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return outcome;
}

// stdout, then stderr under a line of its own, then the exit code.
std::string transcript(const fs::path& folder) {
  const fs::path scratch = fs::temp_directory_path() / ("paritylint-case-" + std::to_string(::getpid()));
  const std::string errors = (scratch / "stderr").string();
  fs::remove_all(scratch);
  fs::create_directories(scratch);
  fs::copy(folder / "in", scratch / "in", fs::copy_options::recursive | fs::copy_options::copy_symlinks);
  const std::string program_folder = fs::path(PARITYLINT_PROGRAM).parent_path();
  const std::string command = paritylint::test::read_file(folder / "cmd");
  const Outcome outcome = run("cd " + quoted((scratch / "in").string()) + " && export PATH=" + quoted(program_folder) +
                              ":\"$PATH\" COLUMNS=100 NO_COLOR=1 && {\n" + command + "} 2>" + quoted(errors));
  std::string text = outcome.out;
  if (const std::string on_stderr = paritylint::test::read_file(errors); !on_stderr.empty())
    text += "--- stderr\n" + on_stderr;
  fs::remove_all(scratch);
  return text + "exit " + std::to_string(outcome.status) + "\n";
}

class CaseTest : public testing::TestWithParam<std::string> {};

TEST_P(CaseTest, PrintsWhatIsExpected) {
  const fs::path folder = fs::path(PARITYLINT_SOURCE_DIR) / "tests/cases" / GetParam();
  const std::string actual = transcript(folder);
  const fs::path expected = folder / "expected.txt";
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(expected, std::ios::binary) << actual;
    return;
  }
  EXPECT_EQ(actual, paritylint::test::read_file(expected));
}

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(PARITYLINT_SOURCE_DIR "/tests/cases")) {
    if (entry.is_directory()) names.push_back(entry.path().filename());
  }
  std::ranges::sort(names);
  return names;
}

// A command of the README together with the output that it shows for it.
struct Shown {
  std::string command, output;
};

std::vector<Shown> shown_in_readme() {
  std::istringstream readme(paritylint::test::read_file(fs::path(PARITYLINT_SOURCE_DIR) / "README.md"));
  std::vector<Shown> shown;
  bool is_console = false;
  for (std::string line; std::getline(readme, line);) {
    if (line.starts_with("```")) {
      is_console = line == "```console";
    } else if (is_console && line.starts_with("$ ")) {
      shown.push_back({line.substr(2), {}});
    } else if (is_console && !shown.empty()) {
      shown.back().output += line + "\n";
    }
  }
  std::erase_if(shown, [](const Shown& one) { return one.output.empty(); });
  return shown;
}

TEST(Readme, ShowsWhatTheProgramPrints) {
  const std::vector<Shown> all = shown_in_readme();
  EXPECT_FALSE(all.empty());
  const std::string program_folder = fs::path(PARITYLINT_PROGRAM).parent_path();
  for (const Shown& one : all) {
    const Outcome outcome = run("cd " + quoted(PARITYLINT_SOURCE_DIR) + " && export PATH=" + quoted(program_folder) +
                                ":\"$PATH\" COLUMNS=100 NO_COLOR=1 && { " + one.command + "\n} 2>&1");
    EXPECT_EQ(outcome.out, one.output) << one.command;
  }
}

INSTANTIATE_TEST_SUITE_P(All, CaseTest, testing::ValuesIn(case_names()), [](const auto& one) {
  std::string name = one.param;
  std::ranges::replace(name, '-', '_');
  return name;
});

}  // namespace
