// Decoding one scalar from the source with the way back: which bytes of the file each piece of the value came from.
// Internal to src/tree; callers use source_span.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/span.h"
#include "tree/tree.h"

namespace paritylint::tree {

// A run of a decoded value and the bytes that spell it. Runs of equal length map byte by byte unless `is_whole`; any
// other run (an escape, a doubled quote, a folded line break) maps as a whole. Runs are in order, cover the whole
// value and do not overlap; `source` holds offsets into the file. Bytes between the sources of two runs spell nothing
// (indentation, trailing white space, the backslash of an escaped line break).
struct Piece {
  base::Span decoded;
  base::Span source;
  bool is_whole = false;  // maps as a whole although the lengths agree
};

// Decode a YAML scalar's bytes anew by its style and append its pieces to `pieces` unless that is null. Nothing when
// the bytes are no scalar of that style.
std::optional<std::string> decode_yaml_scalar(const Tree& tree, NodeId node, std::vector<Piece>* pieces);

}  // namespace paritylint::tree
