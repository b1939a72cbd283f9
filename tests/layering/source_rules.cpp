#include "layering/source_rules.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace paritylint::test {
namespace {

constexpr std::size_t kMaxHeaderLines = 250;
constexpr std::size_t kMaxSourceLines = 400;

// DESIGN.md 3, from left to right.
constexpr std::array<std::string_view, 11> kStages = {"base",  "input",   "tree",   "config", "manifest", "diff",
                                                      "check", "session", "change", "report", "app"};

struct ThirdParty {
  std::string_view prefix;  // of the included name
  std::string_view owner;   // the one file that may include it
};
constexpr std::array<ThirdParty, 6> kThirdParties = {{
    {"re2/", "base/regex.cpp"},
    {"xxhash", "base/hash.cpp"},
    {"simdjson", "tree/json_walk.cpp"},
    {"yaml-cpp/", "tree/yaml_events.cpp"},
    {"CLI/", "app/options.cpp"},
    {"git2", "input/libgit2.h"},
}};

// Headers with a '.' or '/' in their name that come with the system.
constexpr std::array<std::string_view, 13> kSystemHeaders = {
    "sys/",  "linux/",  "dlfcn.h",  "dirent.h",  "fcntl.h", "poll.h",  "pthread.h",
    "pwd.h", "sched.h", "signal.h", "termios.h", "time.h",  "unistd.h"};

std::string_view stage_of(std::string_view path) { return path.substr(0, path.find('/')); }

bool is_header(const SourceFile& file) { return file.path.ends_with(".h"); }
bool is_source(const SourceFile& file) { return file.path.ends_with(".cpp"); }

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string violation(const SourceFile& file, std::size_t line_1based, std::string_view what) {
  return file.path + ":" + std::to_string(line_1based) + ": " + std::string(what);
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

struct Include {
  std::size_t line_1based = 0;
  char mark = '"';  // or '<'
  std::string_view name;
};

// The includes that are code; not those that stand in comments or in text that the file writes.
std::vector<Include> includes_of(const SourceFile& file) {
  const std::string code = blank_comments_and_strings(file.text);
  const std::vector<std::string_view> code_lines = lines_of(code);
  const std::vector<std::string_view> lines = lines_of(file.text);
  std::vector<Include> includes;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t hash = code_lines[i].find_first_not_of(" \t");
    if (hash == std::string_view::npos || code_lines[i][hash] != '#') continue;
    const std::size_t word = code_lines[i].find_first_not_of(" \t", hash + 1);
    if (word == std::string_view::npos || !code_lines[i].substr(word).starts_with("include")) continue;
    const std::size_t mark = lines[i].find_first_of("\"<", word);
    if (mark == std::string_view::npos) continue;
    const std::size_t end = lines[i].find(lines[i][mark] == '<' ? '>' : '"', mark + 1);
    includes.push_back({i + 1, lines[i][mark], lines[i].substr(mark + 1, end - mark - 1)});
  }
  return includes;
}

// The offset behind a raw string literal that begins at `quote` (its '"').
std::size_t end_of_raw_string(std::string_view text, std::size_t quote) {
  const std::size_t open = text.find('(', quote);
  if (open == std::string_view::npos) return text.size();
  const std::string close = ")" + std::string(text.substr(quote + 1, open - quote - 1)) + "\"";
  const std::size_t end = text.find(close, open);
  return end == std::string_view::npos ? text.size() : end + close.size();
}

// The offset behind a string or character literal that begins at `quote`.
std::size_t end_of_quoted(std::string_view text, std::size_t quote) {
  for (std::size_t i = quote + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == text[quote] || text[i] == '\n') {
      return i + 1;
    }
  }
  return text.size();
}

// The offset behind the comment or literal that begins at `i`, or `i` when none begins there.
std::size_t end_of_blank(std::string_view text, std::size_t i) {
  const std::string_view rest = text.substr(i);
  if (rest.starts_with("//")) return std::min(text.find('\n', i), text.size());
  if (rest.starts_with("/*")) {
    const std::size_t end = text.find("*/", i + 2);
    return end == std::string_view::npos ? text.size() : end + 2;
  }
  if (rest.starts_with('"')) {
    const bool is_raw = i > 0 && text[i - 1] == 'R' && (i == 1 || !is_word(text[i - 2]));
    return is_raw ? end_of_raw_string(text, i) : end_of_quoted(text, i);
  }
  // After a digit it separates thousands.
  const bool is_separator = i > 0 && std::isxdigit(static_cast<unsigned char>(text[i - 1])) != 0;
  if (rest.starts_with('\'') && !is_separator) return end_of_quoted(text, i);
  return i;
}

// Append a violation for each place in `code` where `name` stands as a whole word.
void forbid(const SourceFile& file, std::string_view code, std::string_view name, std::string_view what,
            Violations& violations) {
  for (std::size_t at = code.find(name); at != std::string_view::npos; at = code.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at > 0 && is_word(code[at - 1])) || (end < code.size() && is_word(name.back()) && is_word(code[end])))
      continue;
    const auto line =
        static_cast<std::size_t>(std::count(code.begin(), code.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    violations.push_back(violation(file, line + 1, what));
  }
}

void append(Violations& to, const Violations& from) { to.insert(to.end(), from.begin(), from.end()); }

}  // namespace

