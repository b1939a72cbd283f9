#include "manifest/name_words.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "manifest/characters.h"
#include "manifest/data_tables.h"
#include "manifest/regions.h"

namespace paritylint::manifest {
namespace {

// Kinds as they are written in names, without separators.
constexpr std::string_view kKindWords[] = {
    "taskdefinitions", "taskdefinition",       "taskdefs",           "taskdef", "appspec", "buildspec", "containerdef",
    "containerdefs",   "containerdefinitions", "containerdefinition"};

// `word` in lower case.
bool is_in(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// A name up to its first known extension: taskdef.json.old is taskdef.
std::string_view stem_of(std::string_view name) {
  for (std::size_t dot = name.find('.', 1); dot != std::string_view::npos; dot = name.find('.', dot + 1)) {
    const std::string_view rest = name.substr(dot + 1);
    const std::string_view extension = rest.substr(0, rest.find('.'));
    for (const std::string_view known : {"json", "yaml", "yml"}) {
      if (base::equals_ignore_case(extension, known)) return name.substr(0, dot);
    }
  }
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

// Words in lower case: runs of letters and digits, split at camel humps.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hump = base::is_upper(text[i]) && i > 0 && base::is_lower(text[i - 1]);
    if ((hump || !base::is_alnum(text[i])) && !word.empty()) words.push_back(std::exchange(word, {}));
    if (base::is_alnum(text[i])) word += base::to_lower(text[i]);
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

// How many words from `first` on spell a kind together: task-definition, taskDef, app-spec. 0 when none do. "ecs" may
// be glued to it.
std::size_t kind_words_at(const std::vector<std::string>& words, std::size_t first) {
  std::string joined;
  std::size_t longest = 0;
  for (std::size_t i = first; i < words.size() && i < first + 2; ++i) {
    joined += words[i];
    const std::string_view plain =
        std::string_view(joined).starts_with("ecs") ? std::string_view(joined).substr(3) : joined;
    if (is_in(joined, kKindWords) || is_in(plain, kKindWords)) longest = i + 1 - first;
  }
  return longest;
}

}  // namespace

std::string service_of_name(std::string_view name, base::Span word) {
  std::string rest(name);
  for (std::size_t i = word.begin; i < word.end && i < rest.size(); ++i) rest[i] = '-';
  const std::vector<std::string> words = words_of(without_region(stem_of(rest)));
  std::string service;
  for (std::size_t i = 0; i < words.size();) {
    if (const std::size_t kind = kind_words_at(words, i); kind > 0) {
      i += kind;
      continue;
    }
    if (!is_in(words[i], form_words())) {
      if (!service.empty()) service += '-';
      service += words[i];
    }
    ++i;
  }
  return service;
}

bool tells_parts_apart(std::string_view word) {
  const std::string lower = base::to_lower(word);
  if (is_in(lower, form_words()) || is_in(lower, part_words()) || is_in(lower, kKindWords)) return true;
  // Numbers and versions: taskdef-2.json, taskdef-v2.json.
  const std::string_view digits = word.starts_with('v') || word.starts_with('V') ? word.substr(1) : word;
  return std::all_of(digits.begin(), digits.end(), base::is_digit);
}

std::string_view region_in(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!base::is_lower(text[i]) || !begins_word(text, i)) continue;
    if (const auto region = region_at(text, i)) return slice(text, *region);
  }
  return {};
}

std::string without_region(std::string_view text) {
  std::string result(text);
  for (std::string_view region = region_in(result); !region.empty(); region = region_in(result)) {
    auto begin = static_cast<std::size_t>(region.data() - result.data());
    std::size_t size = region.size();
    if (begin > 0) {
      --begin;
      ++size;
    } else if (size < result.size()) {
      ++size;
    }
    result.erase(begin, size);
  }
  return result;
}

}  // namespace paritylint::manifest
