#include "input/root.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "base/system_error.h"
#include "base/text.h"
#include "input/posix.h"
#include "input/tops.h"

namespace paritylint::input {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

// Where the run was started, absolute and without links; empty when that folder is gone.
std::string working_directory() {
  char path[PATH_MAX];
  return getcwd(path, sizeof path) == nullptr ? std::string() : std::string(path);
}

// The folder that holds `path`, which is absolute; "/" for "/".
std::string parent_of(const std::string& path) { return path.substr(0, std::max<std::size_t>(1, path.rfind('/'))); }

bool is_inside(std::string_view path, std::string_view folder) {
  if (folder == "/") return path.size() > 1;
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

// `path` seen from `top`, which is the same folder or one above; "" for the top itself.
std::string below(const std::string& path, const std::string& top) {
  if (path == top) return {};
  return path.substr(top == "/" ? 1 : top.size() + 1);
}

std::optional<std::string> real_path(const std::string& path) {
  char resolved[PATH_MAX];
  if (path.find('\0') != std::string::npos || realpath(path.c_str(), resolved) == nullptr) return std::nullopt;
  return resolved;
}

std::string with_slash(std::string path) {
  if (!path.empty() && !path.ends_with('/')) path += '/';
  return path;
}

// A named path after its links were followed.
struct Named {
  std::string given;
  std::string path;
  bool is_folder = false;
};

Result<Named> find_named(const std::string& given) {
  errno = ENOENT;
  std::optional<std::string> path = real_path(given);
  if (!path) {
    if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP) {
      return Error{ErrorCode::not_found, "cannot find " + base::quoted(given, given.size() * 8)};
    }
    return base::cannot(ErrorCode::io, "open", given, error_text(errno));
  }
  struct stat status {};
  if (stat(path->c_str(), &status) != 0) {
    return base::cannot(ErrorCode::io, "open", given, error_text(errno));
  }
  const EntryKind kind = kind_of_mode(status.st_mode);
  if (kind == EntryKind::other) {
    return base::cannot(ErrorCode::io, "read", given, "not a regular file");
  }
  return Named{given, *std::move(path), kind == EntryKind::directory};
}

// A file that need not exist, but its folder.
std::optional<Named> find_new(const std::string& given) {
  if (const Result<Named> existing = find_named(given); existing && !existing->is_folder) return *existing;
  const std::size_t name_begin = given.rfind('/') + 1;
  const std::string name = given.substr(name_begin);
  const std::optional<std::string> folder = real_path(name_begin == 0 ? "." : given.substr(0, name_begin));
  if (!folder || !is_plain_path(name) || name.empty()) return std::nullopt;
  return Named{given, with_slash(*folder) + name, false};
}

// Drop "." parts, doubled and trailing slashes of a path as the user wrote it; ".." parts stay, because before them
// may stand a link.
std::string tidy(std::string_view path) {
  std::string tidied;
  for (const std::string_view part : base::split(path, '/')) {
    if (part.empty() || part == ".") continue;
    if (!tidied.empty()) tidied += '/';
    tidied.append(part);
  }
  return path.starts_with('/') ? '/' + tidied : tidied;
}

// True for paths such as "a/../b": better shown without the detour.
bool has_detour(std::string_view path) {
  while (path.starts_with("../")) path.remove_prefix(3);
  const std::vector<std::string_view> parts = base::split(path, '/');
  return parts.size() > 1 && std::ranges::find(parts, "..") != parts.end();
}

// What stands before `inside` in the user's own spelling of a file or folder, when that is a name of `top`.
std::optional<std::string> spelled_prefix(const std::string& given, const std::string& inside, const std::string& top) {
  std::string spelled = tidy(given);
  if (has_detour(spelled)) return std::nullopt;
  if (!inside.empty()) {
    if (!spelled.ends_with(inside)) return std::nullopt;
    spelled.resize(spelled.size() - inside.size());
    if (!spelled.empty() && !spelled.ends_with('/')) return std::nullopt;
  }
  if (real_path(spelled.empty() ? "." : spelled) != top) return std::nullopt;
  return with_slash(std::move(spelled));
}

// How the user names the files of the root at `top`: as in `named` where possible, else from the working directory.
void name_files(Root& root, const Named& named, const std::string& here) {
  const bool is_absolute = named.given.starts_with('/');
  const bool is_here = named.path == here || is_inside(named.path, here);
  if (here.empty() || (is_absolute && !is_here)) {
    root.display_prefix =
        spelled_prefix(named.given, below(named.path, root.top), root.top).value_or(with_slash(root.top));
    return;
  }
  if (is_inside(here, root.top)) root.working_directory = below(here, root.top);
  std::optional<std::string> spelled;
  if (!is_absolute) spelled = spelled_prefix(named.given, below(named.path, root.top), root.top);
  root.display_prefix =
      spelled ? *std::move(spelled)
              : with_slash(relative_path(std::string_view(here).substr(1), std::string_view(root.top).substr(1)));
}

// The named paths grouped under their tops.
using Groups = std::map<std::string, std::vector<Named>>;

// The group of the nearest folder above `path`.
Groups::iterator group_around(Groups& groups, const std::string& path) {
  for (std::string folder = path; folder != "/";) {
    folder = parent_of(folder);
    const auto group = groups.find(folder);
    if (group != groups.end()) return group;
  }
  return groups.end();
}

// The top for a file that no named folder and no other top holds.
std::string home_of(const std::string& file, const std::string& here) {
  return !here.empty() && is_inside(file, here) ? here : parent_of(file);
}

// Move the paths of every folder that is no repository to the root around it, if there is one.
void merge_nested(Groups& groups, Tops& tops) {
  // Outer folders stand before inner ones, so each is moved at most once.
  for (auto group = groups.begin(); group != groups.end();) {
    const auto& top = tops.around(group->first);
    const bool is_own_root = top && top->is_repository && top->path == group->first;
    const auto around = is_own_root ? groups.end() : group_around(groups, group->first);
    if (around == groups.end()) {
      ++group;
      continue;
    }
    std::ranges::move(group->second, std::back_inserter(around->second));
    group = groups.erase(group);
  }
}

Groups group(std::vector<Named> paths, const std::string& here, Tops& tops) {
  Groups groups;
  std::vector<Named> loose_files;  // below no top
  for (Named& named : paths) {
    const std::string folder = named.is_folder ? named.path : parent_of(named.path);
    if (const std::optional<Top>& top = tops.around(folder)) {
      groups[top->path].push_back(std::move(named));
    } else if (named.is_folder) {
      groups[folder].push_back(std::move(named));
    } else {
      loose_files.push_back(std::move(named));
    }
  }
  for (Named& file : loose_files) {
    auto around = group_around(groups, file.path);
    if (around == groups.end()) around = groups.try_emplace(home_of(file.path, here)).first;
    around->second.push_back(std::move(file));
  }
  merge_nested(groups, tops);
  return groups;
}

Result<Root> make_root(const std::string& top, std::span<const Named> named, bool is_repository,
                       const std::string& here) {
  Root root;
  root.top = top;
  root.is_repository = is_repository;
  name_files(root, named.front(), here);
  for (const Named& one : named) {
    (one.is_folder ? root.reported_folders : root.reported_files).push_back(below(one.path, top));
  }
  tidy_reported(root);
  TRY_ASSIGN(DiskFileSystem disk,
             DiskFileSystem::open(top, {root.display_prefix, root.working_directory}, best_lookup()));
  root.file_system = std::make_unique<DiskFileSystem>(std::move(disk));
  return root;
}

}  // namespace

