// The words of a path that could be an environment's, and where each stands. Internal to root_names.cpp and
// neighbour_names.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>

#include "base/hash.h"
#include "base/text.h"
#include "manifest/root_names.h"

namespace paritylint::manifest {

constexpr std::size_t kMostSlotFolders = 32;  // the nearest ones: no environment stands farther from its file
constexpr std::size_t kMostSlotWords = 64;    // of a file name

// A word of a path that could be an environment's: a whole folder, or a word of the file name (split at camel humps).
// Of paths without end only the part nearest to the file is looked at.
template <class Visit>
void for_each_word(std::string_view path, Visit&& visit) {
  const std::size_t name_begin = path.size() - file_name_of(path).size();
  std::size_t begin = name_begin;
  std::size_t words = 0;
  for (std::size_t i = name_begin; i <= path.size() && words < kMostSlotWords; ++i) {
    const bool ends = i == path.size() || !base::is_alnum(path[i]);
    const bool hump = !ends && i > begin && base::is_upper(path[i]) && base::is_lower(path[i - 1]);
    if (!ends && !hump) continue;
    if (i > begin) visit(base::Span{base::offset32(begin), base::offset32(i)});
    if (i > begin) ++words;
    begin = hump ? i : i + 1;
  }
  std::size_t first = name_begin;
  for (std::size_t folders = 0; first > 0 && folders < kMostSlotFolders; ++folders) {
    const std::size_t slash = first < 2 ? std::string_view::npos : path.rfind('/', first - 2);
    first = slash == std::string_view::npos ? 0 : slash + 1;
  }
  for (std::size_t folder = first; folder < name_begin;) {
    const std::size_t end = path.find('/', folder);
    visit(base::Span{base::offset32(folder), base::offset32(end)});
    folder = end + 1;
  }
}

// Everything of a path but one word: where a known environment's word stands in one name, an unknown one may stand in
// another. What stands before and behind the word is kept as hashes, because every word of every path has a slot.
using WordSlot = std::tuple<ManifestKind, std::uint64_t, std::uint64_t>;

inline WordSlot word_slot(const ManifestFacts& facts, base::Span word) {
  return {facts.kind, base::hash64(facts.path.substr(0, word.begin)), base::hash64(facts.path.substr(word.end))};
}

}  // namespace paritylint::manifest
