#include "manifest/path_references.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "base/text.h"
#include "manifest/characters.h"
#include "manifest/environment_globs.h"
#include "manifest/kind.h"
#include "manifest/moving_commands.h"
#include "manifest/text_variables.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kMostPaths = 1000;  // no honest pipeline names more manifests
constexpr std::size_t kMostFolders = 64;

constexpr std::array<bool, 256> kPathCharacters = [] {
  std::array<bool, 256> table{};
  for (std::size_t code = 0; code < table.size(); ++code) table[code] = base::is_alnum(static_cast<char>(code));
  for (const char c : std::string_view("._-/~@+*?")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();
bool is_path_character(char c) { return kPathCharacters[static_cast<unsigned char>(c)]; }

// The key of a line at the left margin, without quotes: "artifacts" of `artifacts:`. Nothing when the line goes on with
// what stands above it.
std::optional<std::string_view> top_key_of(std::string_view line) {
  if (line.empty() || (!base::is_alpha(line[0]) && line[0] != '"' && line[0] != '\'')) return std::nullopt;
  std::string_view key = base::trim(line.substr(0, line.find(':')));
  if (key.size() >= 2 && key.front() == key.back() && !base::is_alpha(key[0])) key = key.substr(1, key.size() - 2);
  return key;
}

// task-definition, codedeploy-appspec, task_definition_file: an input of an action that fills in or deploys. Names in
// capitals are variables, which say nothing of what is done with them.
bool is_deploying_input(std::string_view key) {
  std::string letters;
  bool has_lower = false;
  for (const char c : key) {
    if (base::is_alpha(c)) letters += base::to_lower(c);
    has_lower = has_lower || base::is_lower(c);
  }
  return has_lower && (letters.find("taskdef") != std::string::npos || letters.find("appspec") != std::string::npos);
}

// `- taskdef.json`, `files: [taskdef.json, appspec.yaml]`: a list of paths, no command.
bool is_list_line(std::string_view line) {
  line = base::trim(line);
  return line.starts_with("- ") || line.starts_with("files:") || line.starts_with("artifacts:") ||
         line.starts_with('[') || line.starts_with('"') || line.starts_with('\'');
}

class ReferenceFinder {
 public:
  explicit ReferenceFinder(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  PathReferences find(std::string_view text) {
    text_ = text;
    variables_ = TextVariables(text);
    for_each_text_line(text, [&](std::string_view line, std::uint32_t number) {
      if (const auto key = top_key_of(line)) top_key_ = *key;
      if (top_key_ == "on") return;
      if (line.find("-directory") != std::string_view::npos) learn_folder(line);
      begin_line(line);
      read(line, number);
    });
    return std::move(found_);
  }

 private:
  // Commands go on over lines that end in a backslash.
  void begin_line(std::string_view line) {
    if (base::trim(line_).ends_with('\\') && line.data() > line_.data() + line_.size()) {
      line_begin_ = static_cast<std::size_t>(line.data() - command_begin_);
    } else {
      command_begin_ = line.data();
      line_begin_ = 0;
      statements_.clear();
    }
    line_ = line;
  }

  // The command that the line belongs to, as a whole.
  std::string_view command() const {
    std::size_t begin = static_cast<std::size_t>(command_begin_ - text_.data());
    std::size_t end = begin;
    bool goes_on = true;
    while (goes_on) {
      const std::size_t next = std::min(text_.find('\n', end), text_.size());
      goes_on = next < text_.size() && base::trim(without_comment(text_.substr(end, next - end))).ends_with('\\');
      end = goes_on ? next + 1 : next;
    }
    return text_.substr(begin, end - begin);
  }

  // Does what stands at `at` of the line, behind `key`, move the file that it names towards a deployment?
  bool deploys(std::string_view key, std::size_t at) {
    if (is_deploying_input(key)) return true;
    if (top_key_ == "artifacts" && is_list_line(line_)) return true;
    if (line_.substr(0, at).ends_with("file:")) return true;
    if (statements_.empty()) statements_ = statements_of(command());
    const std::size_t offset = line_begin_ + at;
    const auto statement = std::ranges::upper_bound(statements_, offset, {}, &Statement::end);
    return statement != statements_.end() && statement->moves_files;
  }

  void learn_folder(std::string_view line) {
    const auto assignment = assignment_of(line);
    if (!assignment || is_computed(assignment->value)) return;
    const bool is_folder = assignment->name == "base-directory" || assignment->name == "working-directory";
    if (is_folder) add_folder(assignment->value);
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
      } else if (const std::string_view mark = environment_mark_at(line.substr(i)); !mark.empty()) {
        i += mark.size();
      } else {
        break;
      }
    }
    return i;
  }

  void read(std::string_view line, std::uint32_t number) {
    bool after_cd = false;
    std::string_view key;  // the last word with a colon behind it
    for (std::size_t i = 0; i < line.size();) {
      if (!is_path_character(line[i]) && line[i] != '$' && environment_mark_at(line.substr(i)).empty()) {
        ++i;
        continue;
      }
      const std::size_t begin = i;
      i = word_end(line, begin);
      std::string_view word = line.substr(begin, i - begin);
      if (at_or_nul(line, i) == ':') key = word;
      // Most words have no extension. A variable may hold a whole path.
      const bool is_wanted = after_cd || word.find_first_of(".$") != std::string_view::npos;
      const bool after_substitution = word[0] == '/' && begin > 0 && line[begin - 1] == ')';  // $(...)/taskdef.json
      std::string expanded;
      if (is_wanted && (after_substitution || word.find('$') != std::string_view::npos)) {
        expanded = (after_substitution ? "*" : "") + expand(word);
        word = expanded;
      }
      if (is_wanted && word.find('{') != std::string_view::npos) {
        expanded = with_environment(word, kEnvironmentMark);
        word = expanded;
      }
      if (is_wanted && word.size() <= kLongestPath) {
        if (after_cd && word.find_first_of("*{") == std::string_view::npos) add_folder(word);
        add(word, number, key, begin);
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
    const auto value = variables_.value_of(name);
    word += value ? *value : std::string_view("*");
    return end;
  }

  void add(std::string_view path, std::uint32_t line, std::string_view key, std::size_t at) {
    while (path.starts_with("./") || path.starts_with('/')) path.remove_prefix(path.front() == '.' ? 2 : 1);
    if (path.empty() || path.starts_with("..") || !kind_by_name(path, vocabulary_)) return;
    const auto known = known_.find(path);
    if (known != known_.end()) {
      PathReference& reference = found_.paths[known->second];
      reference.deploys = reference.deploys || deploys(key, at);
    } else if (found_.paths.size() < kMostPaths) {
      known_.emplace(path, found_.paths.size());
      found_.paths.push_back({std::string(path), line, deploys(key, at)});
    }
  }

  const Vocabulary& vocabulary_;
  std::string_view text_;
  TextVariables variables_;
  std::map<std::string, std::size_t, std::less<>> known_;  // paths that were found, by their place in found_
  std::string_view top_key_;                               // of the line that is read
  std::string_view line_;                                  // without its comment
  const char* command_begin_ = nullptr;                    // where the command of the line begins
  std::size_t line_begin_ = 0;                             // of the line in its command
  std::vector<Statement> statements_;                      // of the command; empty until they are asked for
  PathReferences found_;
};

}  // namespace

PathReferences find_path_references(std::string_view text, const Vocabulary& vocabulary) {
  return ReferenceFinder(vocabulary).find(text);
}

}  // namespace paritylint::manifest
