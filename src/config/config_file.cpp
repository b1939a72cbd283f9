#include "config/config_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/text.h"
#include "config/config_text.h"
#include "tree/read.h"

namespace paritylint::config {
namespace {

using tree::Cursor;
using Keys = std::span<const std::string_view>;

static_assert(input::kReadPadding >= tree::kPadding);

constexpr std::size_t kMostEnvironments = 64;
constexpr std::size_t kMostEntries = 1000;

constexpr std::array<std::pair<std::string_view, Consumer>, 7> kConsumers = {{
    {"codepipeline-blue-green", Consumer::codepipeline_blue_green},
    {"codepipeline-rolling", Consumer::codepipeline_rolling},
    {"codedeploy", Consumer::codedeploy},
    {"github-action", Consumer::github_action},
    {"register-task-definition", Consumer::register_task_definition},
    {"ecspresso", Consumer::ecspresso},
    {"terraform", Consumer::terraform},
}};

constexpr std::array<std::pair<std::string_view, Portability>, 4> kPortabilities = {{
    {"auto", Portability::automatic},
    {"shared", Portability::shared},
    {"variant", Portability::variant},
    {"strict", Portability::strict},
}};

constexpr std::array<std::pair<std::string_view, Severity>, 4> kSeverities = {{
    {"off", Severity::off},
    {"note", Severity::note},
    {"warning", Severity::warning},
    {"error", Severity::error},
}};

// Put `texts` into `values`, and their places into `marks` where somebody asks for them.
void take(std::vector<MarkedText> texts, std::vector<std::string>& values, std::vector<Mark>* marks = nullptr) {
  for (MarkedText& text : texts) {
    values.push_back(std::move(text.text));
    if (marks != nullptr) marks->push_back(text.mark);
  }
}

Quote quote_of(const MarkedText& text) {
  return {text.mark.source->path, {text.mark.offset, text.mark.offset + text.token_size}};
}

RuleName rule_name(MarkedText text) {
  const ConfigSource& source = *text.mark.source;
  const std::uint32_t column =
      base::position_of(source.lines, source.bytes.view(), text.mark.offset).column_code_points;
  Quote quote = quote_of(text);
  return {std::move(text.text), place_of(text.mark), column, std::move(quote)};
}

class ConfigFileReader {
 public:
  ConfigFileReader(const ConfigSource& source, Mistakes& mistakes) : text_(source, mistakes) {}

  ConfigFile read(const Cursor& root);

 private:
  void read_environment(const Cursor& at, std::vector<ListedEnvironment>& environments);
  void read_deployment(const Cursor& at, std::vector<ListedDeployment>& deployments);
  void read_portability(const Cursor& at, std::vector<PortabilityOverride>& overrides);
  void read_ignore(const Cursor& at, std::vector<Ignore>& ignores);
  void read_severity(const Cursor& map, std::vector<SeverityOverride>& severities);
  // The globs that an entry has, and must have.
  std::vector<std::string> files_of(const Cursor& entry, std::vector<Mark>* marks = nullptr);
  std::vector<std::string> required_files_of(const Cursor& entry);

