#include <algorithm>
#include <cerrno>

#include "input/object_tree.h"
#include "input/posix.h"

namespace paritylint::input {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

Error absent() { return {ErrorCode::not_found, error_text(ENOENT)}; }

}  // namespace

IndexTree::IndexTree(std::vector<StagedEntry> entries) {
  std::ranges::sort(entries, {}, [](const StagedEntry& entry) { return std::tie(entry.path, entry.stage); });
  for (StagedEntry& entry : entries) {
    if (entry.intent_to_add || entry.path.empty() || !is_plain_path(entry.path)) continue;
    const bool is_in_conflict = entry.stage != 0;
    if (!files_.empty() && files_.back().path == entry.path) {
      files_.back().node.is_in_conflict = files_.back().node.is_in_conflict || is_in_conflict;
      continue;
    }
    files_.push_back({std::move(entry.path), {kind_of_git_mode(entry.mode), entry.id, is_in_conflict}});
  }
}

// The first file below `directory`, or the first path behind all of them.
std::vector<IndexTree::File>::const_iterator IndexTree::first_inside(std::string_view directory) const {
  if (directory.empty()) return files_.begin();
  return std::ranges::lower_bound(files_, std::string(directory) + '/', {}, &File::path);
}

Result<ObjectNode> IndexTree::find(std::string_view path) const {
  if (path.empty()) return ObjectNode{EntryKind::directory, {}};
  const auto file =
      std::ranges::lower_bound(files_, path, {}, [](const File& f) -> std::string_view { return f.path; });
  if (file != files_.end() && file->path == path) return file->node;
  const auto inside = first_inside(path);
  if (inside == files_.end() || !inside->path.starts_with(std::string(path) + '/')) return absent();
  return ObjectNode{EntryKind::directory, {}};
}

Result<std::vector<Entry>> IndexTree::list(std::string_view directory) const {
  std::string prefix(directory);
  if (!prefix.empty()) prefix += '/';
  std::vector<Entry> entries;
  for (auto file = first_inside(directory); file != files_.end() && file->path.starts_with(prefix);) {
    const std::size_t slash = file->path.find('/', prefix.size());
    const std::string name = file->path.substr(prefix.size(), slash - prefix.size());
    if (slash == std::string::npos) {
      entries.push_back({name, file->node.kind});
      ++file;
    } else {
      entries.push_back({name, EntryKind::directory});
      // Behind all files of this folder.
      file = std::ranges::lower_bound(files_, prefix + name + static_cast<char>('/' + 1), {}, &File::path);
    }
  }
  if (entries.empty() && !directory.empty()) return absent();
  // "a-b" stands before "a/x" in the index and behind "a" in a folder. In a conflict a file and a folder can share a
  // name.
  std::ranges::stable_sort(entries, {}, &Entry::name);
  const auto same_name = [](const Entry& left, const Entry& right) { return left.name == right.name; };
  entries.erase(std::unique(entries.begin(), entries.end(), same_name), entries.end());
  return entries;
}

}  // namespace paritylint::input
