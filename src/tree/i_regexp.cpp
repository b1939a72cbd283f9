#include "tree/i_regexp.h"

namespace paritylint::tree {

std::string re2_pattern(std::string_view pattern) {
  std::string result;
  bool in_class = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\' && i + 1 < pattern.size()) {
      result.append(pattern.substr(i++, 2));
      continue;
    }
    if (c == '.' && !in_class) {
      result += "[^\\n\\r]";
      continue;
    }
    if (c == '[') in_class = true;
    if (c == ']') in_class = false;
    result += c;
  }
  return result;
}

}  // namespace paritylint::tree
