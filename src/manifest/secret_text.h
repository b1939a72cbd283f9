// Secrets that stand in running text behind a name: PASSWORD=value, "password": "value", X-Api-Key: value, and the
// arguments of programs that take passwords.
#pragma once

#include <string_view>
#include <vector>

#include "base/span.h"
#include "manifest/value_extent.h"

namespace paritylint::manifest {

// Append the spans of `text` that follow a name which promises a secret. Spans may overlap.
void append_named_spans(std::string_view text, TextKind kind, std::vector<base::Span>& spans);

// Append the arguments of `text` that are secrets by their flag and program: --password X, curl -u name:X, docker
// login -p X, mysql -pX, echo X | docker login --password-stdin. Spans may overlap.
void append_argument_spans(std::string_view text, std::vector<base::Span>& spans);

}  // namespace paritylint::manifest
