// The system calls behind DiskFileSystem: opening a path below a folder so that no link can lead out of it.
//
// A path is first opened with links forbidden everywhere, which is one system call and cannot be raced. Only when
// that meets a link are the links followed by hand, by reading them and never stepping outside, and the path that
// they lead to is opened, again with links forbidden: whoever swaps a folder for a link meanwhile gets an error.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "input/file_system.h"

namespace paritylint::input {

// Owns an open file descriptor.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int number) : number_(number) {}
  FileDescriptor(FileDescriptor&& other) noexcept : number_(other.release()) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~FileDescriptor();

  int get() const { return number_; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_ = -1;
};

// kernel when openat2(2) works here (Linux 5.6, not blocked by a sandbox).
PathLookup best_lookup();

// What to do with a link at a path's end; links before it are always followed.
enum class LastLink : std::uint8_t { follow, open_itself };

// An open file, or the errno value that says why not; EXDEV when a link leads out of the top.
struct Opened {
  FileDescriptor file;
  int error = 0;
};

// Open `path` below `top`, which is absolute, without links, and empty for the file system's own root.
// `flags` as for open(2), without O_CREAT. With LastLink::open_itself they must hold O_PATH.
Opened open_beneath(const std::string& top, std::string_view path, int flags, LastLink last_link, PathLookup lookup);

// The kind of the entry `name` of the open folder; asks the system when `d_type` (readdir) does not tell.
EntryKind entry_kind(int folder, const char* name, unsigned char d_type);

// The kind that a stat mode says.
EntryKind kind_of_mode(unsigned mode);

// True when `path` has the form that FileSystem asks for: relative, without empty, "." or ".." parts or zero bytes.
bool is_plain_path(std::string_view path);

// base::system_error_text, but EXDEV is said as open_beneath means it.
std::string error_text(int error);

}  // namespace paritylint::input
