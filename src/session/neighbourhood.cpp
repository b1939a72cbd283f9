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

// Add `folder` with every sibling of one of its path's parts put in that part's place, where the part names an
// environment.
void add_with_siblings(const input::FileSystem& file_system, const manifest::Vocabulary& vocabulary,
                       const std::string& folder, std::set<std::string>& folders) {
  folders.insert(folder);
  for (std::size_t begin = 0; begin < folder.size();) {
    const std::size_t end = std::min(folder.find('/', begin), folder.size());
    const std::string_view part = std::string_view(folder).substr(begin, end - begin);
    if (!manifest::find_environment_words(part, vocabulary).empty()) {
      const std::string above = begin == 0 ? std::string() : folder.substr(0, begin - 1);
      const std::string_view rest = end < folder.size() ? std::string_view(folder).substr(end + 1) : std::string_view();
      const auto entries = file_system.list(above);
      if (entries) {
        for (const input::Entry& entry : *entries) {
          if (entry.kind == input::EntryKind::directory && entry.name != ".git" && entry.name != "node_modules") {
            folders.insert(join(join(above, entry.name), rest));
          }
        }
      }
    }
    begin = end + 1;
  }
}

}  // namespace

std::vector<std::string> neighbourhood(const input::FileSystem& file_system, std::span<const std::string> folders,
                                       const manifest::Vocabulary& vocabulary,
                                       const std::function<bool(std::string_view path)>& wanted) {
  std::set<std::string> near;
  for (const std::string& folder : folders) {
    add_with_siblings(file_system, vocabulary, folder, near);
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
