#include "manifest/secret_values.h"

#include <algorithm>

#include "manifest/characters.h"
#include "manifest/placeholder.h"
#include "manifest/secret_names.h"

namespace paritylint::manifest {
namespace {

constexpr bool is_constant_byte(char c) { return base::is_upper(c) || base::is_digit(c) || c == '_'; }

bool is_switch(std::string_view value) {
  constexpr std::string_view kSwitches[] = {"true", "false", "null", "none",      "yes", "no",
                                            "on",   "off",   "nil",  "undefined", "~"};
  return std::ranges::any_of(kSwitches, [&](std::string_view word) { return base::equals_ignore_case(value, word); });
}

// An AWS secret access key may begin with a slash and hold another: 40 characters of base64, all sorts among them.
bool is_like_secret_key(std::string_view value) {
  return value.size() == 40 && std::ranges::any_of(value, base::is_upper) &&
         std::ranges::any_of(value, base::is_lower) && std::ranges::any_of(value, base::is_digit) &&
         std::ranges::all_of(value, [](char c) { return base::is_alnum(c) || c == '/' || c == '+'; });
}

// A parameter's name or a file's: /app/prod/db-password.
bool is_path(std::string_view value) {
  if (!value.starts_with('/') && !value.starts_with("./") && !value.starts_with("s3://")) return false;
  if (value.find('/', 1) == std::string_view::npos || is_like_secret_key(value)) return false;
  return std::ranges::all_of(
      value, [](char c) { return base::is_alnum(c) || c == '/' || c == '-' || c == '_' || c == '.' || c == ':'; });
}

// arn:aws:..., arn:${AWS::Partition}:...
bool is_arn(std::string_view value) {
  return value.starts_with("arn:aws") || value.starts_with("arn:$") || value.starts_with("arn:<") ||
         value.starts_with("arn:{");
}

// The inside of ${...} or <...> that names a variable which is a secret: no password is spelled so.
bool names_secret(std::string_view inside) {
  const bool plain =
      std::ranges::all_of(inside, [](char c) { return base::is_lower(c) || c == '_' || c == '-' || c == ' '; });
  if (!plain) return false;
  constexpr std::string_view kWords[] = {"password", "passwd", "pass", "pwd", "secret", "token", "key", "credentials"};
  for (std::size_t at = 0; at < inside.size();) {
    const std::size_t end = std::min(inside.find_first_of("_- ", at), inside.size());
    const std::string_view word = inside.substr(at, end - at);
    if (std::ranges::find(kWords, word) != std::end(kWords)) return true;
    at = end + 1;
  }
  return false;
}

// The default of ${NAME:-default}, ${NAME-default}, ${NAME:=default} and ${name, 'default'}; empty without one.
std::string_view default_of(std::string_view braced) {
  const std::string_view inside = braced.substr(2, braced.size() - 3);
  std::size_t end = 0;
  while (end < inside.size() && (base::is_alnum(inside[end]) || inside[end] == '_')) ++end;
  const std::string_view rest = inside.substr(end);
  if (rest.starts_with(":-") || rest.starts_with(":=") || rest.starts_with(":+")) return rest.substr(2);
  const bool constant = std::ranges::all_of(inside.substr(0, end), is_constant_byte);  // ${my-name} is a template's
  if (constant && (rest.starts_with('-') || rest.starts_with('='))) return rest.substr(1);
  if (const std::size_t comma = inside.find(','); comma != std::string_view::npos && !inside.starts_with('{')) {
    std::string_view text = base::trim(inside.substr(comma + 1));
    if (text.size() > 1 && (text.front() == '\'' || text.front() == '"')) text = text.substr(1, text.size() - 2);
    return text;
  }
  return {};
}

// The end of the placeholder at `begin` that no password would be, or 0.
std::size_t strict_placeholder_end(std::string_view value, std::size_t begin) {
  const auto placeholder = placeholder_at(value, begin);
  if (!placeholder) return 0;
  const std::string_view text = slice(value, *placeholder);
  const std::string_view name = text.substr(1);
  if (text.starts_with("${")) {
    const std::string_view fallback = text.starts_with("${{") ? std::string_view() : default_of(text);
    // No endless recursion: a fallback is shorter than its placeholder, which is at most a few hundred bytes long.
    if (!fallback.empty() && is_secret_value(fallback)) return 0;
  } else if (text.front() == '$') {
    if (!std::ranges::all_of(name, is_constant_byte) && !names_secret(name)) return 0;
  } else if (text.front() == '<') {
    const std::string_view inside = name.substr(0, name.size() - 1);
    const bool constant = std::ranges::all_of(
        inside, [](char c) { return is_constant_byte(c) || c == '-' || c == ' ' || c == '.' || c == ':'; });
    if (!constant && !names_secret(inside)) return 0;
  }
  return placeholder->end;
}

// The end of $(command), $[expression] or `command` at `begin`, or 0. One that is cut off reaches to the end.
std::size_t substitution_end(std::string_view value, std::size_t begin) {
  if (value[begin] == '`') return std::min(value.find('`', begin + 1), value.size() - 1) + 1;
  const char open = at_or_nul(value, begin + 1);
  if (value[begin] == '$' && open == '\\' && at_or_nul(value, begin + 2) == '{') return value.size();  // an escaped ${
  if (value[begin] != '$' || (open != '(' && open != '[')) return 0;
  const char close = open == '(' ? ')' : ']';
  unsigned depth = 0;
  for (std::size_t i = begin + 1; i < value.size(); ++i) {
    if (value[i] == open) ++depth;
    if (value[i] == close && --depth == 0) return i + 1;
  }
  return value.size();
}

// True when nothing of `value` is left beside placeholders, command substitutions and separators.
bool is_composed(std::string_view value) {
  for (std::size_t i = 0; i < value.size();) {
    std::size_t end = substitution_end(value, i);
    if (end == 0) end = strict_placeholder_end(value, i);
    if (end == 0 && (base::is_alnum(value[i]) || static_cast<unsigned char>(value[i]) >= 0x80)) return false;
    i = end != 0 ? end : i + 1;
  }
  return true;
}

}  // namespace

bool is_secret_value(std::string_view value) {
  value = base::trim(value);
  for (const std::string_view scheme : {"Bearer ", "Basic ", "Token "}) {
    if (value.size() > scheme.size() && base::equals_ignore_case(value.substr(0, scheme.size()), scheme)) {
      value = base::trim(value.substr(scheme.size()));
      break;
    }
  }
  if (value.size() < 2 || is_switch(value) || is_arn(value) || is_path(value)) return false;
  const bool number = std::ranges::all_of(value, base::is_digit);
  if (number && value.size() < 6) return false;
  return !is_composed(value);
}

bool is_secret(std::string_view name, std::string_view value) {
  if (!is_secret_name(name) || !is_secret_value(value)) return false;
  if (base::equals_ignore_case(name, "pwd")) {
    const char first = base::trim(value).front();
    return first != '/' && first != '.' && first != '~' && first != '$' && !value.substr(1).starts_with(":\\");
  }
  // {"auth": "dXNlcjpw..."} in a registry's configuration; `auth: basic` elsewhere.
  if (base::equals_ignore_case(name, "auth")) return value.size() >= 12 && value.find(' ') == std::string_view::npos;
  return true;
}

}  // namespace paritylint::manifest
