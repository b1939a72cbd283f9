#include "config/words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>
#include <span>
#include <vector>

#include "base/text.h"
#include "tree/json_path.h"

namespace paritylint::config {
namespace {

constexpr std::size_t kLongestWord = 64;
constexpr std::size_t kLongestName = 128;
constexpr std::size_t kLongestReason = 1000;
constexpr std::size_t kLongestPath = 512;  // bytes; a glob's cost grows with its length

bool is_one_of(char c, std::string_view characters) { return characters.find(c) != std::string_view::npos; }

bool has_control_character(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

std::string too_long(std::string_view what, std::size_t limit) {
  std::string message = "expected " + std::string(what) + " of at most ";
  base::append_number(message, limit);
  return message + " bytes";
}

// The glob's brace or bracket that is never closed, as base::glob_matches reads them.
std::optional<char> unclosed_mark(std::string_view glob) {
  std::size_t open = 0;
  for (std::size_t i = 0; i < glob.size(); ++i) {
    if (glob[i] == '[') {
      const bool is_negated = i + 1 < glob.size() && is_one_of(glob[i + 1], "!^");
      const std::size_t close = glob.find(']', i + (is_negated ? 3 : 2));
      if (close == std::string_view::npos) return '[';
      i = close;
    } else if (glob[i] == '{') {
      ++open;
    } else if (glob[i] == '}' && open > 0) {
      --open;
    }
  }
  return open > 0 ? std::optional('{') : std::nullopt;
}

// What globs of files and of branches have in common.
std::string wrong_glob(std::string_view text) {
  if (text.empty()) return "expected a glob, found an empty text";
  if (text.size() > kLongestPath) return too_long("a glob", kLongestPath);
  if (has_control_character(text)) return "expected a glob without control characters";
  if (text.starts_with('!')) return "expected a glob of what belongs to it, " + base::quoted(text) + " excludes";
  if (const auto mark = unclosed_mark(text)) {
    const std::string close = *mark == '{' ? "\"}\" for the \"{\"" : "\"]\" for the \"[\"";
    return "expected a " + close + " in the glob " + base::quoted(text);
  }
  return {};
}

// `path` without its first letters up to and including every leading `/` and `./`.
std::string_view without_leading_marks(std::string_view path) {
  while (path.starts_with('/') || path.starts_with("./")) path.remove_prefix(path.starts_with('/') ? 1 : 2);
  return path;
}

constexpr std::array<std::string_view, 9> kDirections = {"north",     "south",     "east",      "west",     "central",
                                                         "northeast", "northwest", "southeast", "southwest"};
constexpr std::array<std::string_view, 6> kSecondParts = {"gov", "iso", "isob", "isoe", "isof", "de"};

bool are_all(std::string_view text, bool (*predicate)(char)) {
  return std::all_of(text.begin(), text.end(), predicate);
}

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool is_region(const std::vector<std::string_view>& parts) {
  if (parts.size() != 3 && parts.size() != 4) return false;
  const std::string_view number = parts.back();
  return parts[0].size() >= 2 && parts[0].size() <= 4 && are_all(parts[0], [](char c) { return base::is_lower(c); }) &&
         (parts.size() == 3 || is_one_of(parts[1], kSecondParts)) && is_one_of(parts[parts.size() - 2], kDirections) &&
         !number.empty() && number.size() <= 2 && number[0] != '0' &&
         are_all(number, [](char c) { return base::is_digit(c); });
}

// The region that a misspelt one is near to, or an empty text.
std::string near_region(std::string_view text) {
  std::string lower = base::to_lower(text);
  std::ranges::replace(lower, '_', '-');
  if (lower.size() > 1 && base::is_lower(lower.back()) && base::is_digit(lower[lower.size() - 2])) lower.pop_back();
  std::vector<std::string_view> parts = base::split(lower, '-');
  if (parts.size() < 3) return {};
  std::string_view& direction = parts[parts.size() - 2];
  if (const auto near = base::nearest(direction, kDirections)) direction = *near;
  if (!is_region(parts)) return {};
  std::string region;
  for (const std::string_view part : parts) region.append(region.empty() ? "" : "-").append(part);
  return region;
}

}  // namespace

std::string wrong_environment_word(std::string_view text) {
  if (text.empty()) return "expected a word, found an empty text";
  if (text.size() > kLongestWord) return too_long("a word", kLongestWord);
  const bool is_word = std::ranges::all_of(text, [](char c) { return base::is_alnum(c) || is_one_of(c, "-_."); }) &&
                       base::is_alnum(text.front()) && base::is_alnum(text.back());
  // Names are searched for words of this length; a longer one would be known to the configuration and to nothing else.
  constexpr std::size_t kLongestPart = 16;
  for (std::string_view rest = text; is_word && !rest.empty();) {
    const std::size_t size = std::min(rest.find_first_of("-_."), rest.size());
    if (size > kLongestPart) {
      return "expected at most 16 letters and digits between - _ . in a word, not " + base::quoted(text);
    }
    rest.remove_prefix(std::min(size + 1, rest.size()));
  }
  if (is_word) return {};
  return "expected a word of letters and digits, with - _ . between them, not " + base::quoted(text);
}

std::string wrong_account(std::string_view text) {
  constexpr std::size_t kDigits = 12;
  if (text.size() == kDigits && are_all(text, [](char c) { return base::is_digit(c); })) return {};
  return "expected an account id of 12 digits, not " + base::quoted(text);
}

std::string wrong_region(std::string_view text) {
  if (is_region(base::split(text, '-'))) return {};
  std::string message = "expected a region such as \"eu-west-1\", not " + base::quoted(text);
  const std::string near = near_region(text);
  if (!near.empty()) message += ", did you mean " + base::quoted(near) + "?";
  return message;
}

std::string wrong_file_glob(std::string_view text) {
  if (std::string wrong = wrong_glob(text); !wrong.empty()) return wrong;
  const std::string found = base::quoted(text);
  if (text.find('\\') != std::string_view::npos) return "expected \"/\" between folders, not " + found;
  if (text.starts_with('/') || text.starts_with("./")) {
    const std::string_view plain = without_leading_marks(text);
    return "expected a glob relative to the root, " + (plain.empty() ? std::string() : base::quoted(plain) + ", ") +
           "not " + found;
  }
  const std::vector<std::string_view> folders = base::split(text, '/');
  if (std::ranges::find(folders, "..") != folders.end()) return "expected a glob without \"..\", not " + found;
  if (std::ranges::find(folders, ".") != folders.end()) return "expected a glob without \".\", not " + found;
  if (text.ends_with('/')) {
    return "expected a glob of files, " + base::quoted(std::string(text) + "**") + ", not the folder " + found;
  }
  if (text.find("//") != std::string_view::npos) return "expected a name between two \"/\" in " + found;
  return {};
}

std::string wrong_branch_glob(std::string_view text) {
  if (std::string wrong = wrong_glob(text); !wrong.empty()) return wrong;
  constexpr std::string_view kHeads = "refs/heads/";
  if (text.starts_with(kHeads)) {
    return "expected a branch without refs/heads/: " + base::quoted(text.substr(kHeads.size()));
  }
  const bool is_name = text.find_first_of(" \\~^:") == std::string_view::npos && !text.starts_with('/') &&
                       !text.ends_with('/') && text.find("..") == std::string_view::npos &&
                       text.find("//") == std::string_view::npos;
  return is_name ? std::string() : "expected a glob of git branches, not " + base::quoted(text);
}

std::string wrong_placeholder(std::string_view text) {
  const auto is_part = [](char c) { return base::is_alnum(c) || is_one_of(c, "_-."); };
  const auto begins = [](char c) { return base::is_alpha(c) || c == '_'; };
  if (text.empty()) return "expected a placeholder's name, found an empty text";
  if (text.size() > kLongestName) return too_long("a placeholder's name", kLongestName);
  const bool is_marked = text.size() > 4 && text.starts_with("__") && text.ends_with("__");
  if (begins(text.front()) && !is_marked && std::ranges::all_of(text, is_part)) return {};
  const std::string found = base::quoted(text);
  if (is_marked) text = text.substr(2, text.size() - 4);
  std::string message = "expected a placeholder's name without its marks, ";
  const auto first = std::ranges::find_if(text, begins);
  const auto last = std::find_if_not(first, text.end(), is_part);
  if (first != last) message += base::quoted(std::string(first, last)) + ", ";
  return message + "not " + found;
}

std::string wrong_rule_folder(std::string_view text) {
  if (text.empty()) return "expected a path, found an empty text";
  if (text.size() > kLongestPath) return too_long("a path", kLongestPath);
  if (has_control_character(text)) return "expected a path without control characters";
  const std::string found = base::quoted(text);
  if (text.find(':') != std::string_view::npos) return "expected a local path, nothing is fetched, not " + found;
  if (text.find('\\') != std::string_view::npos) return "expected \"/\" between folders, not " + found;
  if (text.starts_with('/') || text.starts_with('~')) return "expected a path relative to this file, not " + found;
  return {};
}

std::string wrong_extended_path(std::string_view text) {
  if (std::string wrong = wrong_rule_folder(text); !wrong.empty()) return wrong;
  const std::string found = base::quoted(text);
  if (!text.ends_with(".yaml") && !text.ends_with(".yml") && !text.ends_with(".json")) {
    return "expected the path of a .yaml, .yml or .json file, not " + found;
  }
  return {};
}

std::string wrong_rule_name(std::string_view text) {
  if (text.size() > kLongestName) return too_long("a rule's name", kLongestName);
  const auto is_part = [](char c) { return base::is_alnum(c) || c == '-' || c == '_' || c == '.'; };
  if (!text.empty() && base::is_alnum(text.front()) && std::ranges::all_of(text, is_part)) return {};
  return "expected a rule or theme such as \"hardcoded-account-id\", not " + base::quoted(text);
}

std::string wrong_json_path(std::string_view text) {
  if (text.size() > kLongestPath) return too_long("a JSONPath", kLongestPath);
  const auto query = tree::JsonPath::parse(text);
  if (query) return {};
  return "expected a JSONPath such as \"$.taskRoleArn\", not " + base::quoted(text) + ": " + query.error().message;
}

std::string wrong_reason(std::string_view text) {
  if (base::trim(text).empty()) return "expected a reason, found an empty text";
  if (text.size() > kLongestReason) return too_long("a reason", kLongestReason);
  return {};
}

std::string wrong_day(std::string_view text) {
  const auto number = [&](std::size_t begin, std::size_t size) {
    int value = 0;
    const std::string_view digits = text.substr(begin, size);
    const bool is_number = are_all(digits, [](char c) { return base::is_digit(c); });
    if (is_number) std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return is_number ? value : 0;
  };
  if (text.size() == 10 && text[4] == '-' && text[7] == '-' && number(0, 4) > 0) {
    const std::chrono::year_month_day day(std::chrono::year(number(0, 4)),
                                          std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                          std::chrono::day(static_cast<unsigned>(number(8, 2))));
    if (day.ok()) return {};
  }
  return "expected a day of the calendar such as \"2027-03-31\", not " + base::quoted(text);
}

}  // namespace paritylint::config
