// Regular expressions of other languages in RE2's spelling.
#pragma once

#include <string>
#include <string_view>

namespace paritylint::tree {

// I-Regexp (RFC 9485), the expressions of JSONPath's match() and search(): a dot matches neither line feed nor carriage
// return. What I-Regexp lacks and RE2 has is let through.
std::string re2_of_i_regexp(std::string_view pattern);

// ECMA-262, the expressions of JSON Schema: Unicode categories may be called by their long names, \p{Letter}.
// Look-around and back-references stay as they are; RE2 refuses them.
std::string re2_of_ecma(std::string_view pattern);

}  // namespace paritylint::tree
