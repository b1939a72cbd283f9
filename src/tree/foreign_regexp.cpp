#include "tree/foreign_regexp.h"

#include <algorithm>
#include <array>
#include <utility>

namespace paritylint::tree {
namespace {

// Unicode's general categories by their long names.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kCategories = {{
    {"Letter", "L"},
    {"Uppercase_Letter", "Lu"},
    {"Lowercase_Letter", "Ll"},
    {"Titlecase_Letter", "Lt"},
    {"Mark", "M"},
    {"Number", "N"},
    {"Decimal_Number", "Nd"},
    {"digit", "Nd"},
    {"Punctuation", "P"},
    {"punct", "P"},
    {"Symbol", "S"},
    {"Separator", "Z"},
    {"Control", "Cc"},
    {"Other", "C"},
}};

}  // namespace

std::string re2_of_i_regexp(std::string_view pattern) {
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

std::string re2_of_ecma(std::string_view pattern) {
  std::string result;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '\\' || i + 1 == pattern.size()) {
      result += pattern[i];
      continue;
    }
    result.append(pattern.substr(i, 2));
    const bool is_category = (pattern[i + 1] == 'p' || pattern[i + 1] == 'P') && pattern.substr(i + 2).starts_with('{');
    i += 1;
    if (!is_category) continue;
    const std::size_t end = pattern.find('}', i);
    const std::string_view name = pattern.substr(i + 2, std::min(end, pattern.size()) - i - 2);
    const auto* known = std::ranges::find(kCategories, name, [](const auto& row) { return row.first; });
    result.append("{").append(known == kCategories.end() ? name : known->second);
    i += 1 + name.size();
  }
  return result;
}

}  // namespace paritylint::tree
