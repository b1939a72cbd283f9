// The value of a YAML scalar, decoded from its bytes alone. Internal to src/tree.
//
// Line folding follows YAML 1.2.2 sections 6.5, 7.3 and 8.1: inside a plain or quoted scalar one line break becomes a
// space, more become one line feed less than there are; a folded block scalar keeps the breaks around lines that begin
// with white space. Every break becomes a single line feed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "tree/node.h"
#include "tree/piece.h"

namespace paritylint::tree {

struct YamlSpelling {
  Style style = Style::plain;
  Span content;              // without quotes, without the header line
  std::uint32_t indent = 0;  // of a block scalar's lines
};

// Append the value to `out`, and its pieces to `pieces` unless that is null; decoded offsets count from the value's
// start. Requires: the content is well-formed for its style.
void decode_yaml(std::string_view source, const YamlSpelling& spelling, std::string& out, std::vector<Piece>* pieces);

}  // namespace paritylint::tree
