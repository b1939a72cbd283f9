// Secrets that are known by their own shape, whatever they are called: keys of cloud services, private key blocks,
// signed tokens, passwords in URLs.
#pragma once

#include <string_view>
#include <vector>

#include "base/span.h"

namespace paritylint::manifest {

// Append the spans of `text` that have such a shape. Spans may overlap.
void append_token_spans(std::string_view text, std::vector<base::Span>& spans);

}  // namespace paritylint::manifest
