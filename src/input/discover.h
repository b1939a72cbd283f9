// Finding files below a folder: a parallel walk that knows nothing about what it looks for.
#pragma once

#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "input/file_system.h"
#include "input/ignore_rules.h"

namespace paritylint::input {

struct WalkOptions {
  unsigned jobs = 0;  // threads, 0 = one per core
  std::stop_token stop;
  std::span<IgnoreRules* const> ignored_by = {};  // each leaves out what it ignores; at most kMaxIgnoreRules
};

constexpr std::size_t kMaxIgnoreRules = 2;

// Something with the name of a wanted file that is none.
struct SkippedEntry {
  std::string path;
  std::string_view reason;  // "it is no regular file"
  bool operator==(const SkippedEntry&) const = default;
};

// Why the entry at `path`, which is no folder, is not listed; empty for a file, and for a link to one below the top.
std::string_view reason_to_skip(const FileSystem& file_system, EntryKind kind, std::string_view path);

struct WalkResult {
  std::vector<std::string> files;                // paths relative to the file system's top, sorted as bytes
  std::vector<std::string> nested_repositories;  // folders below the start that hold a `.git` of their own: not entered
  std::vector<SkippedEntry> skipped;             // by path
  std::vector<base::Error> errors;  // folders that could not be listed, sorted by message; the rest was walked
};

// All files below `directory` (a path inside `file_system`) whose path `wanted` accepts. `.git` and `node_modules`
// are skipped, links to folders are not followed, links to files are listed when `wanted` accepts their name and
// they lead to a file below the top. Hidden folders are walked. `wanted` is called from several threads. The start
// itself is walked even if it is ignored.
WalkResult walk(const FileSystem& file_system, std::string_view directory, const WalkOptions& options,
                const std::function<bool(std::string_view path)>& wanted);

}  // namespace paritylint::input
