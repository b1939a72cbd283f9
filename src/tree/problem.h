// Problem: what a reader has to say about a file that is not quite right. A code with a span and arguments, never
// a sentence: check/builtin/syntax turns each code into a finding of its own rule.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/span.h"

namespace paritylint::tree {

enum class ProblemCode : std::uint8_t {
  wrong_encoding,  // UTF-16 or UTF-32
  invalid_utf8,
  control_character,  // NUL and others that no JSON or YAML text may hold
  too_large,          // beyond ReadOptions::max_bytes
  too_deep,           // nesting beyond ReadOptions::max_depth
  empty_file,         // no value at all: nothing, white space, or comments only
  unexpected_token,   // something else was expected here
  unterminated_string,
  invalid_escape,    // \q, \u12, or a raw control character in a JSON string
  invalid_number,    // 01, 1., .5, +1
  lone_surrogate,    // "\ud800": the value holds U+FFFD in its place
  trailing_content,  // something after the end of the JSON value
  trailing_comma,
  json_comment,
  unquoted_value,  // a bare token: <PORT>, {{x}}, %NAME% at the start of a YAML value
  duplicate_key,   // `related` is the first occurrence
  unknown_alias,
  tab_indentation,
  invalid_indentation,
  missing_colon,  // a YAML line inside a mapping that is no `key: value`
  invalid_directive,
  unfinished,  // stopped by budget or stop token
};

constexpr std::size_t kProblemCodes = static_cast<std::size_t>(ProblemCode::unfinished) + 1;

struct Problem {
  ProblemCode code = ProblemCode::unexpected_token;
  base::Span span;        // the offending bytes; empty at the end of the file or where something is missing
  base::Span related;     // another place that explains it; empty and at 0 when there is none
  bool repaired = false;  // the tree is complete in spite of it
  bool disputed = false;  // not repaired, but the reference reader (yaml-cpp) takes the text as valid
  std::string found;      // what stands there: `"]"`, `end of file`, `a string`; never what a string or comment holds
  std::string expected;   // what would have been right: `"," or "]"`; for a limit `at most 256 open collections`
};

// "at most N things": what a limit expects.
std::string at_most(std::uint64_t limit, std::string_view things);

}  // namespace paritylint::tree
