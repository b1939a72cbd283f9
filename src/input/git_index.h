// GitIndex: the files that git tracks, read from the bytes of `.git/index`.
//
// Versions 2, 3 and 4, ids of 20 and 32 bytes, split indexes, sparse indexes. Extensions that are optional are passed
// over. Whatever is not understood, or contradicts itself, is an error, so that the caller can look at the disk
// instead: half an index is never an answer. The checksum at the end is not checked; git may leave it out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "input/file_system.h"

namespace paritylint::input {

constexpr std::size_t kMaxIndexBytes = std::size_t{256} << 20;  // some three million files

// What the mode of an entry says that it is.
enum class TrackedKind : std::uint8_t { file, link, repository, sparse_folder };

// One line of the index. The views are into the GitIndex.
struct IndexEntry {
  std::string_view path;  // a plain path; that of a sparse folder without the '/' at its end
  std::string_view id;    // of the content: 20 or 32 bytes
  TrackedKind kind = TrackedKind::file;
  std::uint8_t stage = 0;      // 1, 2, 3: base, ours and theirs of a conflict
  bool is_executable = false;  // a file of mode 755
  bool skips_work_tree = false;
  bool is_intent_to_add = false;
  bool is_assumed_unchanged = false;
};

class GitIndex {
 public:
  // Called with each path; false leaves the entry out. Repositories and sparse folders are kept anyway.
  using Wanted = std::function<bool(std::string_view path)>;
  // Reads the shared part of a split index, whose name ends in these hexadecimal digits.
  using ReadShared = std::function<base::Result<void>(std::string_view hex_id, Bytes& bytes)>;

  // Read an index. Empty `bytes` are an index without entries.
  static base::Result<GitIndex> read(Bytes&& bytes, std::size_t id_size, const Wanted& wanted,
                                     const ReadShared& read_shared);

  // In order of path (as bytes), then stage.
  std::span<const IndexEntry> entries() const { return entries_; }

 private:
  GitIndex() = default;

  std::deque<Bytes> bytes_;         // of the index and its shared part: what entries_ look at
  std::deque<std::string> arenas_;  // paths that do not stand whole in the bytes; blocks that are never moved
  std::vector<IndexEntry> entries_;
};

}  // namespace paritylint::input
