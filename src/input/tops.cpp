#include "input/tops.h"

#include <sys/stat.h>

#include <algorithm>
#include <utility>

namespace paritylint::input {
namespace {

bool holds(const std::string& folder, std::string_view name) {
  struct stat status {};
  std::string path = folder == "/" ? folder : folder + "/";
  return lstat(path.append(name).c_str(), &status) == 0;
}

// The folder above `path`, which is absolute; "/" for "/".
std::string parent_of(const std::string& path) { return path.substr(0, std::max<std::size_t>(1, path.rfind('/'))); }

bool holds_folder(const std::string& folder, std::string_view name) {
  struct stat status {};
  return stat((folder + "/").append(name).c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

}  // namespace

bool is_git_folder(const std::string& folder) {
  return holds(folder, "HEAD") && holds_folder(folder, "objects") && holds_folder(folder, "refs") &&
         !holds(folder, ".git");
}

const std::optional<Top>& Tops::around(const std::string& folder) {
  const auto known = tops_.find(folder);
  if (known != tops_.end()) return known->second;
  std::optional<Top> repository;
  std::optional<Top> configured;
  struct stat status {};
  const bool exists = lstat(folder.c_str(), &status) == 0;
  for (std::string at = folder; exists;) {
    if (holds(at, ".git")) {
      repository = Top{at, true};
      break;
    }
    if (!configured && holds(at, kConfigurationName)) configured = Top{at, false};
    std::string parent = parent_of(at);
    struct stat above {};
    if (parent == at || lstat(parent.c_str(), &above) != 0 || above.st_dev != status.st_dev) break;
    at = std::move(parent);
  }
  return tops_.emplace(folder, repository ? std::move(repository) : std::move(configured)).first->second;
}

}  // namespace paritylint::input
