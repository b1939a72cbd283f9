#include "session/neighbourhood.h"

#include <set>

namespace paritylint::session {
namespace {

std::string join(std::string_view folder, std::string_view name) {
  std::string path(folder);
  if (!path.empty() && !name.empty()) path += '/';
  path += name;
  return path;
}

// How many folders beside one are looked into: an environment has few siblings.
constexpr std::size_t kMostSiblings = 256;

bool is_entered(const input::Entry& entry) {
  return entry.kind == input::EntryKind::directory && entry.name != ".git" && entry.name != "node_modules";
}

// Add `folder` with every sibling of one of its path's parts put in that part's place.
void add_with_siblings(const input::FileSystem& file_system, const std::string& folder,
                       std::set<std::string>& folders) {
  folders.insert(folder);
  for (std::size_t begin = 0; begin < folder.size();) {
    const std::size_t end = std::min(folder.find('/', begin), folder.size());
    const std::string above = begin == 0 ? std::string() : folder.substr(0, begin - 1);
    const std::string_view rest = end < folder.size() ? std::string_view(folder).substr(end + 1) : std::string_view();
    if (const auto entries = file_system.list(above)) {
      std::size_t count = 0;
      for (const input::Entry& entry : *entries) {
        if (is_entered(entry) && ++count <= kMostSiblings) folders.insert(join(join(above, entry.name), rest));
      }
    }
    begin = end + 1;
  }
}

// Add the folders inside `folder` that are named for an environment: the bare file's variants may stand there.
void add_environments_inside(const input::FileSystem& file_system, const manifest::Vocabulary& vocabulary,
                             const std::string& folder, std::set<std::string>& folders) {
  const auto entries = file_system.list(folder);
  if (!entries) return;
  for (const input::Entry& entry : *entries) {
    if (is_entered(entry) && !manifest::find_environment_words(entry.name, vocabulary).empty()) {
      folders.insert(join(folder, entry.name));
    }
  }
}

}  // namespace

std::vector<std::string> neighbourhood(const input::FileSystem& file_system, std::span<const std::string> folders,
                                       const manifest::Vocabulary& vocabulary,
                                       const std::function<bool(std::string_view path)>& wanted) {
  std::set<std::string> near;
  for (const std::string& folder : folders) {
    add_with_siblings(file_system, folder, near);
    add_environments_inside(file_system, vocabulary, folder, near);
    for (std::size_t end = folder.rfind('/'); end != std::string::npos;
         end = end == 0 ? end : folder.rfind('/', end - 1)) {
      near.insert(folder.substr(0, end));
      if (end == 0) break;
    }
    near.insert(std::string());
  }
  std::set<std::string> files;
  for (const std::string& folder : near) {
    const auto entries = file_system.list(folder);
    if (!entries) continue;
    for (const input::Entry& entry : *entries) {
      if (entry.kind != input::EntryKind::file && entry.kind != input::EntryKind::link) continue;
      std::string path = join(folder, entry.name);
      if (wanted(path)) files.insert(std::move(path));
    }
  }
  return {files.begin(), files.end()};
}

}  // namespace paritylint::session
