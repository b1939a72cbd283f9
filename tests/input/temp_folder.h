// A folder of its own for one test, removed at its end, and short ways to fill it.
#pragma once

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace paritylint::test {

class TempFolder {
 public:
  TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "paritylint-input-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) std::abort();
    // Resolved, because a temporary folder may itself be reached by a link; readable for AsOtherUser.
    path_ = std::filesystem::canonical(name).string();
    chmod(path_.c_str(), 0755);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  const std::string& path() const { return path_; }
  std::string at(std::string_view name) const { return path_ + "/" + std::string(name); }

  void folder(std::string_view name) const { std::filesystem::create_directories(at(name)); }
  void file(std::string_view name, std::string_view content = "") const {
    std::filesystem::create_directories(std::filesystem::path(at(name)).parent_path());
    std::ofstream stream(at(name), std::ios::binary);
    stream << content;
    ASSERT_TRUE(stream.good()) << name;
  }
  void link(std::string_view name, std::string_view target) const {
    ASSERT_EQ(symlink(std::string(target).c_str(), at(name).c_str()), 0) << name;
  }
  void pipe(std::string_view name) const { ASSERT_EQ(mkfifo(at(name).c_str(), 0644), 0) << name; }

 private:
  std::string path_;
};

// While it lives, permissions count, even where the tests run as root.
class AsOtherUser {
 public:
  AsOtherUser() : was_root_(geteuid() == 0) {
    if (was_root_ && seteuid(65534) != 0) ADD_FAILURE() << "cannot become another user";
  }
  AsOtherUser(const AsOtherUser&) = delete;
  AsOtherUser& operator=(const AsOtherUser&) = delete;
  ~AsOtherUser() {
    if (was_root_ && seteuid(0) != 0) std::abort();
  }

 private:
  bool was_root_;
};

// While it lives, `path` is the working directory.
class InFolder {
 public:
  explicit InFolder(const std::string& path) : before_(std::filesystem::current_path()) {
    std::filesystem::current_path(path);
  }
  InFolder(const InFolder&) = delete;
  InFolder& operator=(const InFolder&) = delete;
  ~InFolder() { std::filesystem::current_path(before_); }

 private:
  std::filesystem::path before_;
};

}  // namespace paritylint::test
