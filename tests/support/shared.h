// Where the reference data lies that this project reads in tests but does not carry: corpus and conformance suites.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

namespace paritylint::test {

// The folder `shared` beside the project, or what PARITYLINT_SHARED names; nothing when it is absent.
inline std::optional<std::filesystem::path> shared_dir() {
  const char* named = std::getenv("PARITYLINT_SHARED");
  const std::filesystem::path path = named != nullptr ? named : PARITYLINT_SOURCE_DIR "/../shared";
  if (std::filesystem::is_directory(path / "corpus")) return path;
  return std::nullopt;
}

inline bool shared_is_required() {
  const char* required = std::getenv("PARITYLINT_REQUIRE_SHARED");
  return required != nullptr && std::string(required) == "1";
}

// The bytes of a file; a missing file fails the test.
inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  EXPECT_TRUE(stream.good()) << "cannot read " << path;
  std::ostringstream text;
  text << stream.rdbuf();
  return std::move(text).str();
}

}  // namespace paritylint::test

// Declare `dir` as the shared folder; without it skip the test with a reason, or fail where nothing may be skipped.
#define SHARED_OR_SKIP(dir)                                                                            \
  const auto dir##_found = paritylint::test::shared_dir();                                             \
  if (!dir##_found && paritylint::test::shared_is_required()) FAIL() << "the shared folder is absent"; \
  if (!dir##_found) GTEST_SKIP() << "the shared folder with corpus and suites is absent";              \
  const std::filesystem::path& dir = *dir##_found
