// Stable pointers: JSON pointers in which list elements with an identity are named by it, so that a pointer survives
// reordering: /containerDefinitions/[name=web]/environment/[name=LOG_LEVEL]/value. INTEGRATION.md 3.
#pragma once

#include <string>

#include "manifest/kind.h"

namespace paritylint::manifest {

// The stable pointer of `node`, seen from its document's root. '~' and '/' are escaped as ~0 and ~1 (RFC 6901).
std::string stable_pointer(const tree::Tree& tree, tree::NodeId node, ManifestKind kind);

}  // namespace paritylint::manifest
