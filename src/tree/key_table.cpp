#include "tree/key_table.h"

#include <bit>
#include <cstring>

#include "base/result.h"

namespace paritylint::tree {
namespace {

// `size` bytes (at most 8) as a number; the order of the bytes does not matter to a hash.
std::uint64_t load(const char* bytes, std::size_t size) {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes, size);
  return value;
}

}  // namespace

std::uint64_t KeyTable::hash(std::string_view name) {
  const std::size_t size = name.size();
  std::uint64_t head = 0;
  std::uint64_t tail = 0;
  if (size >= 8) {
    head = load(name.data(), 8);
    tail = load(name.data() + size - 8, 8);
  } else if (size >= 4) {
    head = load(name.data(), 4);
    tail = load(name.data() + size - 4, 4);
  } else if (size > 0) {
    head = static_cast<unsigned char>(name[0]);
    tail = static_cast<std::uint64_t>(static_cast<unsigned char>(name[size / 2])) << 8 |
           static_cast<unsigned char>(name[size - 1]);
  }
  std::uint64_t mixed = (head ^ size * 0x9e3779b97f4a7c15u) * 0xd6e8feb86659fd93u;
  mixed = (std::rotl(mixed, 31) ^ tail) * 0xa0761d6478bd642fu;
  return mixed ^ mixed >> 32;
}

KeyTable::KeyTable(std::span<const std::string_view> names) : names_(names.begin(), names.end()) {
  if (names_.size() >= 65000) BUG("too many member names for one key table");
  slots_.assign(std::bit_ceil(names_.size() * 2 + 1), kUnknownKey);
  for (std::size_t id = 0; id < names_.size(); ++id) {
    std::size_t slot = hash(names_[id]) & (slots_.size() - 1);
    while (slots_[slot] != kUnknownKey) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = static_cast<KeyId>(id);
  }
}

KeyId KeyTable::find(std::string_view name, std::uint64_t name_hash) const {
  if (slots_.empty()) return kUnknownKey;
  for (std::size_t slot = name_hash & (slots_.size() - 1);; slot = (slot + 1) & (slots_.size() - 1)) {
    const KeyId id = slots_[slot];
    if (id == kUnknownKey || names_[id] == name) return id;
  }
}

}  // namespace paritylint::tree
