// Naming what stands in a JSON file where something else was expected. Internal to src/tree.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/span.h"

namespace paritylint::tree {

// The bytes at `at` that a reader would call one token: a string to its closing quote, or the end of its line, a mark,
// or a run of other bytes. Empty at the end of the source.
base::Span json_token_at(std::string_view source, std::uint32_t at);

// What a message calls the token: `end of file` when it is empty, `a string`, `a comment`, else the text in quotes, cut
// when long. What strings and comments hold is not repeated, since it may be a secret.
std::string name_json_token(std::string_view token);

// What the author of a token that is no JSON value most likely should have written: `true` for True, a string in
// double quotes for '...'; "a value" when nothing is known.
std::string expected_instead_of(std::string_view token);

}  // namespace paritylint::tree
