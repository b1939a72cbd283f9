// KeyTable: numbers for the member names that somebody will ask for, so that a reader hashes each name once and
// everything after compares numbers. Immutable after construction; shared by all threads.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "tree/node.h"

namespace paritylint::tree {

class KeyTable {
 public:
  KeyTable() = default;

  // The views in `names` must outlive the table; a name's number is its index. Requires: no name occurs twice,
  // fewer than 65,000 names.
  explicit KeyTable(std::span<const std::string_view> names);

  // The number of `name`, or kUnknownKey.
  KeyId find(std::string_view name) const { return find(name, hash(name)); }
  KeyId find(std::string_view name, std::uint64_t name_hash) const;

  // A quick hash over length, first and last bytes. Names that differ in the middle only collide, so nothing whose
  // cost an input could drive up may rest on it alone.
  static std::uint64_t hash(std::string_view name);

  std::string_view name(KeyId id) const { return names_[id]; }
  std::size_t size() const { return names_.size(); }

 private:
  std::vector<std::string_view> names_;
  std::vector<KeyId> slots_;  // open addressing, a power of two, at most half full
};

}  // namespace paritylint::tree
