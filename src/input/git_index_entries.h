// The entries and extensions of one index file, as they stand there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "input/git_index.h"

namespace paritylint::input {

// Texts that stay where they are until the arena goes.
class PathArena {
 public:
  explicit PathArena(std::deque<std::string>& blocks) : blocks_(blocks) {}
  std::string_view keep(std::string_view text);
  // The bytes of all texts.
  std::size_t size() const { return size_; }

 private:
  std::deque<std::string>& blocks_;
  std::size_t size_ = 0;
};

struct IndexFile {
  std::vector<IndexEntry> entries;  // in the order of the file, without those that were not wanted
  std::string_view link;            // what the extension of a split index says
  bool is_split = false;
  bool has_empty_path = false;  // only in a split index, where the shared part has the path
};

// Read the file `bytes`, which must stay as long as the entries. An entry with an empty path is always kept.
base::Result<IndexFile> read_index_file(std::string_view bytes, std::size_t id_size, const GitIndex::Wanted& wanted,
                                        PathArena& arena);

}  // namespace paritylint::input