std::string blank_comments_and_strings(std::string_view text) {
  std::string code(text);
  for (std::size_t i = 0; i < code.size();) {
    const std::size_t end = end_of_blank(text, i);
    for (std::size_t j = i; j < end; ++j) {
      if (code[j] != '\n') code[j] = ' ';
    }
    i = std::max(end, i + 1);
  }
  return code;
}

Violations check_include_direction(const SourceFile& file) {
  Violations violations;
  const auto own = std::ranges::find(kStages, stage_of(file.path));
  if (own == kStages.end()) return {violation(file, 1, "stands in no stage")};
  for (const Include& include : includes_of(file)) {
    if (include.mark != '"') continue;
    const auto other = std::ranges::find(kStages, stage_of(include.name));
    if (other == kStages.end() || include.name.find('/') == std::string_view::npos) {
      violations.push_back(violation(file, include.line_1based,
                                     "\"" + std::string(include.name) + "\" does not start at src/ with a stage"));
    } else if (other > own) {
      violations.push_back(violation(file, include.line_1based,
                                     std::string(*own) + " includes " + std::string(*other) + ", which is above it"));
    }
  }
  return violations;
}

Violations check_third_party_headers(const SourceFile& file) {
  Violations violations;
  for (const Include& include : includes_of(file)) {
    const auto begins_name = [&](std::string_view prefix) { return include.name.starts_with(prefix); };
    const auto library = std::ranges::find_if(kThirdParties, begins_name, &ThirdParty::prefix);
    if (library != kThirdParties.end()) {
      if (file.path != library->owner) {
        violations.push_back(violation(file, include.line_1based,
                                       std::string(include.name) + " belongs to " + std::string(library->owner)));
      }
    } else if (include.mark == '<' && include.name.find_first_of("./") != std::string_view::npos &&
               std::ranges::none_of(kSystemHeaders, begins_name)) {
      violations.push_back(violation(file, include.line_1based, std::string(include.name) + " has no owner"));
    }
  }
  return violations;
}

Violations check_header_form(const SourceFile& file) {
  if (!is_header(file)) return {};
  Violations violations;
  if (!file.text.starts_with("// ")) violations.push_back(violation(file, 1, "does not begin with a comment"));
  const std::string code = blank_comments_and_strings(file.text);
  const std::size_t first = code.find_first_not_of(" \t\n");
  if (first == std::string::npos || !code.substr(first).starts_with("#pragma once\n")) {
    violations.push_back(violation(file, 1, "#pragma once is not its first code"));
  }
  return violations;
}

Violations check_length(const SourceFile& file) {
  if (!is_header(file) && !is_source(file)) return {};
  const std::size_t limit = is_header(file) ? kMaxHeaderLines : kMaxSourceLines;
  const std::size_t count = lines_of(file.text).size();
  if (count <= limit) return {};
  return {violation(file, count, "has " + std::to_string(count) + " lines, more than " + std::to_string(limit))};
}

Violations check_forbidden_names(const SourceFile& file) {
  Violations violations;
  const std::string code = blank_comments_and_strings(file.text);
  forbid(file, code, "std::regex", "uses std::regex", violations);
  forbid(file, code, "<regex>", "uses std::regex", violations);
  if (stage_of(file.path) != "app") {
    for (const std::string_view name : {"<iostream>", "std::cout", "std::cerr", "std::clog", "std::cin"}) {
      forbid(file, code, name, "uses " + std::string(name) + " outside app", violations);
    }
  }
  const std::vector<std::string_view> lines = lines_of(code);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t begin = lines[i].find("using namespace ");
    if (begin == std::string_view::npos) continue;
    const std::string_view name = lines[i].substr(begin + 16, lines[i].find(';', begin) - begin - 16);
    if (!name.ends_with("literals"))
      violations.push_back(violation(file, i + 1, "using namespace " + std::string(name)));
  }
  return violations;
}

Violations check_build_lists(std::span<const SourceFile> files) {
  std::set<std::string, std::less<>> listed;  // as "stage/path.cpp"
  for (const SourceFile& file : files) {
    if (!file.path.ends_with("CMakeLists.txt")) continue;
    const std::string folder = file.path.substr(0, file.path.size() - std::string_view("CMakeLists.txt").size());
    for (const std::string_view line : lines_of(file.text)) {
      const std::string_view code = line.substr(0, line.find('#'));
      for (std::size_t begin = code.find_first_not_of(" \t()\""); begin != std::string_view::npos;) {
        const std::size_t end = std::min(code.find_first_of(" \t()\"", begin), code.size());
        listed.insert(folder + std::string(code.substr(begin, end - begin)));
        begin = code.find_first_not_of(" \t()\"", end);
      }
    }
  }
  Violations violations;
  for (const SourceFile& file : files) {
    if (is_source(file) && !listed.contains(file.path)) {
      violations.push_back(violation(file, 1, "is in no CMakeLists.txt"));
    }
  }
  return violations;
}

Violations check_sources(std::span<const SourceFile> files) {
  Violations violations = check_build_lists(files);
  for (const SourceFile& file : files) {
    if (file.path.ends_with("CMakeLists.txt")) continue;
    for (const auto check :
         {check_include_direction, check_third_party_headers, check_header_form, check_length, check_forbidden_names}) {
      append(violations, check(file));
    }
  }
  return violations;
}

}  // namespace paritylint::test
