#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <limits>
#include <memory>

#include "base/system_error.h"
#include "base/text.h"
#include "input/file_system.h"
#include "input/posix.h"

namespace paritylint::input {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::size_t kListingBytes = std::size_t{1} << 15;

struct FreeMemory {
  void operator()(char* memory) const { std::free(memory); }
};

bool is_dot_or_dot_dot(const char* name) {
  return name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'));
}

}  // namespace

DiskFileSystem::DiskFileSystem(std::string top, DisplayNames names, PathLookup lookup)
    : top_(std::move(top)), prefix_(top_ == "/" ? "" : top_), names_(std::move(names)), lookup_(lookup) {}

Result<DiskFileSystem> DiskFileSystem::open(const std::string& top) {
  return open(top, DisplayNames{top.ends_with('/') ? top : top + '/', ""}, best_lookup());
}

Result<DiskFileSystem> DiskFileSystem::open(const std::string& top, DisplayNames names, PathLookup lookup) {
  const std::unique_ptr<char, FreeMemory> resolved(realpath(top.c_str(), nullptr));
  if (resolved == nullptr) {
    return base::cannot("open", top, errno);
  }
  struct stat status {};
  if (stat(resolved.get(), &status) != 0) return base::cannot("open", top, errno);
  if (!S_ISDIR(status.st_mode)) return base::cannot(ErrorCode::io, "open", top, error_text(ENOTDIR));
  return DiskFileSystem(resolved.get(), std::move(names), lookup);
}

Error DiskFileSystem::failure(std::string_view action, std::string_view path, int error) const {
  const bool is_absent = error == ENOENT || error == ENOTDIR;
  return base::cannot(is_absent ? ErrorCode::not_found : ErrorCode::io, action, names_.of(path), error_text(error));
}

Result<std::vector<Entry>> DiskFileSystem::list(std::string_view directory) const {
  const Opened opened = open_beneath(prefix_, directory, O_RDONLY | O_DIRECTORY, LastLink::follow, lookup_);
  if (opened.error != 0) return failure("list", directory, opened.error);
  std::vector<Entry> entries;
  // Not through readdir(3), which for each folder asks three questions more and takes memory for its buffer.
  alignas(dirent64) char buffer[kListingBytes];
  for (;;) {
    const ssize_t filled = getdents64(opened.file.get(), buffer, sizeof buffer);
    // ENOENT: the folder was removed meanwhile, and nothing is in it.
    if (filled < 0 && errno != ENOENT) return failure("list", directory, errno);
    if (filled <= 0) break;
    for (ssize_t at = 0; at < filled;) {
      const auto* entry = reinterpret_cast<const dirent64*>(buffer + at);
      at += entry->d_reclen;
      if (is_dot_or_dot_dot(entry->d_name)) continue;
      entries.push_back({entry->d_name, entry_kind(opened.file.get(), entry->d_name, entry->d_type)});
    }
  }
  std::ranges::sort(entries, {}, &Entry::name);
  return entries;
}

Result<EntryKind> DiskFileSystem::kind(std::string_view path) const {
  const Opened opened = open_beneath(prefix_, path, O_PATH, LastLink::open_itself, lookup_);
  struct stat status {};
  if (opened.error != 0) return failure("find", path, opened.error);
  if (fstat(opened.file.get(), &status) != 0) return failure("find", path, errno);
  return kind_of_mode(status.st_mode);
}

Result<EntryKind> DiskFileSystem::target_kind(std::string_view path) const {
  const Opened opened = open_beneath(prefix_, path, O_PATH, LastLink::follow, lookup_);
  struct stat status {};
  if (opened.error != 0) return failure("find", path, opened.error);
  if (fstat(opened.file.get(), &status) != 0) return failure("find", path, errno);
  return kind_of_mode(status.st_mode);
}

Result<void> DiskFileSystem::read(std::string_view path, std::size_t max_bytes, Bytes& bytes) const {
  bytes.resize(0);
  // O_NONBLOCK: a pipe without a writer must not stop us.
  const Opened opened = open_beneath(prefix_, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, LastLink::follow, lookup_);
  if (opened.error == ENXIO) return base::cannot(ErrorCode::io, "read", names_.of(path), "not a regular file");
  if (opened.error != 0) return failure("read", path, opened.error);
  struct stat status {};
  if (fstat(opened.file.get(), &status) != 0) return failure("read", path, errno);
  if (S_ISDIR(status.st_mode)) return failure("read", path, EISDIR);
  if (!S_ISREG(status.st_mode)) return base::cannot(ErrorCode::io, "read", names_.of(path), "not a regular file");
  Result<void> result =
      read_open_file(opened.file.get(), static_cast<std::size_t>(status.st_size), max_bytes, path, bytes);
  if (!result) bytes.resize(0);
  return result;
}

// The size that fstat told is a hint: a file may shrink or grow meanwhile, and files of /proc have size 0. Room for
// one byte more shows growth without a second call.
Result<void> DiskFileSystem::read_open_file(int file, std::size_t expected, std::size_t max_bytes,
                                            std::string_view path, Bytes& bytes) const {
  const auto too_large = [&] {
    std::string reason = "it is larger than ";
    base::append_number(reason, max_bytes);
    return base::cannot(ErrorCode::too_large, "read", names_.of(path), reason.append(" bytes"));
  };
  max_bytes = std::min(max_bytes, std::numeric_limits<std::size_t>::max() / 4);
  if (expected > max_bytes) return too_large();
  std::size_t room = expected + 1;
  std::size_t filled = 0;
  for (;;) {
    char* begin = bytes.resize(room);
    const ssize_t count = ::read(file, begin + filled, room - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failure("read", path, errno);
    filled += static_cast<std::size_t>(count);
    if (count == 0 || filled == expected) break;
    if (filled > max_bytes) return too_large();
    if (filled == room) room = std::min(max_bytes + 1, room * 2 + 4096);
  }
  bytes.resize(filled);
  return {};
}

}  // namespace paritylint::input
