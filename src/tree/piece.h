// Piece: how a run of a decoded value stands in the source.
#pragma once

#include "base/span.h"

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

}  // namespace paritylint::tree
