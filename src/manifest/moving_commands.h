// Which part of a line of shell moves the files that it names on towards a deployment: copies, fills in, packs or
// registers them. One that only looks (jq ., cat, grep, test -f) does not.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace paritylint::manifest {

// A command with what is piped into and out of it.
struct Statement {
  std::size_t end = 0;  // one past it, in the line
  bool moves_files = false;
};

// The statements of a line, which may stand in YAML ("- cp a b && jq . c", "run: 'cp a b'"), in order; continued lines
// are one. A light reading: quotes are known, nested quotes are not.
std::vector<Statement> statements_of(std::string_view line);

}  // namespace paritylint::manifest
