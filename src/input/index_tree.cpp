#include <algorithm>
#include <cerrno>
#include <cstring>

#include "input/object_tree.h"
#include "input/posix.h"

namespace paritylint::input {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::size_t kMaxListedBytes = 512U << 20U;  // as for a revision

Error absent() { return {ErrorCode::not_found, error_text(ENOENT)}; }

EntryKind kind_of(TrackedKind kind) {
  switch (kind) {
    case TrackedKind::file:
      return EntryKind::file;
    case TrackedKind::link:
      return EntryKind::link;
    case TrackedKind::sparse_folder:
      return EntryKind::directory;
    case TrackedKind::repository:
      break;
  }
  return EntryKind::other;
}

ObjectId id_of(const IndexEntry& entry) {
  ObjectId id;
  std::memcpy(id.bytes.data(), entry.id.data(), id.bytes.size());
  return id;
}

bool is_inside(std::string_view path, std::string_view directory) {
  return path.size() > directory.size() && path.starts_with(directory) && path[directory.size()] == '/';
}

}  // namespace

IndexTree::IndexTree(GitPool& pool, GitIndex index)
    : index_(std::move(index)), files_(files_of(index_)), sparse_(pool, sparse_folders_of(files_)) {}

IndexTree::Files IndexTree::files_of(const GitIndex& index) {
  Files files;
  files.reserve(index.entries().size());
  for (const IndexEntry& entry : index.entries()) {
    if (entry.is_intent_to_add) continue;
    const bool is_in_conflict = entry.stage != 0;
    if (!files.empty() && files.back().path == entry.path) {
      files.back().node.is_in_conflict = files.back().node.is_in_conflict || is_in_conflict;
      continue;
    }
    files.push_back({entry.path, {kind_of(entry.kind), id_of(entry), is_in_conflict}});
  }
  return files;
}

std::vector<KnownTree> IndexTree::sparse_folders_of(const Files& files) {
  std::vector<KnownTree> folders;
  for (const File& file : files) {
    if (file.node.kind == EntryKind::directory) folders.push_back({file.path, file.node.id});
  }
  return folders;
}

// The first file below `directory`, or the first path behind all of them.
IndexTree::Files::const_iterator IndexTree::first_inside(std::string_view directory) const {
  if (directory.empty()) return files_.begin();
  return std::ranges::lower_bound(files_, std::string(directory) + '/', std::less<>(), &File::path);
}

Result<ObjectNode> IndexTree::find(std::string_view path) const {
  if (path.empty()) return ObjectNode{EntryKind::directory, {}};
  const auto file = std::ranges::lower_bound(files_, path, {}, &File::path);
  if (file != files_.end() && file->path == path) return file->node;
  const auto inside = first_inside(path);
  if (inside != files_.end() && is_inside(inside->path, path)) return ObjectNode{EntryKind::directory, {}};
  return sparse_.find(path);
}

// The names in `directory` as the entries of the index have them, and how many bytes their paths have.
std::size_t IndexTree::append_names(std::string_view directory, std::vector<Entry>& entries) const {
  std::string prefix(directory);
  if (!prefix.empty()) prefix += '/';
  std::size_t bytes = 0;
  for (auto file = first_inside(directory); file != files_.end() && file->path.starts_with(prefix);) {
    const std::size_t slash = file->path.find('/', prefix.size());
    const std::string name(file->path.substr(prefix.size(), slash - prefix.size()));
    bytes += prefix.size() + name.size();
    if (slash == std::string_view::npos) {
      entries.push_back({name, file->node.kind});
      ++file;
    } else {
      entries.push_back({name, EntryKind::directory});
      // Behind all files of this folder.
      const std::string behind = prefix + name + static_cast<char>('/' + 1);
      file = std::ranges::lower_bound(files_, behind, std::less<>(), &File::path);
    }
  }
  return bytes;
}

Result<std::vector<Entry>> IndexTree::list(std::string_view directory) const {
  if (sparse_.may_hold(directory)) return sparse_.list(directory);
  std::vector<Entry> entries;
  const std::size_t bytes = append_names(directory, entries);
  if ((listed_bytes_ += bytes) > kMaxListedBytes) {
    return Error{ErrorCode::cancelled, "the index has more paths than any repository"};
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
