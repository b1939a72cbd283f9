#include "input/ewah.h"

#include <algorithm>
#include <cstdint>

#include "input/big_endian.h"

namespace paritylint::input {
namespace {

constexpr std::size_t kWordBytes = 8;
constexpr std::uint64_t kWordBits = 64;

// False when a bit of `word` lies behind the end of `bits`.
bool set_word(std::vector<bool>& bits, std::uint64_t begin, std::uint64_t word) {
  for (std::uint64_t i = 0; word != 0; ++i, word >>= 1) {
    if ((word & 1) == 0) continue;
    if (begin + i >= bits.size()) return false;
    bits[begin + i] = true;
  }
  return true;
}

}  // namespace

std::optional<EwahBitmap> read_ewah(std::string_view bytes, std::size_t bit_count) {
  if (bytes.size() < 12) return std::nullopt;
  const std::size_t words = read_u32(bytes, 4);
  if (words > (bytes.size() - 12) / kWordBytes) return std::nullopt;
  EwahBitmap bitmap{std::vector<bool>(bit_count), 12 + words * kWordBytes};
  const std::uint64_t stated_bits = read_u32(bytes, 0);
  std::uint64_t position = 0;  // of the next bit; never far behind bit_count
  for (std::size_t i = 0; i < words;) {
    const std::uint64_t marker = read_u64(bytes, 8 + i++ * kWordBytes);
    std::uint64_t end = position + (marker >> 1 & 0xffffffff) * kWordBits;
    if ((marker & 1) != 0 && end > position) {
      end = std::min(end, std::max(position, stated_bits));  // the last word of a run may be a part of one
      if (end > bit_count) return std::nullopt;
      std::fill(bitmap.bits.begin() + static_cast<std::ptrdiff_t>(position),
                bitmap.bits.begin() + static_cast<std::ptrdiff_t>(end), true);
      end = (end + kWordBits - 1) / kWordBits * kWordBits;
    }
    position = std::min<std::uint64_t>(end, bit_count + kWordBits);
    std::uint64_t literals = marker >> 33;
    if (literals > words - i) return std::nullopt;
    for (; literals > 0; --literals, position += kWordBits) {
      if (!set_word(bitmap.bits, position, read_u64(bytes, 8 + i++ * kWordBytes))) return std::nullopt;
    }
  }
  return bitmap;
}

}  // namespace paritylint::input
