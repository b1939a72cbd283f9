// The words of a path that could be an environment's, and where each stands. Internal to root_names.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>

#include "base/text.h"
#include "manifest/root_names.h"

namespace paritylint::manifest {

// A word of a path that could be an environment's: a whole folder, or a word of the file name (split at camel humps).
template <class Visit>
void for_each_word(std::string_view path, Visit&& visit) {
  const std::size_t name_begin = path.size() - file_name_of(path).size();
  std::size_t begin = name_begin;
  for (std::size_t i = name_begin; i <= path.size(); ++i) {
    const bool ends = i == path.size() || !base::is_alnum(path[i]);
    const bool hump = !ends && i > begin && base::is_upper(path[i]) && base::is_lower(path[i - 1]);
    if (!ends && !hump) continue;
    if (i > begin) visit(base::Span{base::offset32(begin), base::offset32(i)});
    begin = hump ? i : i + 1;
  }
  for (std::size_t folder = 0; folder < name_begin;) {
    const std::size_t end = path.find('/', folder);
    visit(base::Span{base::offset32(folder), base::offset32(end)});
    folder = end + 1;
  }
}

// Everything of a path but one word: where a known environment's word stands in one name, an unknown one may stand in
// another.
using WordSlot = std::tuple<ManifestKind, std::string, std::string>;

inline WordSlot word_slot(const ManifestFacts& facts, base::Span word) {
  return {facts.kind, std::string(facts.path.substr(0, word.begin)), std::string(facts.path.substr(word.end))};
}

}  // namespace paritylint::manifest
