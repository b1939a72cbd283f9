#include "config/load_config.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "config/config_name.h"
#include "config/merge.h"

namespace paritylint::config {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxFiles = 16;
constexpr std::size_t kMaxChain = 8;  // files, each extending the next

// `path` as written in a file of `folder`, relative to the top; nothing when it leads out of the top.
std::optional<std::string> resolve(std::string_view folder, std::string_view path) {
  std::vector<std::string_view> parts = base::split(folder, '/');
  for (const std::string_view part : base::split(path, '/')) {
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.push_back(part);
    } else if (parts.empty()) {
      return std::nullopt;
    } else {
      parts.pop_back();
    }
  }
  std::string resolved;
  for (const std::string_view part : parts) resolved.append(resolved.empty() ? "" : "/").append(part);
  return resolved;
}

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

class ConfigLoader {
 public:
  explicit ConfigLoader(const input::FileSystem& file_system) : file_system_(file_system) {}

  // Requires: called once.
  base::Result<Config> load(std::string_view path);

 private:
  base::Result<void> read_file(std::string path);
  void read_extended(const MarkedText& named, const ConfigSource& by);
  void add_rule_folder(const MarkedText& named, const ConfigSource& by);
  std::string chain_to(std::string_view path) const;
  Config take_config();

  const input::FileSystem& file_system_;
  std::vector<std::unique_ptr<ConfigSource>> sources_;
  std::vector<std::string_view> chain_;  // paths of the files being read, each extended by the one before
  ConfigFile merged_;
  std::vector<RuleFolder> rule_folders_;
  Mistakes mistakes_;
  bool lacks_file_ = false;  // an extended file could not be read
};

std::string ConfigLoader::chain_to(std::string_view path) const {
  std::string text;
  for (const std::string_view file : chain_) text += base::printable(file) + " -> ";
  return text + base::printable(path);
}

// Recursion ends at kMaxChain.
base::Result<void> ConfigLoader::read_file(std::string path) {
  input::Bytes bytes;
  TRY(file_system_.read(path, kMaxBytes, bytes));
  sources_.push_back(std::make_unique<ConfigSource>(std::move(path), sources_.size(), std::move(bytes)));
  const ConfigSource& source = *sources_.back();
  ConfigFile file = read_config_file(source, mistakes_);
  chain_.emplace_back(source.path);
  for (const MarkedText& named : file.extends) read_extended(named, source);
  chain_.pop_back();
  for (const MarkedText& named : file.rules) add_rule_folder(named, source);
  merge_config_file(merged_, std::move(file));
  return {};
}

void ConfigLoader::add_rule_folder(const MarkedText& named, const ConfigSource& by) {
  std::optional<std::string> path = resolve(folder_of(by.path), named.text);
  if (!path) {
    mistakes_.add(named.mark, "expected a folder inside the root, " + base::quoted(named.text) + " leads out of it");
    return;
  }
  if (std::ranges::find(rule_folders_, *path, &RuleFolder::path) != rule_folders_.end()) return;
  const auto position = base::position_of(by.lines, by.bytes.view(), named.mark.offset);
  rule_folders_.push_back({*std::move(path), place_of(named.mark), position.column_code_points});
}

void ConfigLoader::read_extended(const MarkedText& named, const ConfigSource& by) {
  const auto fail = [&](std::string what) {
    lacks_file_ = true;
    mistakes_.add(named.mark, std::move(what));
  };
  std::optional<std::string> path = resolve(folder_of(by.path), named.text);
  if (!path) return fail("expected a path inside the root, " + base::quoted(named.text) + " leads out of it");
  if (std::ranges::find(chain_, *path) != chain_.end()) {
    return fail("extends leads in a circle: " + chain_to(*path));
  }
  const auto is_it = [&](const auto& source) { return source->path == *path; };
  if (std::ranges::any_of(sources_, is_it)) return;
  std::string limit;
  if (chain_.size() == kMaxChain) {
    base::append_number(limit, kMaxChain);
    return fail("expected at most " + limit + " files that extend each other: " + chain_to(*path));
  }
  if (sources_.size() == kMaxFiles) {
    base::append_number(limit, kMaxFiles);
    return fail("expected at most " + limit + " files in one configuration");
  }
  if (auto read = read_file(*std::move(path)); !read) fail(std::move(read).error().message);
}

Config ConfigLoader::take_config() {
  Config config;
  for (ListedEnvironment& environment : merged_.environments) {
    config.environments.push_back(std::move(environment.value));
  }
  for (ListedDeployment& deployment : merged_.deployments) config.deployments.push_back(std::move(deployment.value));
  config.portability = std::move(merged_.portability);
  config.globs = std::move(merged_.globs);
  config.ignore = std::move(merged_.ignore);
  config.severity = std::move(merged_.severity);
  config.rule_folders = std::move(rule_folders_);
  for (const auto& source : sources_) config.files.push_back(source->path);
  return config;
}

base::Result<Config> ConfigLoader::load(std::string_view path) {
  TRY(read_file(std::string(path)));
  // What a missing file would have declared is unknown.
  if (!lacks_file_) check_merged(merged_, mistakes_);
  if (!mistakes_.empty()) return mistakes_.take_error();
  return take_config();
}

// The error for a file at the top that was surely meant to be the configuration and is none of `read`.
std::optional<base::Error> misspelt_at_top(const input::FileSystem& file_system, const std::vector<std::string>& read) {
  const auto entries = file_system.list("");
  if (!entries) return std::nullopt;  // whoever walks the root says why
  std::vector<std::string> names;
  for (const input::Entry& entry : *entries) {
    if (entry.kind != input::EntryKind::directory) names.push_back(entry.name);
  }
  return misplaced_config_error(names, read);
}

}  // namespace

base::Result<std::optional<Config>> load_config(const input::FileSystem& file_system) {
  std::optional<Config> config;
  const auto kind = file_system.kind(kFileName);
  if (!kind && kind.error().code != base::ErrorCode::not_found) return kind.error();
  if (kind) {
    TRY_ASSIGN(config, ConfigLoader(file_system).load(kFileName));
  }
  if (auto misspelt = misspelt_at_top(file_system, config ? config->files : std::vector<std::string>()))
    return *std::move(misspelt);
  return config;
}

base::Result<Config> load_config_file(const input::FileSystem& file_system, std::string_view path) {
  return ConfigLoader(file_system).load(path);
}

}  // namespace paritylint::config
