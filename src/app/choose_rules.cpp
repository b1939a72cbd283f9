#include <filesystem>
#include <iterator>
#include <utility>

#include "app/commands.h"
#include "base/text.h"
#include "config/load_config.h"
#include "input/root.h"
#include "session/own_rules.h"

namespace paritylint::app {
namespace {

// The name that a folder has, also when it is given as "." or "rules/".
std::string last_name(const std::string& folder) {
  std::error_code unknown;
  return std::filesystem::canonical(folder, unknown).filename().string();
}

// `error`, whose mistakes name files as seen from `folder`, as seen from here.
base::Error from_here(base::Error error, const std::string& folder) {
  if (error.code != base::ErrorCode::invalid_config) return error;
  std::string message;
  for (const std::string_view line : base::split(error.message, '\n')) {
    message.append(message.empty() ? "" : "\n").append(folder).append("/").append(line);
  }
  error.message = std::move(message);
  return error;
}

// The configuration of --config; to `sources` go the rule files that it names.
base::Result<config::Config> read_named_config(const std::string& file, std::vector<check::RuleSource>& sources) {
  const std::filesystem::path path(file);
  const std::string folder = path.has_parent_path() ? path.parent_path().string() : std::string(".");
  TRY_ASSIGN(const input::DiskFileSystem disk, input::DiskFileSystem::open(folder));
  auto config = config::load_config_file(disk, path.filename().string());
  if (!config) return path.has_parent_path() ? from_here(config.error(), folder) : config.error();
  const std::string prefix = path.has_parent_path() ? folder + "/" : std::string();
  TRY_ASSIGN(sources, session::read_rule_folders(disk, config->rule_folders, last_name(folder), prefix));
  return *std::move(config);
}

// The rule files that the configuration of this folder's root names.
base::Result<std::vector<check::RuleSource>> rule_files_here() {
  const std::string here[] = {"."};
  const input::OpenedRoots opened = input::open_each_root(here);
  if (opened.roots.empty()) return std::vector<check::RuleSource>();
  const input::Root& root = opened.roots.front();
  TRY_ASSIGN(const std::optional<config::Config> config, config::load_config(*root.file_system));
  if (!config) return std::vector<check::RuleSource>();
  return session::read_rule_folders(*root.file_system, config->rule_folders, "rules", "");
}

}  // namespace

base::Result<std::vector<check::RuleSource>> read_rule_folder(const std::string& folder) {
  TRY_ASSIGN(const input::DiskFileSystem disk, input::DiskFileSystem::open(folder));
  const std::string prefix = folder.ends_with('/') ? folder : folder + "/";
  return session::read_rule_folder(disk, "", last_name(folder), prefix);
}

base::Result<ChosenRules> choose_rules(const Options& options) {
  check::RuleChoice choice{{}, options.select, options.ignore};
  for (const std::string& folder : options.rule_folders) {
    TRY_ASSIGN(std::vector<check::RuleSource> more, read_rule_folder(folder));
    choice.sources.insert(choice.sources.end(), std::make_move_iterator(more.begin()),
                          std::make_move_iterator(more.end()));
  }
  std::vector<check::RuleSource> configured;
  std::optional<config::Config> config;
  if (!options.config_file.empty()) {
    TRY_ASSIGN(config, read_named_config(options.config_file, configured));
  } else if (options.no_config) {
    config.emplace();
  } else if (options.command == Command::rules) {
    TRY_ASSIGN(configured, rule_files_here());
  } else {
    choice.unknown = check::UnknownNames::may_be_elsewhere;
  }
  TRY_ASSIGN(check::RuleSet rules, check::make_rules(check::embedded_rules(), choice, std::move(configured)));
  if (config) {
    const std::filesystem::path folder = std::filesystem::path(options.config_file).parent_path();
    if (const auto checked = check::check_rule_names(*config, rules); !checked)
      return folder.empty() ? checked.error() : from_here(checked.error(), folder.string());
  }
  return ChosenRules{std::move(choice), std::move(rules), std::move(config)};
}

}  // namespace paritylint::app
