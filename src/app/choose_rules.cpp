#include <filesystem>

#include "app/commands.h"
#include "base/text.h"
#include "input/discover.h"

namespace paritylint::app {
namespace {

bool is_yaml(std::string_view path) { return path.ends_with(".yaml") || path.ends_with(".yml"); }

// The name that a folder has, also when it is given as "." or "rules/".
std::string last_name(const std::string& folder) {
  std::error_code unknown;
  return std::filesystem::canonical(folder, unknown).filename().string();
}

}  // namespace

base::Result<std::vector<check::RuleSource>> read_rule_folder(const std::string& folder) {
  TRY_ASSIGN(const input::DiskFileSystem disk, input::DiskFileSystem::open(folder));
  const input::WalkResult walked = input::walk(disk, "", {1, {}}, is_yaml);
  if (!walked.errors.empty()) return walked.errors.front();
  if (walked.files.empty())
    return base::Error{base::ErrorCode::not_found, "no rule files (*.yaml) in " + base::quoted(folder)};
  const std::string top_theme = last_name(folder);
  std::vector<check::RuleSource> sources;
  input::Bytes bytes;
  for (const std::string& file : walked.files) {
    TRY(disk.read(file, tree::ReadOptions().max_bytes, bytes));
    const std::filesystem::path above = std::filesystem::path(file).parent_path();
    const std::string theme = above.empty() ? top_theme : above.filename().string();
    sources.push_back({(std::filesystem::path(folder) / file).string(), theme, std::string(bytes.view())});
  }
  return sources;
}

base::Result<check::RuleSet> choose_rules(const Options& options) {
  std::vector<check::RuleSource> sources;
  for (const std::string& folder : options.rule_folders) {
    TRY_ASSIGN(std::vector<check::RuleSource> more, read_rule_folder(folder));
    std::ranges::move(more, std::back_inserter(sources));
  }
  const check::RulePack& built_in = check::embedded_rules();
  std::unique_ptr<check::CompiledRules> user_rules;
  if (!sources.empty()) {
    TRY_ASSIGN(check::CompiledRules compiled, check::compile_rules(sources, built_in));
    user_rules = std::make_unique<check::CompiledRules>(std::move(compiled));
  }
  return check::RuleSet::make(built_in, std::move(user_rules), options.select, options.ignore);
}

}  // namespace paritylint::app
