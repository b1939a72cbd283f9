#include "check/line_hash.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/lines.h"
#include "support/shared.h"

namespace paritylint::check {
namespace {

namespace fs = std::filesystem;

TEST(LineHash, HashesTheEndMarkOfAnEmptyFile) {
  // 65535 followed by 100 zeros: only the 99 zeros that follow it in its window multiply it.
  std::uint64_t expected = 65535;
  for (int i = 0; i < 99; ++i) expected *= 37;
  std::ostringstream text;
  text << std::hex << expected << ":1";
  EXPECT_EQ(line_hashes(""), std::vector<std::string>{text.str()});
}

TEST(LineHash, GivesOneHashPerLine) {
  for (const std::string_view source :
       {"", "a", "a\n", "\n\n", "a\r\nb\rc\n\r", "  \n\t", "\r \n", "\xEF\xBB\xBFx\ny"}) {
    EXPECT_EQ(line_hashes(source).size(), base::LineTable(source).line_count()) << source;
  }
}

TEST(LineHash, LeavesOutBlanksAndKindsOfLineBreak) {
  const auto hashes = line_hashes("{\n  \"a\": 1,\n  \"b\": 2\n}\n");
  EXPECT_EQ(line_hashes("{\r\n\t\"a\":1,\r\n\"b\"  :2\r\n}\r\n"), hashes);
  EXPECT_NE(line_hashes("{\n  \"a\": 1,\n  \"b\": 3\n}\n"), hashes);
}

TEST(LineHash, NumbersEqualLines) {
  std::string source;
  for (int i = 0; i < 300; ++i) source += "same\n";
  const auto hashes = line_hashes(source);
  const std::string first = hashes[0].substr(0, hashes[0].find(':'));
  EXPECT_EQ(hashes[0], first + ":1");
  EXPECT_EQ(hashes[1], first + ":2");
  EXPECT_EQ(hashes[199], first + ":200");
}

TEST(LineHash, OneLineAgreesWithTheWholeFile) {
  std::string source;
  for (int i = 0; i < 250; ++i) source += i % 3 == 0 ? "      - name: é😀\n" : "x\r\n";
  const auto hashes = line_hashes(source);
  for (std::uint32_t line = 1; line <= hashes.size(); ++line) ASSERT_EQ(line_hash(source, line), hashes[line - 1]);
  EXPECT_EQ(line_hash(source, 0), "");
  EXPECT_EQ(line_hash(source, static_cast<std::uint32_t>(hashes.size()) + 1), "");
}

// The oracle is GitHub's algorithm rewritten in Python. One interpreter hashes all files and prints one line each.
class Oracle {
 public:
  explicit Oracle(const fs::path& tools)
      : folder_(fs::temp_directory_path() / ("line_hash_test." + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
    std::ofstream(folder_ / "all.py") << "import sys\n"
                                         "sys.path.insert(0, sys.argv[1])\n"
                                         "sys.dont_write_bytecode = True\n"
                                         "from codeql_linehash import line_hashes\n"
                                         "for name in open(sys.argv[2], 'rb').read().split(b'\\0')[:-1]:\n"
                                         "    found = line_hashes(open(name, 'rb').read())\n"
                                         "    print(' '.join(found[line] for line in sorted(found)))\n";
    command_ = "python3 '" + (folder_ / "all.py").string() + "' '" + tools.string() + "' '" +
               (folder_ / "files").string() + "'";
  }
  ~Oracle() { fs::remove_all(folder_); }

  const fs::path& folder() const { return folder_; }

  // The hashes of each file's lines, joined by blanks.
  std::vector<std::string> run(const std::vector<fs::path>& files) const {
    {
      std::ofstream list(folder_ / "files", std::ios::binary);
      for (const fs::path& file : files) list << file.string() << '\0';
    }
    const std::string output = (folder_ / "output").string();
    EXPECT_EQ(std::system((command_ + " > '" + output + "'").c_str()), 0);
    std::vector<std::string> lines;
    std::ifstream stream(output);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
  }

 private:
  fs::path folder_;
  std::string command_;
};

std::string joined(const std::vector<std::string>& hashes) {
  std::string text;
  for (const std::string& hash : hashes) text += (text.empty() ? "" : " ") + hash;
  return text;
}

void expect_oracle_agrees(const Oracle& oracle, const std::vector<fs::path>& files) {
  const std::vector<std::string> expected = oracle.run(files);
  ASSERT_EQ(expected.size(), files.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    EXPECT_EQ(joined(line_hashes(test::read_file(files[i]))), expected[i]) << files[i];
  }
}

#define PYTHON_OR_SKIP() \
  if (std::system("python3 -c '' 2>/dev/null") != 0) GTEST_SKIP() << "python3 is absent"

TEST(LineHash, AgreesWithTheOracleOnTheCorpus) {
  SHARED_OR_SKIP(shared);
  PYTHON_OR_SKIP();
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(shared / "corpus")) {
    if (entry.is_regular_file() && entry.file_size() < 200'000) files.push_back(entry.path());
  }
  ASSERT_GT(files.size(), 400U);
  std::ranges::sort(files);
  expect_oracle_agrees(Oracle(shared / "tools"), files);
}

TEST(LineHash, AgreesWithTheOracleOnBrokenText) {
  SHARED_OR_SKIP(shared);
  PYTHON_OR_SKIP();
  const Oracle oracle(shared / "tools");
  const std::vector<std::string> texts = {
      "\xEF\xBB\xBF{\n}\n",          "\xE3\x81\nx",
      "\xE3\x81\x82\xE3\x81",        "\xF0\x9F\x98\"\n\xF0\x9F\n\xF0",
      "\xC0\xAF\xE0\x80\x80\n",      "\xED\xA0\x80\n",
      "\xF4\x90\x80\x80\n",          "\xF5\x80\xFF\x80\n",
      "caf\xE9\r\rx\r\n\r\n",        "\xF0\x9F\x98\x80\n\t ",
      "\xE2\x80\xA8 \xC2\x85\x0B\n", "\xF0\x80\x80\x80\xF4\x8F\xBF\xBF",
      std::string("a\0b\n", 4),
  };
  std::vector<fs::path> files;
  for (const std::string& text : texts) {
    files.push_back(oracle.folder() / ("text" + std::to_string(files.size())));
    std::ofstream(files.back(), std::ios::binary) << text;
  }
  expect_oracle_agrees(oracle, files);
}

}  // namespace
}  // namespace paritylint::check
