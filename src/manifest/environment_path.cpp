// The environment of a path. The file name is asked first, then the folders from the nearest one up.
//
// A word that is ambiguous as a name (main, local) counts in a file name and as a whole folder, but "main" never as a
// folder (src/main), and inside a longer folder name (deploy-prod) only a strong word counts.
#include <algorithm>

#include "base/text.h"
#include "manifest/data_tables.h"
#include "manifest/vocabulary.h"

namespace paritylint::manifest {
namespace {

constexpr std::string_view kFolderMark = "{env}";

constexpr std::size_t kMostChoices = 4;  // of a file name, and of the folders

// The environments of a name's words, as many as are looked at: unambiguous ones first.
struct Choice {
  NamedEnvironment named;
  bool is_strong = true;
};

std::vector<Choice> choices_of(std::string_view name, const Vocabulary& vocabulary) {
  std::vector<Choice> choices;
  for (const EnvironmentWord& word : find_environment_words(name, vocabulary)) {
    choices.push_back({named_environment(name, word, vocabulary), word.strong});
  }
  std::stable_partition(choices.begin(), choices.end(), [](const Choice& one) { return one.is_strong; });
  return choices;
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
  Choice choice;
  bool is_whole = false;  // the folder's whole name
};

std::optional<FolderWord> folder_word(std::string_view folder, const Vocabulary& vocabulary) {
  for (const EnvironmentWord& word : find_environment_words(folder, vocabulary)) {
    Choice choice{named_environment(folder, word, vocabulary), word.strong};
    const bool whole = choice.named.span.size() == folder.size();
    if (whole && folder == "main" && !word.strong) continue;
    if (whole || word.strong) return FolderWord{std::move(choice), whole};
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
    const bool same = word && word->is_whole && word->choice.named.environment == environment;
    result += same ? kFolderMark : folder;
    result += '/';
    folders.remove_prefix(slash + 1);
  }
  return result;
}

PathEnvironment environment_at(const Choice& choice, std::size_t begin) {
  PathEnvironment result;
  result.environment = choice.named.environment;
  result.name = choice.named.name;
  result.is_strong = choice.is_strong;
  const base::Span span = choice.named.span;
  result.word = {base::offset32(begin + span.begin), base::offset32(begin + span.end)};
  return result;
}

// Calls visit(choice) for what the file name says; goes on while it returns true.
template <class Visit>
void for_each_in_file_name(std::string_view path, std::size_t name_begin, const Vocabulary& vocabulary, Visit&& visit) {
  const std::string_view name = path.substr(name_begin);
  for (const Choice& choice : choices_of(name, vocabulary)) {
    PathEnvironment result = environment_at(choice, name_begin);
    result.variant_key = with_marks(path.substr(0, name_begin), choice.named.environment, vocabulary);
    result.variant_key += without_word(name, choice.named.span);
    if (!visit(std::move(result))) return;
  }
}

// The same for the folders, from the nearest one up.
template <class Visit>
void for_each_in_folders(std::string_view path, std::size_t name_begin, const Vocabulary& vocabulary, Visit&& visit) {
  std::size_t end = name_begin;  // one past the '/' that ends the folder
  while (end > 0) {
    const std::size_t slash = path.substr(0, end - 1).rfind('/');
    const std::size_t begin = slash == std::string_view::npos ? 0 : slash + 1;
    const std::string_view folder = path.substr(begin, end - 1 - begin);
    if (const auto found = folder_word(folder, vocabulary)) {
      const base::Span word = found->choice.named.span;
      PathEnvironment result = environment_at(found->choice, begin);
      result.from_folder = true;
      result.variant_key = with_marks(path.substr(0, begin), result.environment, vocabulary);
      result.variant_key += folder.substr(0, word.begin);
      result.variant_key += kFolderMark;
      result.variant_key += folder.substr(word.end);
      result.variant_key += path.substr(end - 1);
      if (!visit(std::move(result))) return;
    }
    end = begin;
  }
}

std::size_t name_begin_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? 0 : slash + 1;
}

// `text` in lower case without its separators: a configured eu-1 may be written eu_1.
std::string letters_and_digits(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (base::is_alnum(c)) result += base::to_lower(c);
  }
  return result;
}

