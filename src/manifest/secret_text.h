// Secrets that stand in running text behind a name: PASSWORD=value, "password": "value", X-Api-Key: value, and the
// arguments of programs that take passwords.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace paritylint::manifest {

// What a text is: a scalar's decoded value, or bytes of a file (comments, files without a tree) whose JSON and YAML
// spellings count too and where rather too much is masked than too little.
enum class TextKind : unsigned char { value, file };

// Append the spans of `text` that follow a name which promises a secret. Spans may overlap.
void append_named_spans(std::string_view text, TextKind kind, std::vector<base::Span>& spans);

// Stands between the elements of a list of arguments that was joined into one text: ["--password", "x"].
constexpr char kArgumentEnd = '\x1f';

// Append the arguments of `text` that are secrets by their flag and program: --password X, curl -u name:X, docker
// login -p X, mysql -pX, echo X | docker login --password-stdin. Spans may overlap.
void append_argument_spans(std::string_view text, std::vector<base::Span>& spans);

// The value that begins at `index`: inside its quotes, whose backslashes may be those of a string in a string, or up
// to white space or a shell's mark.
base::Span word_at(std::string_view text, std::size_t index, TextKind kind);

// One past the blanks at `index`.
std::size_t skip_blanks(std::string_view text, std::size_t index);

constexpr bool is_quote(char c) { return c == '"' || c == '\''; }

}  // namespace paritylint::manifest
