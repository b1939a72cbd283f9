#include "base/file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

namespace paritylint::base {
namespace {

namespace fs = std::filesystem;

// A folder of its own for each test, removed with all that is in it.
class WriteFileAtomically : public testing::Test {
 protected:
  WriteFileAtomically() {
    std::string name = (fs::temp_directory_path() / "paritylint-file-test-XXXXXX").string();
    EXPECT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  ~WriteFileAtomically() override { fs::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  static std::string content(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  static mode_t mode(const std::string& path) {
    struct stat status = {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0);
    return status.st_mode & 07777;
  }
  std::ptrdiff_t entries() const { return std::distance(fs::directory_iterator(folder_), fs::directory_iterator()); }

  fs::path folder_;
};

TEST_F(WriteFileAtomically, CreatesAFileWithTheUsualMode) {
  const mode_t old_mask = ::umask(027);
  EXPECT_TRUE(write_file_atomically(path("a"), std::string("x\0y", 3)));
  ::umask(old_mask);
  EXPECT_EQ(content(path("a")), std::string("x\0y", 3));
  EXPECT_EQ(mode(path("a")), 0640U);
  EXPECT_EQ(entries(), 1);
}

TEST_F(WriteFileAtomically, ReplacesAFileAndKeepsItsMode) {
  EXPECT_TRUE(write_file_atomically(path("a"), "old and longer"));
  ::chmod(path("a").c_str(), 0600);
  EXPECT_TRUE(write_file_atomically(path("a"), "new"));
  EXPECT_EQ(content(path("a")), "new");
  EXPECT_EQ(mode(path("a")), 0600U);
  EXPECT_EQ(entries(), 1);
}

TEST_F(WriteFileAtomically, NeverShowsHalfAFile) {
  const std::string first(1'000'000, 'a');
  const std::string second(1'000'000, 'b');
  EXPECT_TRUE(write_file_atomically(path("a"), first));
  std::jthread writer([&] {
    for (int i = 0; i < 20; ++i) EXPECT_TRUE(write_file_atomically(path("a"), i % 2 == 0 ? second : first));
  });
  for (int i = 0; i < 20; ++i) {
    const std::string seen = content(path("a"));
    EXPECT_TRUE(seen == first || seen == second) << seen.size();
  }
}

TEST_F(WriteFileAtomically, KeepsASymbolicLinkAndReplacesItsTarget) {
  EXPECT_TRUE(write_file_atomically(path("target"), "old"));
  fs::create_symlink("target", path("link"));
  EXPECT_TRUE(write_file_atomically(path("link"), "new"));
  EXPECT_TRUE(fs::is_symlink(path("link")));
  EXPECT_EQ(content(path("target")), "new");
}

TEST_F(WriteFileAtomically, CreatesTheTargetOfALinkThatLeadsNowhere) {
  fs::create_directory(path("sub"));
  fs::create_symlink("sub/other", path("link"));
  fs::create_symlink("target", path("sub/other"));  // meant from the folder that the link is in
  EXPECT_TRUE(write_file_atomically(path("link"), "new"));
  EXPECT_TRUE(fs::is_symlink(path("link")));
  EXPECT_TRUE(fs::is_symlink(path("sub/other")));
  EXPECT_EQ(content(path("sub/target")), "new");

  fs::create_symlink(path("absolute"), path("link-2"));
  EXPECT_TRUE(write_file_atomically(path("link-2"), "new"));
  EXPECT_TRUE(fs::is_symlink(path("link-2")));
  EXPECT_EQ(content(path("absolute")), "new");
}

TEST_F(WriteFileAtomically, RefusesLinksThatLeadInACircle) {
  fs::create_symlink("b", path("a"));
  fs::create_symlink("a", path("b"));
  const auto result = write_file_atomically(path("a"), "x");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "cannot write \"" + path("a") + "\": too many levels of symbolic links");
  EXPECT_EQ(entries(), 2);
}

TEST_F(WriteFileAtomically, WritesIntoWhatIsNoRegularFile) {
  EXPECT_TRUE(write_file_atomically("/dev/null", "x"));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));

  ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
  std::string seen;
  std::jthread reader([&] { seen = content(path("pipe")); });
  EXPECT_TRUE(write_file_atomically(path("pipe"), "through"));
  reader.join();
  EXPECT_EQ(seen, "through");
}

TEST_F(WriteFileAtomically, NamesPathAndReasonWhenAFolderIsMissing) {
  const auto result = write_file_atomically(path("none/a"), "x");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::not_found);
  EXPECT_EQ(result.error().message, "cannot write \"" + path("none/a") + "\": no such file or directory");
}

TEST_F(WriteFileAtomically, RefusesToReplaceAFolder) {
  fs::create_directory(path("folder"));
  const auto result = write_file_atomically(path("folder"), "x");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::io);
  EXPECT_EQ(result.error().message, "cannot write \"" + path("folder") + "\": is a directory");
}

TEST_F(WriteFileAtomically, KeepsTheOldFileAndNoTemporaryFileWhenWritingFails) {
  EXPECT_TRUE(write_file_atomically(path("a"), "old"));
  struct rlimit old_limit = {};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &old_limit), 0);
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  const struct rlimit limit = {4096, old_limit.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &limit), 0);
  const auto result = write_file_atomically(path("a"), std::string(100'000, 'x'));
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &old_limit), 0);
  std::signal(SIGXFSZ, old_handler);

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "cannot write \"" + path("a") + "\": file too large");
  EXPECT_EQ(content(path("a")), "old");
  EXPECT_EQ(entries(), 1);
}

TEST_F(WriteFileAtomically, TakesTheLongestNameThatTheSystemAllows) {
  const std::string name(255, 'n');
  EXPECT_TRUE(write_file_atomically(path(name), "x"));
  EXPECT_EQ(content(path(name)), "x");
  EXPECT_EQ(entries(), 1);
}

}  // namespace
}  // namespace paritylint::base
