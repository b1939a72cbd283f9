// Reads shell (POSIX with what bash adds and build scripts use) into a ShellScript, in one pass.
//
// Tolerant: any bytes give a script; what has no end ends with the text. Time is linear in the size of the text, depth
// of nesting is bounded: a substitution or compound deeper than kDeepestShell is read as text or left without a body.
#pragma once

#include <cstddef>
#include <string_view>

#include "manifest/pipeline/shell_script.h"

namespace paritylint::manifest {

constexpr std::size_t kDeepestShell = 64;
// Here-documents inside of here-documents' substitutions: each level reads its bytes once more.
constexpr std::size_t kDeepestHereDocument = 4;

struct ShellOptions {
  // ${{ ... }} is put in by GitHub before the shell sees the text: an expression even inside of single quotes.
  bool has_expressions = false;
};

// `text` must outlive the result.
ShellScript read_shell(std::string_view text, ShellOptions options = {});

}  // namespace paritylint::manifest
