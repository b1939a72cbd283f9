// The matcher behind find_environment_words, word by word, for scanners that split the text themselves.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "manifest/characters.h"
#include "manifest/environment.h"

namespace paritylint::manifest {

constexpr std::size_t kLongestEnvironmentWord = 13;  // "nonproduction"

// By length of a word: a bit per letter (a = 1) that an environment word of that length begins with. Refuses nearly
// every word of a text before it is compared with anything.
extern const std::array<std::uint32_t, kLongestEnvironmentWord + 1> kEnvironmentWordInitials;

// False when [begin, end) surely is no environment word. Requires: begin < end.
inline bool may_be_environment_word(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t size = end - begin;
  if (base::is_digit(text[end - 1])) return base::is_alpha(text[begin]);
  if (size > kLongestEnvironmentWord) return false;
  const auto letter = static_cast<unsigned char>(text[begin]) & 0x1fu;
  return (kEnvironmentWordInitials[size] >> letter & 1u) != 0;
}

// The environment word that is exactly the bytes [begin, end) of `text`, extended to the left over "pre" and "non"
// ("pre-prod"). Nothing for device files (/dev/null) and names of flags (--prod).
std::optional<EnvironmentWord> environment_word_at(std::string_view text, std::size_t begin, std::size_t end);

// Call visit(EnvironmentWord) for each in the word [begin, end), a run of letters and digits whose character classes
// together are `classes`. Mixed case is split at camel humps.
template <class Visit>
void visit_environment_words(std::string_view text, std::size_t begin, std::size_t end, std::uint8_t classes,
                             Visit&& visit) {
  constexpr std::uint8_t kMixed = kLower | kUpper;
  if ((classes & kMixed) != kMixed) {
    if (!may_be_environment_word(text, begin, end)) return;
    if (const auto word = environment_word_at(text, begin, end)) visit(*word);
    return;
  }
  std::size_t part = begin;
  for (std::size_t i = begin + 1; i <= end; ++i) {
    if (i < end) {
      // A hump: lower or digit before upper, or the last capital of a run before a lower one ("DBProd" is DB, Prod).
      const bool upper = base::is_upper(text[i]);
      const bool hump = upper && (!base::is_upper(text[i - 1]) || (i + 1 < end && base::is_lower(text[i + 1])));
      if (!hump) continue;
    }
    if (may_be_environment_word(text, part, i)) {
      if (const auto word = environment_word_at(text, part, i)) visit(*word);
    }
    part = i;
  }
}

}  // namespace paritylint::manifest
