// Classes of bytes for the scanners of this folder, in one table look-up.
//
// A word is a run of ASCII letters and digits; everything else, bytes beyond ASCII included, separates words.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/text.h"

namespace paritylint::manifest {

constexpr std::uint8_t kDigit = 1;
constexpr std::uint8_t kLower = 2;
constexpr std::uint8_t kUpper = 4;
constexpr std::uint8_t kAlnum = kDigit | kLower | kUpper;
constexpr std::uint8_t kPlaceholderMark = 8;  // may begin a placeholder
constexpr std::uint8_t kEndsArn = 16;         // no field of an ARN holds it outside a placeholder
constexpr std::uint8_t kEndsResource = 32;    // what follows a resource's name in commands and templates
constexpr std::uint8_t kColon = 128;
constexpr std::uint8_t kJoiner = 64;  // may follow the first word of an ARN, region or S3 location

constexpr std::array<std::uint8_t, 256> kCharacterClass = [] {
  std::array<std::uint8_t, 256> table{};
  for (std::size_t code = 0; code < 128; ++code) {
    const char c = static_cast<char>(code);
    if (base::is_digit(c)) table[code] = kDigit;
    if (base::is_lower(c)) table[code] = kLower;
    if (base::is_upper(c)) table[code] = kUpper;
  }
  const auto mark = [&](std::string_view characters, std::uint8_t bit) {
    for (const char c : characters) table[static_cast<unsigned char>(c)] |= bit;
  };
  mark("<${%_@#", kPlaceholderMark);
  mark(" \t\n\r\"'`,", kEndsArn | kEndsResource);
  mark(")]}>;|&\\", kEndsResource);
  mark(":", kColon);
  mark(":-._", kJoiner);
  return table;
}();

constexpr std::uint8_t character_class(char c) { return kCharacterClass[static_cast<unsigned char>(c)]; }

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// The byte at `index`, or NUL beyond the end.
constexpr char at_or_nul(std::string_view text, std::size_t index) { return index < text.size() ? text[index] : '\0'; }

// True when the byte before `index` is no letter or digit.
constexpr bool begins_word(std::string_view text, std::size_t index) {
  return index == 0 || !base::is_alnum(text[index - 1]);
}

}  // namespace paritylint::manifest
