// Placeholder grammars. Each form has one function that gives the end of the placeholder or 0; the traps that each
// one avoids (date formats, shell redirections, .NET configuration names) stand beside it.
#include "manifest/placeholder.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "manifest/characters.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kMaxPlaceholder = 256;  // longer texts between marks are something else

constexpr bool is_name(char c) { return base::is_alnum(c) || c == '_'; }
constexpr bool is_upper_name(char c) { return base::is_upper(c) || base::is_digit(c) || c == '_'; }

// The end of the run of `accepts` from `index`.
template <class Accepts>
std::size_t skip(std::string_view text, std::size_t index, Accepts accepts) {
  while (index < text.size() && accepts(text[index])) ++index;
  return index;
}

// Tags of web pages, which scripts write: `echo "<html><body>"`.
bool is_web_tag(std::string_view name) {
  constexpr std::string_view kTags[] = {
      "html",   "head",  "body", "title", "h1",     "h2", "h3",     "p",      "br",   "hr",   "div", "span",
      "a",      "b",     "i",    "ul",    "ol",     "li", "table",  "tr",     "td",   "th",   "pre", "code",
      "script", "style", "meta", "link",  "strong", "em", "center", "button", "form", "input"};
  return std::find(std::begin(kTags), std::end(kTags), name) != std::end(kTags);
}

// <NAME>, <account id>, <TASK_DEFINITION_ARN:revision>. No shell redirection: `<in >out` has a space before the
// mark, and `<<EOF>file` begins with two marks and ends with one.
std::size_t angle_end(std::string_view text, std::size_t begin) {
  if (!base::is_alpha(at_or_nul(text, begin + 1))) return 0;
  const auto accepts = [](char c) { return is_name(c) || c == '-' || c == '.' || c == ':' || c == ' '; };
  const std::size_t close = skip(text, begin + 1, accepts);
  if (at_or_nul(text, close) != '>' || text[close - 1] == ' ' || close - begin > kMaxPlaceholder) return 0;
  if (begin > 0 && text[begin - 1] == '<' && at_or_nul(text, close + 1) != '>') return 0;
  return is_web_tag(text.substr(begin + 1, close - begin - 1)) ? 0 : close + 1;
}

// The end of {...} whose first brace is at `open`; braces inside are balanced, a line break ends the search.
std::size_t brace_end(std::string_view text, std::size_t open) {
  unsigned depth = 0;
  for (std::size_t i = open; i < text.size() && i - open <= kMaxPlaceholder; ++i) {
    if (text[i] == '\n') return 0;
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return i + 1;
  }
  return 0;
}

// $NAME, ${NAME}, ${NAME:-default}, ${AWS::Region}, ${{ secrets.NAME }}; not $1, $?, $(command).
std::size_t dollar_end(std::string_view text, std::size_t begin) {
  const char next = at_or_nul(text, begin + 1);
  if (base::is_alpha(next) || next == '_') return skip(text, begin + 1, is_name);
  if (next != '{') return 0;
  const char first = at_or_nul(text, begin + 2);
  const bool named = base::is_alpha(first) || first == '_' || first == '!' || first == '#' || first == '{';
  return named ? brace_end(text, begin + 1) : 0;
}

// {{ name }} with anything but braces inside.
std::size_t mustache_end(std::string_view text, std::size_t begin) {
  if (at_or_nul(text, begin + 1) != '{') return 0;
  const std::size_t close = skip(text, begin + 2, [](char c) { return c != '{' && c != '}' && c != '\n'; });
  const bool closed = at_or_nul(text, close) == '}' && at_or_nul(text, close + 1) == '}';
  return closed && close > begin + 2 && close - begin <= kMaxPlaceholder ? close + 2 : 0;
}

// %NAME% of at least two letters: %Y%m%d is a date format. %2F%AB% is a URL's escape.
std::size_t percent_end(std::string_view text, std::size_t begin) {
  if (!base::is_upper(at_or_nul(text, begin + 1))) return 0;
  const std::size_t close = skip(text, begin + 1, is_upper_name);
  if (at_or_nul(text, close) != '%') return 0;
  const std::size_t length = close - begin - 1;
  const bool escape = length == 2 && base::is_hex_digit(text[begin + 1]) && base::is_hex_digit(text[begin + 2]);
  return length >= 2 && !escape ? close + 1 : 0;
}

// __NAME__, unless it stands inside a longer name: Logging__LEVEL__Default is .NET's way to spell a path.
std::size_t underscore_end(std::string_view text, std::size_t begin) {
  if (at_or_nul(text, begin + 1) != '_' || !base::is_upper(at_or_nul(text, begin + 2))) return 0;
  if (begin > 0 && is_name(text[begin - 1])) return 0;
  for (std::size_t i = begin + 2; i < text.size() && is_upper_name(text[i]); ++i) {
    if (text[i] == '_' && text[i - 1] != '_' && at_or_nul(text, i + 1) == '_') return i + 2;
  }
  return 0;
}

// @NAME@, not the middle of an address.
std::size_t at_end(std::string_view text, std::size_t begin) {
  if (!begins_word(text, begin) || !base::is_upper(at_or_nul(text, begin + 1))) return 0;
  const std::size_t close = skip(text, begin + 1, is_upper_name);
  return at_or_nul(text, close) == '@' && close > begin + 2 ? close + 1 : 0;
}

// #{NAME} with the closing # of #{NAME}#.
std::size_t hash_end(std::string_view text, std::size_t begin) {
  if (at_or_nul(text, begin + 1) != '{' || at_or_nul(text, begin + 2) == '}') return 0;
  const std::size_t end = brace_end(text, begin + 1);
  return end != 0 && at_or_nul(text, end) == '#' ? end + 1 : end;
}

// MY_X, YOUR_X, X_PLACEHOLDER as a whole word; `MY_X=` names a shell variable instead.
std::size_t bare_end(std::string_view text, std::size_t begin) {
  if (begin > 0 && (is_name(text[begin - 1]) || text[begin - 1] == '$')) return 0;
  const std::size_t end = skip(text, begin, is_upper_name);
  const char next = at_or_nul(text, end);
  if (next == '=' || is_name(next)) return 0;
  const std::string_view word = text.substr(begin, end - begin);
  constexpr std::string_view kEnding = "_PLACEHOLDER";
  const bool my = word.size() > 3 && word.starts_with("MY_");
  const bool your = word.size() > 5 && word.starts_with("YOUR_");
  const bool marked = word.size() > kEnding.size() && word.ends_with(kEnding);
  return my || your || marked ? end : 0;
}

std::size_t placeholder_end(std::string_view text, std::size_t begin) {
  switch (text[begin]) {
    case '<':
      return angle_end(text, begin);
    case '$':
      return dollar_end(text, begin);
    case '{':
      return mustache_end(text, begin);
    case '%':
      return percent_end(text, begin);
    case '_':
      return underscore_end(text, begin);
    case '@':
      return at_end(text, begin);
    case '#':
      return hash_end(text, begin);
    default:
      return base::is_upper(text[begin]) ? bare_end(text, begin) : 0;
  }
}

}  // namespace

std::optional<base::Span> placeholder_at(std::string_view text, std::size_t begin) {
  if (begin >= text.size()) return std::nullopt;
  const std::size_t end = placeholder_end(text, begin);
  if (end == 0) return std::nullopt;
  return base::Span{base::offset32(begin), base::offset32(end)};
}

bool is_placeholder(std::string_view text) {
  const auto found = placeholder_at(text, 0);
  return found && found->end == text.size();
}

}  // namespace paritylint::manifest
