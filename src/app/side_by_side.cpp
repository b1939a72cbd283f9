#include "app/side_by_side.h"

#include <algorithm>
#include <filesystem>

namespace paritylint::app {
namespace {

namespace fs = std::filesystem;

fs::path common_folder(const fs::path& a, const fs::path& b) {
  fs::path common;
  for (auto left = a.begin(), right = b.begin(); left != a.end() && right != b.end() && *left == *right;
       ++left, ++right)
    common /= *left;
  return common;
}

std::string relative_to(const fs::path& folder, const std::string& top, const std::string& path) {
  const std::string relative = (fs::path(top) / path).lexically_normal().lexically_relative(folder).generic_string();
  return relative == "." ? std::string() : relative.ends_with("/") ? relative.substr(0, relative.size() - 1) : relative;
}

}  // namespace

std::vector<std::string> side_by_side(const input::Root& root, const std::vector<std::string>& named) {
  std::vector<std::string> paths = root.reported_files;
  paths.insert(paths.end(), root.reported_folders.begin(), root.reported_folders.end());
  if (paths.size() < 2 || named.size() != paths.size()) return {};
  const auto place_of = [&](const std::string& path) {
    const auto found = std::ranges::find_if(named, [&](const std::string& one) {
      std::error_code unknown;
      const fs::path absolute = fs::weakly_canonical(one, unknown);
      return absolute == fs::path(root.top) / path;
    });
    return found - named.begin();
  };
  std::ranges::stable_sort(paths, {}, place_of);
  return paths;
}

void join_roots(std::vector<input::Root>& roots, std::vector<input::OpenFailure>& failures) {
  const bool are_folders = std::ranges::none_of(roots, &input::Root::is_repository);
  if (roots.size() < 2 || !are_folders) return;
  fs::path folder = roots.front().top;
  for (const input::Root& root : roots) folder = common_folder(folder, root.top);
  auto disk = input::DiskFileSystem::open(folder.string());
  if (!disk) {
    failures.push_back({folder.string(), disk.error()});
    return;
  }
  input::Root joined;
  joined.top = folder.string();
  joined.file_system = std::make_unique<input::DiskFileSystem>(*std::move(disk));
  for (const input::Root& root : roots) {
    for (const std::string& path : root.reported_files)
      joined.reported_files.push_back(relative_to(folder, root.top, path));
    for (const std::string& path : root.reported_folders)
      joined.reported_folders.push_back(relative_to(folder, root.top, path));
  }
  std::error_code unknown;
  const std::string prefix = folder.lexically_relative(fs::current_path(unknown)).generic_string();
  joined.display_prefix = prefix == "." ? std::string() : prefix.empty() ? folder.string() + "/" : prefix + "/";
  input::tidy_reported(joined);
  roots.clear();
  roots.push_back(std::move(joined));
}

}  // namespace paritylint::app
