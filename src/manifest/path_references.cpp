#include "manifest/path_references.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/text.h"
#include "manifest/characters.h"
#include "manifest/kind.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kLongestPath = 1024;
constexpr std::size_t kMostPaths = 1000;  // no honest pipeline names more manifests

bool is_name_character(char c) { return base::is_alnum(c) || c == '_'; }
bool is_path_character(char c) {
  return base::is_alnum(c) || (c != '\0' && std::string_view("._-/~@+*?").find(c) != std::string_view::npos);
}

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
    for_each_text_line(text, [&](std::string_view line, std::uint32_t) { learn(line); });
    for_each_text_line(text, [&](std::string_view line, std::uint32_t number) { read(line, number); });
    return std::move(found_);
  }

 private:
  // Variables with two different values, or one that is computed, are not known.
  void learn(std::string_view line) {
    const auto assignment = assignment_of(line);
    if (!assignment || assignment->value.empty() || assignment->value.size() > kLongestPath) return;
    std::optional<std::string_view> value = assignment->value;
    if (value->find_first_of("$ `(|") != std::string_view::npos) value.reset();
    const auto [at, is_new] = variables_.try_emplace(assignment->name, value);
    if (!is_new && at->second != value) at->second.reset();
    const bool is_folder = assignment->name == "base-directory" || assignment->name == "working-directory";
    if (is_folder && value) add_folder(*value);
  }

  void add_folder(std::string_view folder) {
    while (folder.starts_with("./")) folder.remove_prefix(2);
    while (folder.ends_with('/')) folder.remove_suffix(1);
    if (folder.empty() || folder == "." || folder.starts_with('/') || folder.starts_with("..")) return;
    const std::string owned(folder);
    if (std::ranges::find(found_.folders, owned) == found_.folders.end() && found_.folders.size() < kMostPaths)
      found_.folders.push_back(owned);
  }

  void read(std::string_view line, std::uint32_t number) {
    bool after_cd = false;
    for (std::size_t i = 0; i < line.size();) {
      if (!is_path_character(line[i]) && line[i] != '$') {
        ++i;
        continue;
      }
      std::string word;
      if (line[i] == '/' && i > 0 && line[i - 1] == ')') word = '*';  // behind $(...)
      while (i < line.size() && (is_path_character(line[i]) || line[i] == '$')) {
        if (line[i] == '$') {
          i = expand(line, i, word);
        } else {
          word += line[i++];
        }
      }
      if (word.size() > kLongestPath) continue;
      if (after_cd && word.find('*') == std::string::npos) add_folder(word);
      after_cd = word == "cd";
      add(std::move(word), number);
    }
  }

  // Put the value of the variable at `at` behind `word`; where it ends in the line.
  std::size_t expand(std::string_view line, std::size_t at, std::string& word) const {
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
    } else if (at_or_nul(line, end) == '(') {
      word += '*';
      return end;
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
    const auto variable = variables_.find(name);
    if (variable != variables_.end() && variable->second && word.size() < kLongestPath) {
      word += *variable->second;
    } else {
      word += '*';
    }
    return end;
  }

  void add(std::string word, std::uint32_t line) {
    std::string_view path = word;
    while (path.starts_with("./") || path.starts_with('/')) path.remove_prefix(path.front() == '.' ? 2 : 1);
    if (path.empty() || path.starts_with("..") || !kind_by_name(path, vocabulary_)) return;
    const auto known = std::ranges::find(found_.paths, path, &PathReference::path);
    if (known == found_.paths.end() && found_.paths.size() < kMostPaths)
      found_.paths.push_back({std::string(path), line});
  }

  const Vocabulary& vocabulary_;
  std::map<std::string_view, std::optional<std::string_view>, std::less<>> variables_;
  PathReferences found_;
};

}  // namespace

PathReferences find_path_references(std::string_view text, const Vocabulary& vocabulary) {
  return ReferenceFinder(vocabulary).find(text);
}

}  // namespace paritylint::manifest
