// The YAML 1.2 core schema: what a plain scalar means. Internal to src/tree.
#pragma once

#include <string_view>

#include "tree/node.h"

namespace paritylint::tree {

// null, boolean, integer, real or string.
NodeKind plain_kind(std::string_view text);

}  // namespace paritylint::tree
