// What of a repository's folder libgit2 may be let near.
//
// libgit2 opens what it finds by name: a pipe in the place of a file stops it for ever, an endless file fills the
// memory, and a configuration may include any file of the disk. Repositories come from strangers, so that is looked
// for before libgit2 is. Nothing protects from somebody who changes the repository meanwhile.
#pragma once

#include <string>

#include "base/result.h"

namespace paritylint::input {

// Look at the repository at `path` (a work tree's top, a `.git` folder or file, a bare repository) and, with
// `upwards`, at the folders above it up to the first one with a `.git`. An error is the bare reason why it may not be
// opened: "its file config is not a regular file". No repository is no error.
base::Result<void> check_git_folder(const std::string& path, bool upwards);

// The same for the logs of the git folder `folder`, which are opened for revisions like "main@{1}" only.
base::Result<void> check_git_logs(const std::string& folder);

}  // namespace paritylint::input
