// Hashes of bytes. The only user of xxHash.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace paritylint::base {

struct Hash128 {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  bool operator==(const Hash128&) const = default;
};

std::uint64_t hash64(std::string_view bytes);
Hash128 hash128(std::string_view bytes);

// 32 lower-case hexadecimal digits.
std::string to_hex(Hash128 hash);

}  // namespace paritylint::base
