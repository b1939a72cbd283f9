// FileFinder: which files of a root are to be looked at.
//
// In a git work tree these are the tracked files, as git's index has them, and those that are neither tracked nor
// ignored (.gitignore in every folder and info/exclude; never the user's own settings), found by a walk beside it. A
// tracked file counts even where a .gitignore names it. A file that is tracked and missing does not count, one in
// conflict counts once. When the index cannot be used, the walk alone answers and a note says why. Everywhere else all
// files count.
//
// `.paritylintignore`, written like a .gitignore, leaves out files of all three sorts. What the user named is never
// left out. Links are never followed to a folder, nor out of the root.
#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "input/discover.h"
#include "input/root.h"

namespace paritylint::input {

struct FindOptions {
  unsigned jobs = 0;  // threads, 0 = one per core
  std::stop_token stop;
  bool tracked_only = false;  // without the walk. Outside git it changes nothing
};

// Paths are root-relative.
struct FoundFiles {
  std::vector<std::string> files;                // sorted as bytes
  std::vector<std::string> nested_repositories;  // sorted: submodules and other folders that hold a `.git`
  std::vector<SkippedEntry> skipped;             // links and special files with a wanted name, tracked or not, by path
  std::vector<base::Error> errors;               // what could not be read on the way, sorted by message
};

class FileFinder {
 public:
  using Wanted = std::function<bool(std::string_view path)>;

  // `root` must outlive the finder. `wanted` chooses by path and is called from several threads. Nothing is read yet.
  FileFinder(const Root& root, FindOptions options, Wanted wanted);
  ~FileFinder();
  FileFinder(const FileFinder&) = delete;
  FileFinder& operator=(const FileFinder&) = delete;

  // The wanted files below `folder`.
  FoundFiles find(std::string_view folder);

  // True when find() would give the file or link `path`, which is there, from the top. Looks at no more than the rules
  // in the folders above it and, when they ignore it, at the index. Requires: it is wanted.
  bool counts(std::string_view path);

  // For those who ask: why the index of a git work tree could not be used. Empty before find().
  const std::vector<std::string>& notes() const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace paritylint::input
