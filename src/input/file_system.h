// FileSystem: where files come from. One interface for the disk, for memory (tests, stdin) and later for git trees
// and indexes, so that nothing above this folder touches the disk.
//
// Paths are relative to the file system's own top, separated by '/', without a leading '/' and without "." or "..";
// the empty path is the top itself. All implementations are safe to use from several threads.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "input/display_names.h"

namespace paritylint::input {

// Zero bytes behind every file's bytes, for readers that look ahead.
constexpr std::size_t kReadPadding = 64;

enum class EntryKind : std::uint8_t { file, directory, link, other };

struct Entry {
  std::string name;
  EntryKind kind = EntryKind::other;
  bool operator==(const Entry&) const = default;
};

// A file's bytes followed by zeros that readers may look at but that are not part of it. Reused from file to file.
class Bytes {
 public:
  Bytes() = default;
  Bytes(Bytes&& other) noexcept : storage_(std::move(other.storage_)), size_(std::exchange(other.size_, 0)) {}
  Bytes& operator=(Bytes&& other) noexcept {
    storage_ = std::move(other.storage_);
    size_ = std::exchange(other.size_, 0);
    return *this;
  }

  // Has kReadPadding readable zeros behind its end, also when it is empty. Valid until the next change.
  std::string_view view() const { return {size_ == 0 ? kNoBytes : storage_.data(), size_}; }
  // Make room for `size` bytes plus padding and return where to put them. Bytes that are there already stay.
  char* resize(std::size_t size);
  void assign(std::string_view text);

 private:
  static constexpr char kNoBytes[kReadPadding] = {};
  std::string storage_;  // as long as it ever was, so that a warm one is neither grown nor cleared again
  std::size_t size_ = 0;
};

class FileSystem {
 public:
  virtual ~FileSystem() = default;

  // The entries of a folder, sorted by name as bytes.
  virtual base::Result<std::vector<Entry>> list(std::string_view directory) const = 0;

  // What `path` is, without following a link at its end.
  virtual base::Result<EntryKind> kind(std::string_view path) const = 0;

  // What `path` leads to when links are followed, never EntryKind::link; ErrorCode::io when it leads out of the top.
  // A file system without links need not override it.
  virtual base::Result<EntryKind> target_kind(std::string_view path) const { return kind(path); }

  // Read a whole file into `bytes`. A link is followed when it stays below the top; ErrorCode::io otherwise.
  // ErrorCode::too_large beyond `max_bytes`. After an error `bytes` is empty.
  virtual base::Result<void> read(std::string_view path, std::size_t max_bytes, Bytes& bytes) const = 0;
};

// How a path is opened without being led out of the top: in one system call, or folder by folder on older kernels.
enum class PathLookup : std::uint8_t { kernel, by_component };

// The disk below one folder. Links that lead out of it are refused, however they are spelled. Holds no open files.
class DiskFileSystem final : public FileSystem {
 public:
  // `top` is an existing folder; it is resolved once.
  static base::Result<DiskFileSystem> open(const std::string& top);
  static base::Result<DiskFileSystem> open(const std::string& top, DisplayNames names, PathLookup lookup);

  base::Result<std::vector<Entry>> list(std::string_view directory) const override;
  base::Result<EntryKind> kind(std::string_view path) const override;
  base::Result<EntryKind> target_kind(std::string_view path) const override;
  base::Result<void> read(std::string_view path, std::size_t max_bytes, Bytes& bytes) const override;

  // The absolute, resolved path of the top.
  const std::string& top() const { return top_; }

 private:
  DiskFileSystem(std::string top, DisplayNames names, PathLookup lookup);
  base::Error failure(std::string_view action, std::string_view path, int error) const;
  base::Result<void> read_open_file(int file, std::size_t expected, std::size_t max_bytes, std::string_view path,
                                    Bytes& bytes) const;

  std::string top_;
  std::string prefix_;  // top_ without the '/' of the file system's root
  DisplayNames names_;
  PathLookup lookup_;
};

// Files held in memory; folders exist because files are in them.
class MemoryFileSystem final : public FileSystem {
 public:
  // Add or replace a file. Not to be called while others read. Requires: no file is a folder of another.
  void put(std::string path, std::string content) { files_[std::move(path)] = std::move(content); }

  base::Result<std::vector<Entry>> list(std::string_view directory) const override;
  base::Result<EntryKind> kind(std::string_view path) const override;
  base::Result<void> read(std::string_view path, std::size_t max_bytes, Bytes& bytes) const override;

 private:
  std::map<std::string, std::string, std::less<>> files_;
};

}  // namespace paritylint::input
