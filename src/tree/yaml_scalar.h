// Decoding one scalar from the source with the way back: which bytes of the file each piece of the value came from.
// Internal to src/tree; callers use source_span.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tree/piece.h"
#include "tree/tree.h"

namespace paritylint::tree {

// Decode a YAML scalar's bytes anew by its style and append its pieces to `pieces` unless that is null. Nothing when
// the bytes are no scalar of that style.
std::optional<std::string> decode_yaml_scalar(const Tree& tree, NodeId node, std::vector<Piece>* pieces);

}  // namespace paritylint::tree