bool Root::is_reported(std::string_view path) const {
  if (std::ranges::binary_search(reported_files, path)) return true;
  if (reported_folders.empty()) return false;
  if (reported_folders.front().empty()) return true;
  for (std::size_t end = path.find('/');; end = path.find('/', end + 1)) {
    if (std::ranges::binary_search(reported_folders, path.substr(0, end))) return true;
    if (end == std::string_view::npos) return false;
  }
}

// Sort, and drop what is given twice or stands inside a named folder.
void tidy_reported(Root& root) {
  const auto make_sorted_set = [](std::vector<std::string>& paths) {
    std::ranges::sort(paths);
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  };
  make_sorted_set(root.reported_folders);
  make_sorted_set(root.reported_files);
  std::vector<std::string> files = std::move(root.reported_files);
  std::vector<std::string> folders = std::move(root.reported_folders);
  root.reported_files.clear();
  root.reported_folders.clear();
  // A folder stands before all that is inside it, so what covers it is there already.
  for (std::string& folder : folders) {
    if (!root.is_reported(folder)) root.reported_folders.push_back(std::move(folder));
  }
  for (std::string& file : files) {
    if (!root.is_reported(file)) root.reported_files.push_back(std::move(file));
  }
}

std::string display_path(const Root& root, std::string_view path) {
  return DisplayNames{root.display_prefix, root.working_directory}.of(path);
}

OpenedRoots open_each_root(std::span<const std::string> paths, const std::string& new_file) {
  OpenedRoots opened;
  std::vector<Named> all;
  for (const std::string& path : paths) {
    Result<Named> named = find_named(path);
    if (named) {
      all.push_back(*std::move(named));
    } else {
      opened.failures.push_back({path, std::move(named).error()});
    }
  }
  std::optional<Named> added = new_file.empty() ? std::nullopt : find_new(new_file);
  if (added) all.push_back(*added);

  const std::string here = working_directory();
  Tops tops;
  for (const auto& [top, named] : group(std::move(all), here, tops)) {
    const std::optional<Top>& found = tops.around(top);
    const bool is_repository = found && found->is_repository && found->path == top;
    Result<Root> root = make_root(top, named, is_repository, here);
    if (!root) {
      opened.failures.push_back({named.front().given, std::move(root).error()});
      continue;
    }
    // Of several roots around the file, the innermost one is its own, and stands behind the others.
    if (added && is_inside(added->path, top)) opened.new_file = NewFile{top, below(added->path, top)};
    opened.roots.push_back(*std::move(root));
  }
  return opened;
}

Result<std::vector<Root>> open_roots(std::span<const std::string> paths) {
  OpenedRoots opened = open_each_root(paths);
  if (!opened.failures.empty()) return std::move(opened.failures.front().error);
  return std::move(opened.roots);
}

}  // namespace paritylint::input
