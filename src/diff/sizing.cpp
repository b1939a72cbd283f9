#include "diff/sizing.h"

#include <algorithm>

#include "base/text.h"

namespace paritylint::diff {

bool is_sizing(std::string_view name, bool is_variable) {
  if (!is_variable) return std::ranges::find(sizing_fields(), name) != sizing_fields().end();
  std::string word;
  const auto is_known = [&] {
    const auto words = sizing_variable_words();
    return std::ranges::find(words, std::string_view(word)) != words.end();
  };
  for (const char c : name) {
    if (base::is_alnum(c)) {
      word += base::to_lower(c);
      continue;
    }
    if (is_known()) return true;
    word.clear();
  }
  return is_known();
}

}  // namespace paritylint::diff
