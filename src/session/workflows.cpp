#include "session/workflows.h"

#include <algorithm>

namespace paritylint::session {
namespace {

constexpr std::string_view kWorkflows = ".github/workflows";
constexpr std::string_view kActions = ".github/actions";
constexpr unsigned kDeepestAction = 3;  // folders below kActions

bool is_yaml(std::string_view path) { return path.ends_with(".yml") || path.ends_with(".yaml"); }

void add_files(const input::FileSystem& file_system, const std::string& folder, unsigned depth,
               std::vector<std::string>& paths) {
  const auto entries = file_system.list(folder);
  if (!entries) return;
  for (const input::Entry& entry : *entries) {
    std::string path = folder + '/' + entry.name;
    if (entry.kind == input::EntryKind::directory) {
      if (depth > 0) add_files(file_system, path, depth - 1, paths);
    } else if (is_workflow(path)) {
      paths.push_back(std::move(path));
    }
  }
}

}  // namespace

bool is_workflow(std::string_view path) {
  if (!is_yaml(path)) return false;
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::string_view folder = path.substr(0, path.size() - name.size());
  if (folder == std::string(kWorkflows) + '/') return true;
  return folder.starts_with(std::string(kActions) + '/') && (name == "action.yml" || name == "action.yaml");
}

std::vector<std::string> workflow_paths(const input::FileSystem& file_system) {
  std::vector<std::string> paths;
  add_files(file_system, std::string(kWorkflows), 0, paths);
  add_files(file_system, std::string(kActions), kDeepestAction, paths);
  std::ranges::sort(paths);
  return paths;
}

}  // namespace paritylint::session
