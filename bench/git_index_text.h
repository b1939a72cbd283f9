// The bytes of `.git/index`, written without git.
#pragma once

#include <string>
#include <vector>

namespace paritylint::bench {

// An index of version 2 that tracks `paths`, which need not be sorted. Times, ids and the checksum are made up.
std::string git_index_text(std::vector<std::string> paths);

}  // namespace paritylint::bench
