// GitDirectory: where the repository of a work tree keeps its things, found without running git.
//
// A work tree has a folder `.git`, or (linked work trees, submodules) a file `.git` that names a folder elsewhere.
// That is the only way out of the top, and what is read there is only what the functions below name: `commondir`,
// `config`, `info/exclude`, the index and its shared part. Links inside are followed as long as they stay inside; the
// sizes are bounded; nothing is executed, so it does not matter who owns the repository.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "input/file_system.h"

namespace paritylint::input {

class GitDirectory {
 public:
  // The git directory of the work tree at the top of `files`; `top` is its absolute path ("" when it is not on the
  // disk). `files` must outlive it. ErrorCode::not_found when there is no `.git`.
  static base::Result<GitDirectory> open(const FileSystem& files, const std::string& top);

  // 20, or 32 in a SHA-256 repository; an object format that is not known is an error of open().
  std::size_t id_size() const { return id_size_; }
  // core.ignorecase
  bool ignores_case() const { return ignores_case_; }

  // The bytes of the index; empty when there is none, because nothing was ever added.
  base::Result<void> read_index(Bytes& bytes) const;
  // `hex_id` are the hexadecimal digits that a split index names.
  base::Result<void> read_shared_index(std::string_view hex_id, Bytes& bytes) const;
  // The text of info/exclude; empty when there is none.
  base::Result<void> read_exclude(Bytes& bytes) const;

 private:
  // A folder in the work tree's own file system, or one elsewhere on the disk.
  struct Place {
    const FileSystem* files = nullptr;
    std::unique_ptr<const FileSystem> elsewhere;
    std::string prefix;  // "" or ends in '/'

    base::Result<void> read(std::string_view name, std::size_t max_bytes, Bytes& bytes) const;
    base::Result<void> read_if_there(std::string_view name, std::size_t max_bytes, Bytes& bytes) const;
  };

  GitDirectory() = default;
  static base::Result<Place> place_at(const std::string& folder, const std::string& named, std::string_view by);
  static base::Result<std::string> read_git_file(const FileSystem& files);
  base::Result<void> find_common(const std::string& own_path);
  base::Result<void> read_config();
  const Place& common() const { return common_.files == nullptr ? own_ : common_; }

  Place own_;     // index
  Place common_;  // configuration and exclude; without files when it is own_
  std::size_t id_size_ = 20;
  bool ignores_case_ = false;
};

}  // namespace paritylint::input
