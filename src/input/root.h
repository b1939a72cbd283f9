// Root: one repository or one given folder. Every source belongs to exactly one root, and sets never span two.
//
// The command line's paths are turned into roots here: a path inside a git work tree belongs to the work tree's top;
// outside of git a path below a configuration belongs to the folder that holds it; any other folder is a root of its
// own; any other file belongs to the named folder around it, else to the working directory when it is below that, else
// to its own folder.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "input/file_system.h"

namespace paritylint::input {

struct Root {
  std::string top;             // absolute, resolved; empty for memory
  std::string display_prefix;  // put before a root-relative path to name a file as the user did: "../shared/x/" or ""
  // The working directory, root-relative, when it is a folder below top and the user did not name the root by an
  // absolute path; else "". See display_path.
  std::string working_directory;
  bool is_repository = false;  // top holds a .git
  // How to get the objects that a partial clone left out: a command that their ids are appended to. Empty unless the
  // root is a revision or an index of a partial clone.
  std::string fetch_command;
  std::unique_ptr<FileSystem> file_system;
  // Root-relative folders and files that the user named; "" is the whole root. Findings are reported in these only;
  // everything else in the root is context. Both are sorted and unique, and nothing stands inside a named folder.
  std::vector<std::string> reported_folders;
  std::vector<std::string> reported_files;

  // True when findings in `path` (root-relative) are to be reported.
  bool is_reported(std::string_view path) const;
};

// The name of the root-relative `path` for the user, who can open it under this name from the working directory:
// "../other/taskdef.json" and "taskdef.json" when the working directory is a folder inside the root, else
// display_prefix + path. The root itself is named without '/' at its end, "." when it is the working directory.
std::string display_path(const Root& root, std::string_view path);

// Bring root.reported_folders and root.reported_files into the form that Root promises.
void tidy_reported(Root& root);

// The roots of the named paths (relative to the working directory or absolute), sorted by top, none inside another
// unless it is a repository of its own. An error names the first path that does not exist.
base::Result<std::vector<Root>> open_roots(std::span<const std::string> paths);

// A named path that does not exist or cannot be opened.
struct OpenFailure {
  std::string path;
  base::Error error;
};

// A file that need not exist yet: standard input under a name.
struct NewFile {
  std::string top;   // of its root
  std::string path;  // root-relative
};

struct OpenedRoots {
  std::vector<Root> roots;
  std::vector<OpenFailure> failures;  // in the order of the paths
  std::optional<NewFile> new_file;
};

// As open_roots, but a path that cannot be opened takes nothing from the others. `new_file`, unless it is empty, is one
// path more; nothing comes of it when the folder that it names does not exist.
OpenedRoots open_each_root(std::span<const std::string> paths, const std::string& new_file = {});

}  // namespace paritylint::input
