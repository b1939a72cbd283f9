// Reading EWAH bitmaps, the compressed bit sets in git's index.
//
// A bitmap is a number of bits (32 bits wide), a number of words, that many words of 64 bits, and the position of the
// last marker word; all numbers are big-endian. The words are markers, each followed by the literal words that it
// announces: a marker holds, from the lowest bit on, the value of a run (1 bit), the length of the run in words (32
// bits) and the number of literal words (31 bits).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace paritylint::input {

struct EwahBitmap {
  std::vector<bool> bits;  // as many as were asked for
  std::size_t size = 0;    // bytes that the bitmap takes in the text
};

// Read the bitmap at the start of `bytes`. Nothing when it is cut off or sets a bit at or behind `bit_count`. Takes
// time in proportion to its bytes and `bit_count`, whatever lengths it claims.
std::optional<EwahBitmap> read_ewah(std::string_view bytes, std::size_t bit_count);

}  // namespace paritylint::input
