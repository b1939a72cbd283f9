// The escapes of JSON strings: checking them, and decoding them with the way back to the source. Internal to src/tree.
// Independent of simdjson, so that one can be tested against the other.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "tree/piece.h"

namespace paritylint::tree {

// The number of bytes of the escape that begins at the backslash content[at], a surrogate pair counting as one; 0
// when it is none.
std::size_t json_escape_size(std::string_view content, std::size_t at);

struct DecodedJsonString {
  std::string text;
  std::vector<base::Span> lone_surrogates;  // escapes that decoded to U+FFFD, offsets like those of pieces
};

// Decode the bytes between the quotes of a JSON string. `content_begin` is their offset in the file; pieces are
// appended to `pieces` unless that is null. Nothing when an escape is wrong.
std::optional<DecodedJsonString> decode_json_string(std::string_view content, std::uint32_t content_begin,
                                                    std::vector<Piece>* pieces);

}  // namespace paritylint::tree
