// Big-endian numbers in git's binary files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace paritylint::input {

// Requires: 2, 4 or 8 bytes stand at `offset`.
inline std::uint64_t read_big_endian(std::string_view bytes, std::size_t offset, std::size_t size) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < size; ++i) number = number << 8 | static_cast<unsigned char>(bytes[offset + i]);
  return number;
}
inline std::uint16_t read_u16(std::string_view bytes, std::size_t offset) {
  return static_cast<std::uint16_t>(read_big_endian(bytes, offset, 2));
}
inline std::uint32_t read_u32(std::string_view bytes, std::size_t offset) {
  return static_cast<std::uint32_t>(read_big_endian(bytes, offset, 4));
}
inline std::uint64_t read_u64(std::string_view bytes, std::size_t offset) { return read_big_endian(bytes, offset, 8); }

}  // namespace paritylint::input
