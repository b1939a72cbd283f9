// Text of files in Markdown that GitHub and GitLab render.
#pragma once

#include <string>
#include <string_view>

namespace paritylint::report {

// `text` so that none of it is Markdown or HTML, ends a table's cell, becomes a link or calls somebody by name: one
// line of printable text with character references, to stand inside a line, not at its beginning. Cut to
// `max_code_points`, with "…" when longer.
std::string markdown_text(std::string_view text, std::size_t max_code_points);

// The same in <code>. Backticks would not do: in a table they cannot hold a pipe behind a backslash.
std::string markdown_code(std::string_view text, std::size_t max_code_points);

}  // namespace paritylint::report
