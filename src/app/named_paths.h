// The paths that a user names: as arguments, in the list of --files-from, and "-", which is standard input.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/options.h"
#include "base/result.h"

namespace paritylint::app {

// What "-" stands for: standard input under the name of --stdin-filename.
struct Stdin {
  std::string name;
  std::string bytes;
};

// Take "-" out of `paths` and read standard input; nothing when it is not among them.
base::Result<std::optional<Stdin>> take_stdin(const Options& options, std::vector<std::string>& paths);

// Append the paths that the list of --files-from names. A name is never an option, nor "-" standard input. What is
// listed and not there, and links that lead out of the repository, are left out.
base::Result<void> add_listed(const Options& options, std::vector<std::string>& paths);

}  // namespace paritylint::app
