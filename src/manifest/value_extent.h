// How far a value goes in running text: quotes in quotes, a shell's word, a line, a connection string's field. Internal
// to the scan for secrets.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/span.h"
#include "base/text.h"

namespace paritylint::manifest {

// What a text is: a scalar's decoded value, or bytes of a file (comments, files without a tree) whose JSON and YAML
// spellings count too and where rather too much is masked than too little.
enum class TextKind : unsigned char { value, file };

// No value is followed further than this, in bytes, and no name is longer.
constexpr std::size_t kLongestValue = 4096;
constexpr std::size_t kLongestName = 100;

// Stands between the elements of a list of arguments that was joined into one text: ["--password", "x"].
constexpr char kArgumentEnd = '\x1f';

// The value that begins at `index`: inside its quotes, whose backslashes may be those of a string in a string, or up
// to white space or a shell's mark.
base::Span word_at(std::string_view text, std::size_t index, TextKind kind);

// One past the blanks at `index`.
std::size_t skip_blanks(std::string_view text, std::size_t index);

constexpr bool is_quote(char c) { return c == '"' || c == '\''; }

constexpr bool is_name_byte(char c) { return base::is_alnum(c) || c == '_' || c == '-' || c == '.'; }

// One past the quote at `index` and the backslashes before it; `index` itself where there is none.
std::size_t skip_quote(std::string_view text, std::size_t index);

// The value at `index` up to the end of the line, the quote `around` the name (a nul byte for none), or a double quote.
base::Span line_at(std::string_view text, std::size_t index, char around);

// A field of a connection string: up to its semicolon. `;Pwd = a b&c;`
base::Span field_at(std::string_view text, std::size_t index);

}  // namespace paritylint::manifest
