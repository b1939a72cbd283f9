// What the user of `diff` put side by side.
#pragma once

#include <string>
#include <vector>

#include "input/root.h"

namespace paritylint::app {

// Two or more files, or folders, that the user named are each other's variants, in that order: their root-relative
// paths. One of them alone says where to look; then there are none.
std::vector<std::string> side_by_side(const input::Root& root, const std::vector<std::string>& named);

// Several roots that are no repositories become one, the nearest folder around all of them, so that what they hold can
// be compared. A single root and repositories stay as they are.
void join_roots(std::vector<input::Root>& roots, std::vector<input::OpenFailure>& failures);

}  // namespace paritylint::app
