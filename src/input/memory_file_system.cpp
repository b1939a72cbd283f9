#include <algorithm>

#include "base/system_error.h"
#include "base/text.h"
#include "input/file_system.h"

namespace paritylint::input {
namespace {

using base::ErrorCode;
using base::Result;

constexpr std::string_view kAbsent = "no such file or directory";

}  // namespace

Result<std::vector<Entry>> MemoryFileSystem::list(std::string_view directory) const {
  std::string prefix(directory);
  if (!prefix.empty()) prefix += '/';
  std::vector<Entry> entries;
  for (auto file = files_.lower_bound(prefix); file != files_.end() && file->first.starts_with(prefix);) {
    const std::size_t slash = file->first.find('/', prefix.size());
    const std::string name = file->first.substr(prefix.size(), slash - prefix.size());
    if (slash == std::string::npos) {
      entries.push_back({name, EntryKind::file});
      ++file;
    } else {
      entries.push_back({name, EntryKind::directory});
      file = files_.lower_bound(prefix + name + static_cast<char>('/' + 1));  // behind all files of this folder
    }
  }
  if (entries.empty() && !directory.empty()) return base::cannot(ErrorCode::not_found, "list", directory, kAbsent);
  // "a-b" stands before "a/x" in the map and behind "a" in a folder.
  std::ranges::sort(entries, {}, &Entry::name);
  return entries;
}

Result<EntryKind> MemoryFileSystem::kind(std::string_view path) const {
  if (path.empty()) return EntryKind::directory;
  if (files_.contains(path)) return EntryKind::file;
  const std::string prefix = std::string(path) + '/';
  const auto file = files_.lower_bound(prefix);
  if (file != files_.end() && file->first.starts_with(prefix)) return EntryKind::directory;
  return base::cannot(ErrorCode::not_found, "find", path, kAbsent);
}

Result<void> MemoryFileSystem::read(std::string_view path, std::size_t max_bytes, Bytes& bytes) const {
  bytes.resize(0);
  const auto file = files_.find(path);
  if (file == files_.end()) {
    if (const Result<EntryKind> folder = kind(path)) return base::cannot(ErrorCode::io, "read", path, "is a directory");
    return base::cannot(ErrorCode::not_found, "read", path, kAbsent);
  }
  if (file->second.size() > max_bytes) {
    std::string reason = "it is larger than ";
    base::append_number(reason, max_bytes);
    return base::cannot(ErrorCode::too_large, "read", path, reason.append(" bytes"));
  }
  bytes.assign(file->second);
  return {};
}

}  // namespace paritylint::input
