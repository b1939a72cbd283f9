// Bare tokens: text that a template leaves where JSON wants a value or a name, such as <PORT> or {{ port }}.
// Internal to src/tree.
#pragma once

#include <cstddef>
#include <string_view>

namespace paritylint::tree {

enum class BarePlace : unsigned char { name, value };

// The number of bytes of the bare token that begins `text`, or 0 when there is none. A token is a run of placeholders
// (<X>, {{x}}, ${X}, $X, %X%, #{X}, @X@; white space is allowed within brackets) and of the letters, digits and
// marks between them; or a word of upper-case letters, or one with an underscore. Words that are somebody's
// true, false or null are none: who writes True wants true, not a placeholder.
std::size_t bare_token_size(std::string_view text, BarePlace place);

}  // namespace paritylint::tree
