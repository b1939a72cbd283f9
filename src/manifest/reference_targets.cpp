#include "manifest/reference_targets.h"

#include <algorithm>

#include "base/text.h"
#include "manifest/environment_globs.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kMostFolders = 8;     // of one pipeline's text
constexpr std::size_t kMostTried = 200;     // files that one pattern is tried on
constexpr std::size_t kMostNamesakes = 32;  // files of one name, beyond which a path without its folder says nothing

std::string joined(std::string_view folder, std::string_view path) {
  std::string result(folder);
  if (!result.empty()) result += '/';
  return result += path;
}

}  // namespace

ReferenceTargets::ReferenceTargets(std::span<const ManifestFacts> facts, std::span<const ManifestName> names)
    : facts_(facts), names_(names) {
  for (std::size_t i = 0; i < facts.size(); ++i) {
    by_path_[facts[i].path] = i;
    by_folder_[folder_of(facts[i].path)].push_back(i);
    by_name_[file_name_of(facts[i].path)].push_back(i);
    by_bare_folder_[names[i].folder].push_back(i);
  }
}

void ReferenceTargets::find_exactly(const std::string& path, std::vector<std::size_t>& found) const {
  const auto at = by_path_.find(path);
  if (at != by_path_.end()) found.push_back(at->second);
}

// With {env} in it: what names an environment there, whichever. Folders are looked up without those of environments.
void ReferenceTargets::find_environments(const std::string& written, std::vector<std::size_t>& found) const {
  std::string bare;
  for (const std::string_view part : base::split(folder_of(written), '/')) {
    if (part == kEnvironmentMark) continue;
    if (!bare.empty()) bare += '/';
    bare += part;
  }
  const std::string pattern = with_environment(written, "*");
  const auto candidates = by_bare_folder_.find(bare);
  if (candidates == by_bare_folder_.end()) return;
  const std::span<const std::size_t> all = candidates->second;
  for (const std::size_t i : all.first(std::min(all.size(), kMostTried))) {
    if (!names_[i].environment.empty() && base::glob_matches(pattern, facts_[i].path)) found.push_back(i);
  }
}

void ReferenceTargets::find_fitting(const std::string& pattern, std::vector<std::size_t>& found) const {
  if (pattern.find(kEnvironmentMark) != std::string::npos) return find_environments(pattern, found);
  const std::string_view folder = folder_of(pattern);
  const std::string_view name = file_name_of(pattern);
  const bool knows_folder = folder.find('*') == std::string_view::npos;
  const bool knows_name = name.find('*') == std::string_view::npos;
  if (!knows_folder && !knows_name) return;
  const auto& index = knows_folder ? by_folder_ : by_name_;
  const auto candidates = index.find(knows_folder ? folder : name);
  if (candidates == index.end() || (!knows_folder && candidates->second.size() > kMostNamesakes)) return;
  std::vector<std::size_t> fitting;
  const std::span<const std::size_t> all = candidates->second;
  for (const std::size_t i : all.first(std::min(all.size(), kMostTried))) {
    if (base::glob_matches(pattern, facts_[i].path)) fitting.push_back(i);
  }
  // Where a whole folder is unknown it may be none at all: "$DIR/taskdef.json" with DIR=".".
  if (!knows_folder && fitting.empty() && folder == "*") find_exactly(std::string(name), fitting);
  if (knows_folder || fitting.size() == 1) found.insert(found.end(), fitting.begin(), fitting.end());
}

std::vector<std::size_t> ReferenceTargets::find(const PathReference& reference, std::string_view folder,
                                                std::span<const std::string> folders) const {
  std::vector<std::size_t> found;
  const bool is_pattern = reference.path.find_first_of("*?{") != std::string::npos;
  const auto look_from = [&](std::string_view start) {
    const std::string path = joined(start, reference.path);
    if (is_pattern) {
      find_fitting(path, found);
    } else {
      find_exactly(path, found);
    }
    return !found.empty();
  };
  if (look_from("") || (!folder.empty() && look_from(folder))) return found;
  for (const std::string& working : folders.first(std::min(folders.size(), kMostFolders))) {
    if (look_from(working) || (!folder.empty() && look_from(joined(folder, working)))) break;
  }
  return found;
}

}  // namespace paritylint::manifest
