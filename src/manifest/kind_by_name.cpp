// Kinds by file name. Called for every file of a repository, so a name is refused by its extension first, without
// allocating anything.
//
// A name is compared without its separators and letter case: task-definition, task_def, taskDefinition and ecsTaskDef
// all hold "taskdef", wherever they stand. Names that say only an environment (prod.json) count in folders that are
// named for a kind.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "manifest/kind.h"
#include "manifest/vocabulary.h"

namespace paritylint::manifest {
namespace {

enum class Syntax : std::uint8_t { none, json, yaml };

constexpr std::size_t kLongestName = 255;

// Lower-case letters and digits of a name in a fixed buffer.
class PlainName {
 public:
  explicit PlainName(std::string_view name) {
    for (const char c : name.substr(0, kLongestName)) {
      if (base::is_alnum(c)) letters_[size_++] = base::to_lower(c);
    }
  }
  std::string_view view() const { return {letters_.data(), size_}; }
  bool contains(std::string_view part) const { return view().find(part) != std::string_view::npos; }

 private:
  std::array<char, kLongestName> letters_;
  std::size_t size_ = 0;
};

Syntax syntax_of_extension(std::string_view extension) {
  if (base::equals_ignore_case(extension, "json")) return Syntax::json;
  if (base::equals_ignore_case(extension, "yaml") || base::equals_ignore_case(extension, "yml")) return Syntax::yaml;
  return Syntax::none;
}

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return base::equals_ignore_case(word, w); });
}

// Extensions that are put behind the real one: taskdef.json.template, taskdef.json.bkup.
bool is_outer_extension(std::string_view extension) {
  constexpr std::string_view kOuter[] = {"template", "tpl",    "tmpl", "tftpl", "j2",   "jinja",   "jinja2", "erb",
                                         "mustache", "hbs",    "ejs",  "in",    "dist", "example", "sample", "bak",
                                         "bkup",     "backup", "old",  "orig",  "save", "copy"};
  return is_one_of(extension, kOuter);
}

// The syntax that a name promises: its last extension, or one further left when the last is an outer one. A template
// without a real extension (taskdef.tpl) promises JSON, the usual one.
Syntax syntax_of_name(std::string_view name) {
  const std::size_t last_dot = name.rfind('.');
  if (last_dot == std::string_view::npos || last_dot == 0) return Syntax::none;
  const std::string_view extension = name.substr(last_dot + 1);
  const Syntax syntax = syntax_of_extension(extension);
  if (syntax != Syntax::none || !is_outer_extension(extension)) return syntax;
  std::string_view rest = name.substr(0, last_dot);
  for (std::size_t dot = rest.rfind('.'); dot != std::string_view::npos; dot = rest.rfind('.')) {
    const Syntax inner = syntax_of_extension(rest.substr(dot + 1));
    if (inner != Syntax::none) return inner;
    rest = rest.substr(0, dot);
  }
  return Syntax::json;
}

std::optional<ManifestKind> kind_in_name(const PlainName& name) {
  if (name.contains("buildspec")) return ManifestKind::buildspec;
  if (name.contains("appspec")) return ManifestKind::appspec;
  if (name.contains("taskdef") || name.contains("containerdef")) return ManifestKind::taskdef;
  return std::nullopt;
}

// Workflows and actions are named for what they do ("register-taskdef.yml").
bool is_workflow(std::string_view path, Syntax syntax) {
  if (syntax != Syntax::yaml) return false;
  return path.find(".github/") != std::string_view::npos || path.find(".circleci/") != std::string_view::npos;
}

std::string_view parent_folder(std::string_view path, std::size_t name_begin) {
  if (name_begin == 0) return {};
  const std::string_view folders = path.substr(0, name_begin - 1);
  const std::size_t slash = folders.rfind('/');
  return slash == std::string_view::npos ? folders : folders.substr(slash + 1);
}

// The name says an environment and nothing else: prod.json, stg01.json.
bool names_only_environment(std::string_view name, const Vocabulary& vocabulary) {
  const std::string_view stem = name.substr(0, name.find('.'));
  const auto words = find_environment_words(stem, vocabulary);
  return words.size() == 1 && words.front().span.size() == stem.size();
}

// prod.json, task.json, web.json in a folder that says what they are; the shape has the last word.
std::optional<ManifestKind> kind_by_folder(std::string_view path, std::size_t name_begin, Syntax syntax,
                                           const Vocabulary& vocabulary) {
  std::string_view name = path.substr(name_begin);
  std::string_view folder = parent_folder(path, name_begin);
  if (folder.empty()) return std::nullopt;
  const PlainName plain(folder);
  const std::string_view letters = plain.view();
  if (syntax == Syntax::yaml && (letters == "buildspec" || letters == "buildspecs")) return ManifestKind::buildspec;
  if (letters == "appspec" || letters == "appspecs") return ManifestKind::appspec;
  constexpr std::string_view kOwnFolders[] = {
      "taskdefinitions", "taskdefinition",         "taskdefs", "taskdef", "ecstaskdefinitions",
      "ecstaskdefs",     "taskdefinitiontemplates"};
  if (is_one_of(letters, kOwnFolders)) return ManifestKind::taskdef;
  constexpr std::string_view kEcsFolders[] = {"ecs", "aws", "ecspresso", "fargate", "deploy", "deployment"};
  if (syntax != Syntax::json || !is_one_of(letters, kEcsFolders)) return std::nullopt;
  const std::string_view stem = name.substr(0, name.find('.'));
  const bool says_task = base::equals_ignore_case(stem, "task") || base::equals_ignore_case(stem, "tasks");
  if (says_task || (letters != "deploy" && letters != "deployment" && names_only_environment(name, vocabulary))) {
    return ManifestKind::taskdef;
  }
  return std::nullopt;
}

}  // namespace

std::optional<ManifestKind> kind_by_name(std::string_view path, const Vocabulary& vocabulary) {
  const std::size_t slash = path.rfind('/');
  const std::size_t name_begin = slash == std::string_view::npos ? 0 : slash + 1;
  const std::string_view name = path.substr(name_begin);
  const Syntax syntax = syntax_of_name(name);
  if (syntax == Syntax::none || name.starts_with("._") || is_workflow(path, syntax)) return std::nullopt;
  if (const auto kind = kind_in_name(PlainName(name))) return kind;
  return kind_by_folder(path, name_begin, syntax, vocabulary);
}

std::optional<ManifestKind> kind_by_name(std::string_view path) { return kind_by_name(path, Vocabulary::built_in()); }

}  // namespace paritylint::manifest
