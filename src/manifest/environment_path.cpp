// The environment of a path. The file name is asked first, then the folders from the nearest one up.
//
// A word that is ambiguous as a name (main, local) counts in a file name and as a whole folder, but "main" never as a
// folder (src/main), and inside a longer folder name (deploy-prod) only a strong word counts.
#include <algorithm>

#include "base/text.h"
#include "manifest/vocabulary.h"

namespace paritylint::manifest {
namespace {

constexpr std::string_view kFolderMark = "{env}";

bool is_strong(const EnvironmentWord& word) { return word.strong; }

// The word that names the environment of a file: the first strong one, else the first.
const EnvironmentWord* choose(const std::vector<EnvironmentWord>& words) {
  const auto strong = std::find_if(words.begin(), words.end(), is_strong);
  if (strong != words.end()) return &*strong;
  return words.empty() ? nullptr : &words.front();
}

// `name` without the word and one separator: the one before it, or at the start of the name the one after it.
std::string without_word(std::string_view name, base::Span word) {
  std::size_t begin = word.begin;
  std::size_t end = word.end;
  if (begin > 0) {
    if (!base::is_alnum(name[begin - 1])) --begin;
  } else if (end < name.size() && !base::is_alnum(name[end])) {
    ++end;
  }
  std::string rest(name.substr(0, begin));
  rest += name.substr(end);
  return rest;
}

struct FolderWord {
  EnvironmentWord word;
  bool is_whole = false;  // the folder's whole name
};

std::optional<FolderWord> folder_word(std::string_view folder, const Vocabulary& vocabulary) {
  for (const EnvironmentWord& word : find_environment_words(folder, vocabulary)) {
    const bool whole = word.span.size() == folder.size();
    if (whole && folder == "main" && !word.strong) continue;
    if (whole || is_strong(word)) return FolderWord{word, whole};
  }
  return std::nullopt;
}

// `folders` (ends in '/' or is empty) with every folder that is a spelling of `environment` written {env}.
std::string with_marks(std::string_view folders, std::uint8_t environment, const Vocabulary& vocabulary) {
  std::string result;
  while (!folders.empty()) {
    const std::size_t slash = folders.find('/');
    const std::string_view folder = folders.substr(0, slash);
    const auto word = folder_word(folder, vocabulary);
    const bool same = word && word->is_whole && word->word.environment == environment;
    result += same ? kFolderMark : folder;
    result += '/';
    folders.remove_prefix(slash + 1);
  }
  return result;
}

std::optional<PathEnvironment> by_file_name(std::string_view path, std::size_t name_begin,
                                            const Vocabulary& vocabulary) {
  const std::string_view name = path.substr(name_begin);
  const auto words = find_environment_words(name, vocabulary);
  const EnvironmentWord* word = choose(words);
  if (word == nullptr) return std::nullopt;
  PathEnvironment result;
  result.environment = word->environment;
  result.word = {base::offset32(name_begin + word->span.begin), base::offset32(name_begin + word->span.end)};
  result.variant_key = with_marks(path.substr(0, name_begin), word->environment, vocabulary);
  result.variant_key += without_word(name, word->span);
  return result;
}

std::optional<PathEnvironment> by_folder(std::string_view path, std::size_t name_begin, const Vocabulary& vocabulary) {
  std::size_t end = name_begin;  // one past the '/' that ends the folder
  while (end > 0) {
    const std::size_t slash = path.substr(0, end - 1).rfind('/');
    const std::size_t begin = slash == std::string_view::npos ? 0 : slash + 1;
    const std::string_view folder = path.substr(begin, end - 1 - begin);
    if (const auto found = folder_word(folder, vocabulary)) {
      const base::Span word = found->word.span;
      PathEnvironment result;
      result.environment = found->word.environment;
      result.word = {base::offset32(begin + word.begin), base::offset32(begin + word.end)};
      result.from_folder = true;
      result.variant_key = with_marks(path.substr(0, begin), result.environment, vocabulary);
      result.variant_key += folder.substr(0, word.begin);
      result.variant_key += kFolderMark;
      result.variant_key += folder.substr(word.end);
      result.variant_key += path.substr(end - 1);
      return result;
    }
    end = begin;
  }
  return std::nullopt;
}

}  // namespace

std::optional<PathEnvironment> environment_of_path(std::string_view path, const Vocabulary& vocabulary) {
  const std::size_t slash = path.rfind('/');
  const std::size_t name_begin = slash == std::string_view::npos ? 0 : slash + 1;
  if (auto found = by_file_name(path, name_begin, vocabulary)) return found;
  return by_folder(path, name_begin, vocabulary);
}

std::optional<PathEnvironment> environment_of_path(std::string_view path) {
  return environment_of_path(path, Vocabulary::built_in());
}

std::string path_without_word(std::string_view path, base::Span word) {
  const std::size_t slash = path.rfind('/');
  const std::size_t name_begin = slash == std::string_view::npos ? 0 : slash + 1;
  if (word.begin < name_begin) {
    std::string result(path.substr(0, word.begin));
    return result.append(kFolderMark).append(path.substr(word.end));
  }
  const auto in_name = [&](std::size_t at) { return base::offset32(at - name_begin); };
  std::string result(path.substr(0, name_begin));
  return result += without_word(path.substr(name_begin), {in_name(word.begin), in_name(word.end)});
}

}  // namespace paritylint::manifest
