#include "manifest/path_references.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "base/text.h"
#include "manifest/characters.h"
#include "manifest/kind.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kLongestPath = 1024;
constexpr std::size_t kMostPaths = 1000;  // no honest pipeline names more manifests
constexpr std::size_t kMostFolders = 64;

bool is_name_character(char c) { return base::is_alnum(c) || c == '_'; }
constexpr std::array<bool, 256> kPathCharacters = [] {
  std::array<bool, 256> table{};
  for (std::size_t code = 0; code < table.size(); ++code) table[code] = base::is_alnum(static_cast<char>(code));
  for (const char c : std::string_view("._-/~@+*?")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();
bool is_path_character(char c) { return kPathCharacters[static_cast<unsigned char>(c)]; }

// `line` without a comment: from a '#' at its start or behind white space.
std::string_view without_comment(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '#' && (i == 0 || is_space(line[i - 1]))) return line.substr(0, i);
  }
  return line;
}

template <class Visit>
void for_each_text_line(std::string_view text, Visit&& visit) {
  for (std::uint32_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    visit(without_comment(text.substr(0, end)), number);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
}

// A name and its value: `NAME: value` of a mapping, `export NAME=value` of a shell.
struct Assignment {
  std::string_view name;
  std::string_view value;
};

std::optional<Assignment> assignment_of(std::string_view line) {
  line = base::trim(line);
  if (line.starts_with("- ")) line = base::trim(line.substr(2));
  if (line.starts_with("export ")) line = base::trim(line.substr(7));
  std::size_t end = 0;
  while (end < line.size() && (is_name_character(line[end]) || line[end] == '-')) ++end;
  if (end == 0 || end >= line.size() || (line[end] != ':' && line[end] != '=')) return std::nullopt;
  std::string_view value = base::trim(line.substr(end + 1));
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
    value = value.substr(1, value.size() - 2);
  return Assignment{line.substr(0, end), value};
}

class ReferenceFinder {
 public:
  explicit ReferenceFinder(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  PathReferences find(std::string_view text) {
    text_ = text;
    for_each_text_line(text, [&](std::string_view line, std::uint32_t number) {
      if (line.find("-directory") != std::string_view::npos) learn_folder(line);
      read(line, number);
    });
    return std::move(found_);
  }

 private:
  void learn_folder(std::string_view line) {
    const auto assignment = assignment_of(line);
    if (!assignment || is_computed(assignment->value)) return;
    const bool is_folder = assignment->name == "base-directory" || assignment->name == "working-directory";
    if (is_folder) add_folder(assignment->value);
  }

  static bool is_computed(std::string_view value) { return value.find_first_of("$ `(|") != std::string_view::npos; }

  // The one literal value that `name` has in the text; nothing when it has two or one that is computed.
  std::optional<std::string_view> value_of(std::string_view name) {
    if (!has_learned_) {
      has_learned_ = true;
      for_each_text_line(text_, [&](std::string_view line, std::uint32_t) {
        const auto assignment = assignment_of(line);
        if (!assignment || assignment->value.empty() || assignment->value.size() > kLongestPath) return;
        std::optional<std::string_view> value = assignment->value;
        if (is_computed(*value)) value.reset();
        const auto [at, is_new] = variables_.try_emplace(assignment->name, value);
        if (!is_new && at->second != value) at->second.reset();
      });
    }
    const auto variable = variables_.find(name);
    return variable == variables_.end() ? std::nullopt : variable->second;
  }

  void add_folder(std::string_view folder) {
    while (folder.starts_with("./")) folder.remove_prefix(2);
    while (folder.ends_with('/')) folder.remove_suffix(1);
    if (folder.empty() || folder == "." || folder.starts_with('/') || folder.starts_with("..")) return;
    const std::string owned(folder);
    if (std::ranges::find(found_.folders, owned) == found_.folders.end() && found_.folders.size() < kMostFolders)
      found_.folders.push_back(owned);
  }

  // Where the word at `begin` ends: expressions in braces are part of it whatever stands in them.
  static std::size_t word_end(std::string_view line, std::size_t begin) {
    std::size_t i = begin;
    while (i < line.size()) {
      if (line[i] == '$' && at_or_nul(line, i + 1) == '{') {
        const bool is_double = at_or_nul(line, i + 2) == '{';
        const std::size_t close = line.find(is_double ? "}}" : "}", i);
        if (close == std::string_view::npos) return line.size();
        i = close + (is_double ? 2 : 1);
      } else if (line[i] == '$' || is_path_character(line[i])) {
        ++i;
      } else {
        break;
      }
    }
    return i;
  }

  void read(std::string_view line, std::uint32_t number) {
    bool after_cd = false;
    for (std::size_t i = 0; i < line.size();) {
      if (!is_path_character(line[i]) && line[i] != '$') {
        ++i;
        continue;
      }
      const std::size_t begin = i;
      i = word_end(line, begin);
      std::string_view word = line.substr(begin, i - begin);
      // Most words have no extension. A variable that holds a whole path has been seen where it was set.
      const bool is_wanted = after_cd || word.find('.') != std::string_view::npos;
      const bool after_substitution = word[0] == '/' && begin > 0 && line[begin - 1] == ')';  // $(...)/taskdef.json
      std::string expanded;
      if (is_wanted && (after_substitution || word.find('$') != std::string_view::npos)) {
        expanded = (after_substitution ? "*" : "") + expand(word);
        word = expanded;
      }
      if (is_wanted && word.size() <= kLongestPath) {
        if (after_cd && word.find('*') == std::string_view::npos) add_folder(word);
        add(word, number);
      }
      after_cd = word == "cd";
    }
  }

  std::string expand(std::string_view word) {
    std::string result;
    for (std::size_t i = 0; i < word.size() && result.size() <= kLongestPath;) {
      if (word[i] == '$') {
        i = expand_variable(word, i, result);
      } else {
        result += word[i++];
      }
    }
    return result;
  }

  // Put the value of the variable at `at` behind `word`; where it ends in the line.
  std::size_t expand_variable(std::string_view line, std::size_t at, std::string& word) {
    std::string_view name;
    std::size_t end = at + 1;
    if (line.substr(at).starts_with("${{")) {
      const std::size_t close = line.find("}}", at);
      if (close == std::string_view::npos) return line.size();
      name = base::trim(line.substr(at + 3, close - at - 3));
      if (name.starts_with("env.")) name.remove_prefix(4);
      end = close + 2;
    } else if (line.substr(at).starts_with("${")) {
      const std::size_t close = line.find('}', at);
      if (close == std::string_view::npos) return line.size();
      name = line.substr(at + 2, close - at - 2);
      end = close + 1;
    } else {
      while (end < line.size() && is_name_character(line[end])) ++end;
      name = line.substr(at + 1, end - at - 1);
    }
    // Where the repository lies.
    constexpr std::string_view kTops[] = {"CODEBUILD_SRC_DIR", "GITHUB_WORKSPACE", "github.workspace", "PWD"};
    if (std::ranges::find(kTops, name) != std::end(kTops)) {
      word += '.';
      return end;
    }
    const auto value = value_of(name);
    word += value ? *value : std::string_view("*");
    return end;
  }

  void add(std::string_view path, std::uint32_t line) {
    while (path.starts_with("./") || path.starts_with('/')) path.remove_prefix(path.front() == '.' ? 2 : 1);
    if (path.empty() || path.starts_with("..") || !kind_by_name(path, vocabulary_)) return;
    if (found_.paths.size() == kMostPaths || !known_.emplace(path).second) return;
    found_.paths.push_back({std::string(path), line});
  }

  const Vocabulary& vocabulary_;
  std::string_view text_;
  bool has_learned_ = false;
  std::map<std::string_view, std::optional<std::string_view>, std::less<>> variables_;
  std::set<std::string, std::less<>> known_;  // paths that were found
  PathReferences found_;
};

}  // namespace

PathReferences find_path_references(std::string_view text, const Vocabulary& vocabulary) {
  return ReferenceFinder(vocabulary).find(text);
}

}  // namespace paritylint::manifest
