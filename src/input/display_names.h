// How files are named in what the user sees: as seen from the working directory.
#pragma once

#include <string>
#include <string_view>

namespace paritylint::input {

// How `to` is spelled from the folder `from`: "../b/c"; "" when they are the same. Both are plain paths below one
// folder ("" is that folder itself), without "." and ".." and without '/' at their ends.
std::string relative_path(std::string_view from, std::string_view to);

// How the user would name the files below a top.
struct DisplayNames {
  std::string prefix;             // put before a path: "../shared/x/" or ""
  std::string working_directory;  // below the top and relative to it; "" when it is elsewhere or the top itself

  // The name of `path`, seen from the working directory; "." for the working directory itself.
  std::string of(std::string_view path) const;
};

}  // namespace paritylint::input
