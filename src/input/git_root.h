// Roots that are read from git objects instead of the work tree: a revision, or what is staged.
//
// Submodules are not entered: what a revision records of them is an id in another repository.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "input/root.h"

namespace paritylint::input {

// What to read. Either `revision` or `staged`, not both.
struct GitSource {
  std::string git_dir;   // a repository; the paths are then inside its revision. Empty: the repository around each path
  std::string revision;  // as `git rev-parse` understands it
  bool staged = false;   // the content of the index
  std::string index_file;  // what GIT_INDEX_FILE names; used for the repository that it lies in
};

// The roots of the named paths, as open_each_root has them, with the files of `source`. A path need not exist on the
// disk. A failure is of one path, which is in no repository or not in the revision, or of source.git_dir.
OpenedRoots open_each_git_root(const GitSource& source, std::span<const std::string> paths);

// As open_each_git_root; an error is the first failure.
base::Result<std::vector<Root>> open_git_roots(const GitSource& source, std::span<const std::string> paths);

// The earlier state that --since compares with.
struct BaseRoot {
  Root root;                  // reports what `present` reports, as far as it existed
  bool is_merge_base = true;  // false: there is none, so it is the reference itself
};

// The merge base of `reference` and `head` (a revision, usually HEAD) in the repository of `present`.
base::Result<BaseRoot> open_base_root(const Root& present, const std::string& reference, const std::string& head);

}  // namespace paritylint::input
