// The gap invariant of src/tree/tree.h, checked over a whole tree. For tests.
#pragma once

#include <optional>
#include <string>

#include "tree/tree.h"

namespace paritylint::test {

// What breaks the invariant, with an offset, or nothing: spans nest and stand in order, everything outside leaf
// tokens, comments and properties is white space and marks, and in JSON the marks are exactly those that the tree's
// shape asks for (a comma before a closing bracket excepted, which tolerant reading repairs).
std::optional<std::string> find_broken_gap(const tree::Tree& tree);

}  // namespace paritylint::test
