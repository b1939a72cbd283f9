// Which bytes of a file are a secret's value, so that no report ever prints them.
#pragma once

#include <string_view>
#include <vector>

#include "base/span.h"
#include "manifest/kind.h"

namespace paritylint::manifest {

// Source spans to mask, sorted and disjoint: literal values of variables whose name says password, secret, token,
// key... (placeholders and references by ARN or parameter name are not secrets), AWS access and secret keys, private
// key blocks, well-known token shapes and the password in a URL, anywhere in the file, comments included.
std::vector<base::Span> secret_spans(const tree::Tree& tree, const Recognition& recognition);

// The same by text alone, for a file that has no tree. Errs on the side of masking.
std::vector<base::Span> secret_spans(std::string_view source);

}  // namespace paritylint::manifest
