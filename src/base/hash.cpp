#include "base/hash.h"

// Everything inline: the hash of a short key must not cost a call into a shared library.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace paritylint::base {

std::uint64_t hash64(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

Hash128 hash128(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {hash.high64, hash.low64};
}

std::string to_hex(Hash128 hash) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(32);
  for (const std::uint64_t half : {hash.high, hash.low}) {
    for (unsigned shift = 64; shift != 0; shift -= 4) hex += kDigits[(half >> (shift - 4)) & 0xF];
  }
  return hex;
}

}  // namespace paritylint::base
