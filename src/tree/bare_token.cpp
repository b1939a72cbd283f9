#include "tree/bare_token.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "tree/json_text.h"

namespace paritylint::tree {
namespace {

bool is_word_byte(char c) { return base::is_alnum(c) || c == '_'; }

// Bytes that may join placeholders and words of one token: <REPOSITORY>/app-<TAG>.
bool is_joint(char c) { return is_word_byte(c) || c == '-' || c == '.' || c == '/'; }

std::size_t word_size(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_word_byte) - text.begin());
}

// The size of `open`...`close` at the start of `text`, on one line, with something inside and none of `forbidden`.
// Looks no further than the first byte that could close or end the line, so that long lines of openings stay cheap.
std::size_t bracketed_size(std::string_view text, std::string_view open, std::string_view close,
                           std::string_view forbidden) {
  if (!text.starts_with(open)) return 0;
  const std::array<char, 3> stops = {close[0], '\r', '\n'};
  const std::size_t end = text.find_first_of(std::string_view(stops.data(), stops.size()), open.size());
  if (end == std::string_view::npos || !text.substr(end).starts_with(close)) return 0;
  const std::string_view inside = text.substr(open.size(), end - open.size());
  if (inside.find_first_of(forbidden) != std::string_view::npos || base::trim(inside).empty()) return 0;
  return end + close.size();
}

// A `{{` may be a template's or a slip of the pen in JSON; a member inside tells the latter.
std::size_t braces_size(std::string_view text) {
  const std::size_t size = bracketed_size(text, "{{", "}}", "{}");
  const std::string_view inside = text.substr(0, size);
  for (std::size_t at = inside.find('"'); at != std::string_view::npos; at = inside.find('"', at + 1)) {
    std::size_t after = at + 1;
    while (after < inside.size() && is_json_space(inside[after])) ++after;
    if (after < inside.size() && inside[after] == ':') return 0;
  }
  return size;
}

// %X% and @X@.
std::size_t framed_size(std::string_view text, char frame) {
  if (text.empty() || text[0] != frame) return 0;
  const std::size_t inside = word_size(text.substr(1));
  const bool closes = inside > 0 && inside + 1 < text.size() && text[inside + 1] == frame;
  return closes ? inside + 2 : 0;
}

std::size_t variable_size(std::string_view text) {
  if (!text.starts_with('$')) return 0;
  const std::size_t braced = bracketed_size(text, "${", "}", "{\"");
  if (braced > 0) return braced;
  const std::size_t word = word_size(text.substr(1));
  return word > 0 ? word + 1 : 0;
}

std::size_t placeholder_size(std::string_view text) {
  return std::max({bracketed_size(text, "<", ">", "<\"{}[]"), braces_size(text), variable_size(text),
                   bracketed_size(text, "#{", "}", "{\""), framed_size(text, '%'), framed_size(text, '@')});
}

bool is_literal_of_some_language(std::string_view word) {
  constexpr std::array<std::string_view, 14> kLiterals = {
      "true", "false", "null", "none", "nil", "undefined", "nan", "inf", "yes", "no", "on", "infinity", "nul", "tru"};
  return std::any_of(kLiterals.begin(), kLiterals.end(),
                     [&](std::string_view literal) { return base::equals_ignore_case(word, literal); });
}

bool is_placeholder_word(std::string_view token) {
  if (token.size() < 2 || base::is_digit(token[0]) || token[0] == '-' || token[0] == '.' || token[0] == '/')
    return false;
  const bool has_lower = std::any_of(token.begin(), token.end(), base::is_lower);
  const bool has_upper = std::any_of(token.begin(), token.end(), base::is_upper);
  const bool has_underscore = token.find('_') != std::string_view::npos;
  if (!has_underscore && (has_lower || !has_upper)) return false;
  return !is_literal_of_some_language(token);
}

bool ends_token(std::string_view text, BarePlace place) {
  if (text.empty() || is_json_space(text[0]) || (text[0] == '#' && !text.starts_with("#{"))) return true;
  if (text.starts_with("//") || text.starts_with("/*")) return true;
  return place == BarePlace::name ? text[0] == ':' : text[0] == ',' || text[0] == ']' || text[0] == '}';
}

}  // namespace

std::size_t bare_token_size(std::string_view text, BarePlace place) {
  std::size_t size = 0;
  bool has_placeholder = false;
  while (size == 0 || !ends_token(text.substr(size), place)) {
    const std::string_view rest = text.substr(size);
    if (rest.empty()) break;
    const std::size_t placeholder = placeholder_size(rest);
    const bool joins = is_joint(rest[0]) || (rest[0] == ':' && has_placeholder && place == BarePlace::value);
    if (placeholder == 0 && !joins) return 0;
    has_placeholder = has_placeholder || placeholder > 0;
    size += std::max<std::size_t>(placeholder, 1);
  }
  return has_placeholder || is_placeholder_word(text.substr(0, size)) ? size : 0;
}

}  // namespace paritylint::tree