  ConfigText text_;
  std::vector<PlacedGlob> globs_;
};

void ConfigFileReader::read_environment(const Cursor& at, std::vector<ListedEnvironment>& environments) {
  static constexpr std::array<std::string_view, 6> kKeys = {"name",    "synonyms", "accounts",
                                                            "regions", "branches", "files"};
  if (!text_.read_mapping(at, "an environment: a mapping with a name", kKeys)) return;
  ListedEnvironment environment;
  Environment& value = environment.value;
  value.place = text_.place(at);
  take(text_.texts_member(at, "synonyms", wrong_environment_word, ConfigText::Case::folded), value.synonyms,
       &environment.synonyms);
  take(text_.texts_member(at, "accounts", wrong_account), value.accounts);
  take(text_.texts_member(at, "regions", wrong_region), value.regions);
  take(text_.texts_member(at, "branches", wrong_branch_glob), value.branches);
  value.files = files_of(at, &environment.files);
  auto name = text_.required_text(at, "name", wrong_environment_word);
  if (!name) return;
  for (const ListedEnvironment& other : environments) {
    if (!base::equals_ignore_case(other.value.name, name->text)) continue;
    std::string message = "environment " + base::quoted(name->text) + " stands twice in this file, first in line ";
    base::append_number(message, place_of(other.name).line);
    text_.fail(*at.find("name"), std::move(message));
    return;
  }
  environment.name = name->mark;
  value.name = std::move(name->text);
  environments.push_back(std::move(environment));
}

std::vector<std::string> ConfigFileReader::files_of(const Cursor& entry, std::vector<Mark>* marks) {
  std::vector<std::string> files;
  std::vector<MarkedText> texts = text_.texts_member(entry, "files", wrong_file_glob);
  for (const MarkedText& text : texts) globs_.push_back({text.text, place_of(text.mark)});
  take(std::move(texts), files, marks);
  return files;
}

std::vector<std::string> ConfigFileReader::required_files_of(const Cursor& entry) {
  if (!entry.find("files")) text_.fail(entry, "missing key \"files\"");
  return files_of(entry);
}

void ConfigFileReader::read_deployment(const Cursor& at, std::vector<ListedDeployment>& deployments) {
  static constexpr std::array<std::string_view, 4> kKeys = {"files", "environments", "consumer", "placeholders"};
  if (!text_.read_mapping(at, "a deployment: a mapping with files", kKeys)) return;
  ListedDeployment deployment;
  Deployment& value = deployment.value;
  value.place = text_.place(at);
  value.files = required_files_of(at);
  take(text_.texts_member(at, "environments", wrong_environment_word), value.environments, &deployment.environments);
  take(text_.texts_member(at, "placeholders", wrong_placeholder), value.placeholders);
  const auto consumer = at.find("consumer");
  if (consumer) value.consumer = text_.choice(*consumer, kConsumers).value_or(Consumer::unknown);
  if (!consumer && !at.find("environments") && !at.find("placeholders")) {
    text_.fail(at, "expected environments, consumer or placeholders beside files");
  }
  deployments.push_back(std::move(deployment));
}

void ConfigFileReader::read_portability(const Cursor& at, std::vector<PortabilityOverride>& overrides) {
  static constexpr std::array<std::string_view, 2> kKeys = {"files", "mode"};
  if (!text_.read_mapping(at, "a mapping with files and mode", kKeys)) return;
  PortabilityOverride value;
  value.place = text_.place(at);
  value.files = required_files_of(at);
  if (const auto mode = at.find("mode")) {
    value.mode = text_.choice(*mode, kPortabilities).value_or(Portability::automatic);
  } else {
    text_.fail(at, "missing key \"mode\"");
  }
  overrides.push_back(std::move(value));
}

void ConfigFileReader::read_ignore(const Cursor& at, std::vector<Ignore>& ignores) {
  static constexpr std::array<std::string_view, 5> kKeys = {"rule", "files", "path", "reason", "expires"};
  if (!text_.read_mapping(at, "an entry: a mapping with rule, files and reason", kKeys)) return;
  Ignore value;
  value.place = text_.place(at);
  if (!at.find("rule")) text_.fail(at, "missing key \"rule\"");
  for (MarkedText& rule : text_.texts_member(at, "rule", wrong_rule_name)) {
    value.rules.push_back(rule_name(std::move(rule)));
  }
  // Not into globs_: an entry that matches nothing is a finding already, unused-suppression.
  if (!at.find("files")) text_.fail(at, "missing key \"files\"");
  take(text_.texts_member(at, "files", wrong_file_glob), value.files);
  take(text_.texts_member(at, "path", wrong_json_path), value.paths);
  if (auto reason = text_.required_text(at, "reason", wrong_reason)) value.reason = std::move(reason->text);
  if (at.find("expires")) {
    if (auto day = text_.required_text(at, "expires", wrong_day)) {
      value.expires_quote = quote_of(*day);
      value.expires = std::move(day->text);
    }
  }
  ignores.push_back(std::move(value));
}

void ConfigFileReader::read_severity(const Cursor& map, std::vector<SeverityOverride>& severities) {
  const auto member = map.find("severity");
  if (!member) return;
  if (!member->is_mapping() || member->size() == 0) {
    return text_.fail(*member, "expected a mapping of rules or themes to error, warning, note or off");
  }
  if (member->size() > kMostEntries) return text_.fail(*member, "expected at most 1000 rules and themes");
  member->for_each_member([&](const Cursor& key, const Cursor& level) {
    const auto name = text_.member_name(key, wrong_rule_name);
    const auto severity = text_.choice(level, kSeverities);
    if (name && severity) severities.push_back({rule_name(*name), *severity});
  });
}

ConfigFile ConfigFileReader::read(const Cursor& root) {
  // $schema is for editors that read JSON.
  static constexpr std::array<std::string_view, 8> kKeys = {"$schema",     "extends",     "rules",    "environments",
                                                            "deployments", "portability", "severity", "ignore"};
  ConfigFile file;
  if (!text_.read_mapping(root, "a configuration: a mapping with environments, deployments or portability", kKeys)) {
    return file;
  }
  if (root.find("$schema")) text_.required_text(root, "$schema", nullptr);
  file.extends = text_.texts_member(root, "extends", wrong_extended_path);
  file.rules = text_.texts_member(root, "rules", wrong_rule_folder);
  text_.read_list(root, "environments", "environments", kMostEnvironments,
                  [&](const Cursor& at) { read_environment(at, file.environments); });
  text_.read_list(root, "deployments", "deployments", kMostEntries,
                  [&](const Cursor& at) { read_deployment(at, file.deployments); });
  text_.read_list(root, "portability", "overrides", kMostEntries,
                  [&](const Cursor& at) { read_portability(at, file.portability); });
  file.globs = std::move(globs_);
  read_severity(root, file.severity);
  text_.read_list(root, "ignore", "entries", kMostEntries, [&](const Cursor& at) { read_ignore(at, file.ignore); });
  return file;
}

std::string describe(const tree::Problem& problem) {
  if (problem.code == tree::ProblemCode::duplicate_key) return "key " + problem.found + " stands twice in this mapping";
  std::string message = "expected " + (problem.expected.empty() ? std::string("valid YAML") : problem.expected);
  if (!problem.found.empty()) message += ", found " + problem.found;
  return message;
}

// The first plain name `<<`. Merges could multiply a small file's members and would hide where a text stands.
std::optional<tree::NodeId> first_merge(const tree::Tree& tree) {
  if (!tree.has_merges()) return std::nullopt;
  for (tree::NodeId id = 0; id < tree.nodes().size(); ++id) {
    const tree::Node& node = tree.node(id);
    if (node.is_key && node.style == tree::Style::plain && tree.text(id) == "<<") return id;
  }
  return std::nullopt;
}

bool is_nothing(const tree::ReadResult& result) {
  return result.problems.size() == 1 && result.problems.front().code == tree::ProblemCode::empty_file;
}

}  // namespace

ConfigFile read_config_file(const ConfigSource& source, Mistakes& mistakes) {
  const tree::KeyTable keys;
  tree::Reader reader(keys);
  tree::ReadOptions options;
  options.mode = tree::Mode::strict;
  tree::ReadResult result;
  reader.read(tree::Format::yaml, source.bytes.view(), options, result);
  // A file of nothing but comments is the start of a configuration.
  if (is_nothing(result)) return {};
  for (const tree::Problem& problem : result.problems) mistakes.add({&source, problem.span.begin}, describe(problem));
  const tree::Tree& tree = result.tree;
  if (!result.problems.empty() || !result.complete || tree.documents().empty()) return {};
  if (tree.documents().size() > 1) {
    mistakes.add({&source, tree.node(tree.documents()[1]).token.begin}, "expected one YAML document, found another");
    return {};
  }
  if (const auto merge = first_merge(tree)) {
    mistakes.add({&source, tree.node(*merge).token.begin}, "expected no YAML merge: write the members out");
    return {};
  }
  const Cursor root(tree, tree.documents().front());
  if (root.kind() == tree::NodeKind::null) return {};
  return ConfigFileReader(source, mistakes).read(root);
}

}  // namespace paritylint::config
