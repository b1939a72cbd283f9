#include <algorithm>
#include <cerrno>

#include "input/object_tree.h"
#include "input/posix.h"

namespace paritylint::input {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::size_t kMaxPathBytes = 4096;           // as the system's own limit
constexpr std::size_t kMaxFolderBytes = 64U << 20U;   // paths of folders that are remembered
constexpr std::size_t kMaxListedBytes = 512U << 20U;  // three million files have about half of that

Error absent() { return {ErrorCode::not_found, error_text(ENOENT)}; }

const TreeEntry* find_entry(const std::vector<TreeEntry>& entries, std::string_view name) {
  const auto found = std::ranges::lower_bound(entries, name, {}, &TreeEntry::name);
  return found != entries.end() && found->name == name ? &*found : nullptr;
}

}  // namespace

const KnownTree* RevisionTree::top_around(std::string_view path) const {
  for (;;) {
    const auto top = std::ranges::lower_bound(tops_, path, {}, &KnownTree::path);
    if (top != tops_.end() && top->path == path) return &*top;
    if (path.empty()) return nullptr;
    const std::size_t slash = path.rfind('/');
    path = path.substr(0, slash == std::string_view::npos ? 0 : slash);
  }
}

// The nearest folder at or above `path` whose id is known; its path is the beginning of `path`.
std::optional<KnownTree> RevisionTree::known_folder(std::string_view path) const {
  const KnownTree* top = top_around(path);
  if (top == nullptr) return std::nullopt;
  const std::lock_guard lock(mutex_);
  for (std::size_t size = path.size(); size > top->path.size();) {
    const std::string_view folder = path.substr(0, size);
    const auto known = folders_.find(folder);
    if (known != folders_.end()) return KnownTree{folder, known->second};
    const std::size_t slash = folder.rfind('/');
    size = slash == std::string_view::npos ? 0 : slash;
  }
  return KnownTree{path.substr(0, top->path.size()), top->id};
}

void RevisionTree::remember_folder(std::string_view path, const ObjectId& id) const {
  const std::lock_guard lock(mutex_);
  if (folder_bytes_ > kMaxFolderBytes) {
    // A walk asks for the folders that it saw last, and finds the others again from the top.
    folders_.clear();
    folder_bytes_ = 0;
  }
  if (folders_.emplace(path, id).second) folder_bytes_ += path.size();
}

Result<ObjectId> RevisionTree::find_folder(GitReader& reader, std::string_view path) const {
  const std::optional<KnownTree> known = known_folder(path);
  if (!known) return absent();
  std::size_t done = known->path.size();
  ObjectId id = known->id;
  while (done < path.size()) {
    const std::size_t begin = done == 0 ? 0 : done + 1;
    const std::size_t end = std::min(path.find('/', begin), path.size());
    TRY_ASSIGN(const std::vector<TreeEntry>* entries, reader.tree(id));
    const TreeEntry* entry = find_entry(*entries, path.substr(begin, end - begin));
    if (entry == nullptr || entry->kind != EntryKind::directory) return absent();
    id = entry->id;
    done = end;
    remember_folder(path.substr(0, done), id);
  }
  return id;
}

Result<ObjectNode> RevisionTree::find(std::string_view path) const {
  if (!is_plain_path(path) || path.size() > kMaxPathBytes) return absent();
  if (path.empty()) {
    const KnownTree* top = top_around(path);
    return top == nullptr ? Result<ObjectNode>(absent()) : ObjectNode{EntryKind::directory, top->id};
  }
  TRY_ASSIGN(const GitPool::Lease reader, pool_.take());
  const std::size_t slash = path.rfind('/');
  const std::string_view folder = slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
  const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  TRY_ASSIGN(const ObjectId id, find_folder(*reader, folder));
  TRY_ASSIGN(const std::vector<TreeEntry>* entries, reader->tree(id));
  const TreeEntry* entry = find_entry(*entries, name);
  if (entry == nullptr) return absent();
  return ObjectNode{entry->kind, entry->id};
}

Result<std::vector<Entry>> RevisionTree::list(std::string_view directory) const {
  if (!is_plain_path(directory) || directory.size() > kMaxPathBytes) return absent();
  TRY_ASSIGN(const GitPool::Lease reader, pool_.take());
  TRY_ASSIGN(const ObjectId id, find_folder(*reader, directory));
  TRY_ASSIGN(const std::vector<TreeEntry>* entries, reader->tree(id));
  std::vector<Entry> listed;
  std::size_t bytes = 0;
  std::string path(directory);
  if (!path.empty()) path += '/';
  const std::size_t name_begin = path.size();
  for (const TreeEntry& entry : *entries) {
    bytes += name_begin + entry.name.size();
    if (!listed.empty() && listed.back().name == entry.name) continue;  // damaged: the first one counts
    if (entry.kind == EntryKind::directory) {
      path.resize(name_begin);
      path += entry.name;
      remember_folder(path, entry.id);
    }
    listed.push_back({entry.name, entry.kind});
  }
  const std::lock_guard lock(mutex_);
  listed_bytes_ += bytes;
  if (listed_bytes_ > kMaxListedBytes) {
    return Error{ErrorCode::cancelled, "the revision has more paths than any repository"};
  }
  return listed;
}

}  // namespace paritylint::input
