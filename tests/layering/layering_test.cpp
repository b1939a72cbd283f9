// Holds the sources of the program to the rules of the house.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "layering/source_rules.h"

namespace paritylint::test {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

// All sources and build lists below src/, in order of path.
std::vector<SourceFile> read_sources() {
  const std::filesystem::path top = std::filesystem::path(PARITYLINT_SOURCE_DIR) / "src";
  std::vector<SourceFile> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(top)) {
    const std::string path = std::filesystem::relative(entry.path(), top).generic_string();
    const std::string extension = entry.path().extension().string();
    const bool is_code = extension == ".h" || extension == ".cpp" || extension == ".inc";
    if (is_code || path.ends_with("/CMakeLists.txt")) files.push_back({path, read_file(entry.path())});
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

TEST(Sources, FollowTheRulesOfTheHouse) {
  const std::vector<SourceFile> files = read_sources();
  ASSERT_GT(files.size(), 50u) << "the sources were not found";
  for (const std::string& violation : check_sources(files)) ADD_FAILURE() << "src/" << violation;
}

}  // namespace
}  // namespace paritylint::test
