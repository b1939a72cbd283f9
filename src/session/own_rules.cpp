#include "session/own_rules.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "input/discover.h"
#include "tree/read.h"

namespace paritylint::session {
namespace {

bool is_yaml(std::string_view path) { return path.ends_with(".yaml") || path.ends_with(".yml"); }

}  // namespace

base::Result<std::vector<check::RuleSource>> read_rule_folder(const input::FileSystem& file_system,
                                                              const std::string& folder, std::string_view top_theme,
                                                              std::string_view prefix) {
  const input::WalkResult walked = input::walk(file_system, folder, {1, {}}, is_yaml);
  if (!walked.errors.empty()) return walked.errors.front();
  if (walked.files.empty()) {
    const std::string name = std::string(prefix) + folder;
    return base::Error{
        base::ErrorCode::not_found,
        "no rule files (*.yaml) in " + base::quoted(name.ends_with('/') ? name.substr(0, name.size() - 1) : name)};
  }
  std::vector<check::RuleSource> sources;
  input::Bytes bytes;
  for (const std::string& file : walked.files) {
    TRY(file_system.read(file, tree::ReadOptions().max_bytes, bytes));
    const std::filesystem::path above = std::filesystem::path(file).parent_path();
    const std::string theme = above.empty() ? std::string(top_theme) : above.filename().string();
    sources.push_back({std::string(prefix) + file, theme, std::string(bytes.view())});
  }
  return sources;
}

base::Result<std::vector<check::RuleSource>> read_rule_folders(const input::FileSystem& file_system,
                                                               const std::vector<config::RuleFolder>& folders,
                                                               std::string_view top_theme, std::string_view prefix) {
  std::vector<check::RuleSource> sources;
  for (const config::RuleFolder& folder : folders) {
    auto more = read_rule_folder(file_system, folder.path, top_theme, prefix);
    if (!more) {
      std::string message = std::string(prefix) + folder.place.path + ":";
      base::append_number(message, folder.place.line);
      message += ':';
      base::append_number(message, folder.column_code_points);
      return base::Error{base::ErrorCode::invalid_config, message + ": " + more.error().message};
    }
    // A folder may stand inside another one.
    for (check::RuleSource& source : *more) {
      if (std::ranges::find(sources, source.path, &check::RuleSource::path) == sources.end())
        sources.push_back(std::move(source));
    }
  }
  return sources;
}

}  // namespace paritylint::session
