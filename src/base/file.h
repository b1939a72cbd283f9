// Writing files so that no reader ever sees half of one.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace paritylint::base {

// Write all of `bytes` to an open file, whatever signals come between; return errno, or 0.
int write_all(int descriptor, std::string_view bytes);

// Write `bytes` to a temporary file beside `path`, then rename it over `path`; on failure `path` is untouched and the
// temporary file removed. A file that exists keeps its mode; a symbolic link stays and its target is replaced or
// created.
// A path that exists and is not a regular file (/dev/stdout, a pipe) is written to directly.
Result<void> write_file_atomically(const std::string& path, std::string_view bytes);

}  // namespace paritylint::base