// The words around an environment's, each with the separator between them; empty where there is none.
base::Span word_before(std::string_view name, std::size_t begin) {
  if (begin < 2 || base::is_alnum(name[begin - 1])) return {};
  std::size_t first = begin - 1;
  while (first > 0 && base::is_alnum(name[first - 1])) --first;
  return {base::offset32(first), base::offset32(begin - 1)};
}

base::Span word_behind(std::string_view name, std::size_t end) {
  if (end >= name.size() || base::is_alnum(name[end])) return {};
  std::size_t last = end + 1;
  while (last < name.size() && base::is_alnum(name[last])) ++last;
  return {base::offset32(end + 1), base::offset32(last)};
}

// A colour that is no configured environment of its own.
bool is_colour(std::string_view name, base::Span word, const Vocabulary& vocabulary) {
  const std::string_view text = slice(name, word);
  const bool known = std::ranges::any_of(
      environment_colours(), [&](std::string_view colour) { return base::equals_ignore_case(colour, text); });
  return known && find_environment_words(text, vocabulary).empty();
}

// The colour beside the environment's word; blue-green together is a way to deploy.
base::Span colour_beside(std::string_view name, base::Span word, const Vocabulary& vocabulary) {
  const base::Span behind = word_behind(name, word.end);
  if (is_colour(name, behind, vocabulary))
    return is_colour(name, word_behind(name, behind.end), vocabulary) ? base::Span{} : behind;
  const base::Span before = word_before(name, word.begin);
  if (is_colour(name, before, vocabulary))
    return is_colour(name, word_before(name, before.begin), vocabulary) ? base::Span{} : before;
  return {};
}

}  // namespace

NamedEnvironment named_environment(std::string_view name, const EnvironmentWord& word, const Vocabulary& vocabulary) {
  const Environment& environment = vocabulary[word.environment];
  NamedEnvironment result{word.environment, std::string(environment.name), word.span};
  const std::string letters = letters_and_digits(slice(name, word.span));
  const bool has_own_digits =
      std::ranges::any_of(environment.words, [&](std::string_view one) { return letters_and_digits(one) == letters; });
  std::size_t digits = letters.size();
  while (!has_own_digits && digits > 0 && base::is_digit(letters[digits - 1])) --digits;
  result.name += letters.substr(digits);
  const base::Span colour = colour_beside(name, word.span, vocabulary);
  if (!colour.empty()) {
    result.name += '-' + base::to_lower(slice(name, colour));
    result.span = {std::min(word.span.begin, colour.begin), std::max(word.span.end, colour.end)};
  }
  return result;
}

std::optional<PathEnvironment> environment_of_path(std::string_view path, const Vocabulary& vocabulary) {
  const std::size_t name_begin = name_begin_of(path);
  std::optional<PathEnvironment> result;
  const auto take_first = [&](PathEnvironment found) {
    result = std::move(found);
    return false;
  };
  for_each_in_file_name(path, name_begin, vocabulary, take_first);
  if (!result) for_each_in_folders(path, name_begin, vocabulary, take_first);
  return result;
}

std::vector<PathEnvironment> environments_in_path(std::string_view path, const Vocabulary& vocabulary) {
  const std::size_t name_begin = name_begin_of(path);
  std::vector<PathEnvironment> result;
  std::size_t most = kMostChoices;
  const auto take = [&](PathEnvironment found) {
    result.push_back(std::move(found));
    return result.size() < most;
  };
  for_each_in_file_name(path, name_begin, vocabulary, take);
  most = result.size() + kMostChoices;
  for_each_in_folders(path, name_begin, vocabulary, take);
  return result;
}

std::optional<PathEnvironment> environment_of_path(std::string_view path) {
  return environment_of_path(path, Vocabulary::built_in());
}

std::string path_without_word(std::string_view path, base::Span word) {
  const std::size_t name_begin = name_begin_of(path);
  if (word.begin < name_begin) {
    std::string result(path.substr(0, word.begin));
    return result.append(kFolderMark).append(path.substr(word.end));
  }
  const auto in_name = [&](std::size_t at) { return base::offset32(at - name_begin); };
  std::string result(path.substr(0, name_begin));
  return result += without_word(path.substr(name_begin), {in_name(word.begin), in_name(word.end)});
}

}  // namespace paritylint::manifest
