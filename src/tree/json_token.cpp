#include "tree/json_token.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "tree/json_text.h"

namespace paritylint::tree {
namespace {

bool is_line_end(char c) { return c == '\n' || c == '\r'; }
bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }
bool ends_run(char c) {
  return is_json_space(c) || is_json_mark(c) || c == '"' || static_cast<unsigned char>(c) < 0x20;
}

// One past the quoted text that begins at `at`, or the end of its line when the quote is never closed.
std::uint32_t quoted_end(std::string_view source, std::uint32_t at) {
  const char quote = source[at];
  std::uint32_t end = at + 1;
  for (; end < source.size() && !is_line_end(source[end]); ++end) {
    if (source[end] == quote) return end + 1;
    if (source[end] == '\\' && end + 1 < source.size() && !is_line_end(source[end + 1])) ++end;
  }
  return end;
}

struct Correction {
  std::string_view word;  // lower case
  std::string_view expected;
};

constexpr std::array<Correction, 13> kCorrections = {{{"true", "true"},
                                                      {"yes", "true"},
                                                      {"on", "true"},
                                                      {"false", "false"},
                                                      {"no", "false"},
                                                      {"off", "false"},
                                                      {"null", "null"},
                                                      {"none", "null"},
                                                      {"nil", "null"},
                                                      {"undefined", "null"},
                                                      {"nan", "a finite number or null"},
                                                      {"infinity", "a finite number or null"},
                                                      {"inf", "a finite number or null"}}};

}  // namespace

base::Span json_token_at(std::string_view source, std::uint32_t at) {
  if (at >= source.size()) return {at, at};
  const char first = source[at];
  if (is_json_mark(first)) return {at, at + 1};
  if (is_quote(first)) return {at, quoted_end(source, at)};
  std::uint32_t end = at + 1;
  while (end < source.size() && !ends_run(source[end])) ++end;
  return {at, end};
}

std::string name_json_token(std::string_view token) {
  constexpr std::size_t kLongest = 40;
  if (token.empty()) return "end of file";
  if (token.starts_with("//") || token.starts_with("/*") || (token.starts_with('#') && !token.starts_with("#{"))) {
    return "a comment";
  }
  if (is_quote(token[0])) return token[0] == '"' ? "a string" : "text in other quotes";
  return base::quoted(token, kLongest);
}

std::string expected_instead_of(std::string_view token) {
  if (token.starts_with('\'') || token.starts_with('`')) return "a string in double quotes";
  const std::string_view word = token.substr(token.starts_with('-') || token.starts_with('+') ? 1 : 0);
  for (const Correction& correction : kCorrections) {
    if (base::equals_ignore_case(word, correction.word)) return std::string(correction.expected);
  }
  constexpr std::array<std::string_view, 3> kLiterals = {"true", "false", "null"};
  if (const auto meant = base::nearest(token, kLiterals); meant.has_value()) return std::string(*meant);
  if (!token.empty() && (base::is_alpha(token[0]) || token[0] == '_')) return "a value; text needs double quotes";
  return "a value";
}

}  // namespace paritylint::tree
