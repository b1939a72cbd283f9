// Which lines of a text are not in an earlier one, told by libgit2's diff.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace paritylint::input {

// A run of lines, 1-based, `end` exclusive. Empty: lines were removed right before line `begin`.
struct LineRange {
  std::uint32_t begin = 1;
  std::uint32_t end = 1;
  bool operator==(const LineRange&) const = default;
};

// The lines of `new_text` that are not in `old_text`, in order, as a diff without context shows them. A change of white
// space at the end of lines is none, so that converted line ends do not count.
base::Result<std::vector<LineRange>> changed_lines(std::string_view old_text, std::string_view new_text);

}  // namespace paritylint::input
