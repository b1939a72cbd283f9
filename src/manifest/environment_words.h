// The matcher behind find_environment_words, word by word, for scanners that split the text themselves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "manifest/characters.h"
#include "manifest/vocabulary.h"

namespace paritylint::manifest {

// Call visit(EnvironmentWord) for each in the word [begin, end), a run of letters and digits whose character classes
// together are `classes`. Mixed case is split at camel humps.
template <class Visit>
void visit_environment_words(const Vocabulary& vocabulary, std::string_view text, std::size_t begin, std::size_t end,
                             std::uint8_t classes, Visit&& visit) {
  constexpr std::uint8_t kMixed = kLower | kUpper;
  if ((classes & kMixed) != kMixed) {
    if (!vocabulary.may_be_word(text, begin, end)) return;
    if (const auto word = vocabulary.word_at(text, begin, end)) visit(*word);
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
    if (vocabulary.may_be_word(text, part, i)) {
      if (const auto word = vocabulary.word_at(text, part, i)) visit(*word);
    }
    part = i;
  }
}

}  // namespace paritylint::manifest
