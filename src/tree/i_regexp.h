// I-Regexp (RFC 9485), the regular expressions of JSONPath's match() and search(), in RE2's spelling.
#pragma once

#include <string>
#include <string_view>

namespace paritylint::tree {

// The pattern for RE2 that matches what `pattern` does: a dot there matches neither line feed nor carriage return.
// What I-Regexp lacks and RE2 has is let through.
std::string re2_pattern(std::string_view pattern);

}  // namespace paritylint::tree
