// The rules of the house that a compiler does not hold, as functions over source files: see layering_test.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace paritylint::test {

// A file below src/. `path` is relative to src/: "tree/node.h".
struct SourceFile {
  std::string path;
  std::string text;
};

// Each entry: "path:line: what is wrong".
using Violations = std::vector<std::string>;

// Includes name a stage in full ("tree/node.h") and point only to the same stage or one to its left.
Violations check_include_direction(const SourceFile& file);

// Headers that are neither ours, nor the language's, nor the system's are included by their one owner.
Violations check_third_party_headers(const SourceFile& file);

// A header begins with a comment that says what it is, and has #pragma once before any code.
Violations check_header_form(const SourceFile& file);

// At most 250 lines for a header, 400 for other source; no function of these rules knows of data files (.inc).
Violations check_length(const SourceFile& file);

// No std::regex, no console streams outside app, no using namespace but of literals.
Violations check_forbidden_names(const SourceFile& file);

// Every .cpp file is named in the CMakeLists.txt of its stage. `files` holds both sorts.
Violations check_build_lists(std::span<const SourceFile> files);

// All of the above.
Violations check_sources(std::span<const SourceFile> files);

// `text` with the content of comments, strings and character literals replaced by spaces; line breaks stay.
std::string blank_comments_and_strings(std::string_view text);

}  // namespace paritylint::test
