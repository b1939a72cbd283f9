#include "tree/yaml_schema.h"

#include <algorithm>

#include "base/text.h"

namespace paritylint::tree {
namespace {

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool all(std::string_view text, bool (*is_allowed)(char)) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_allowed);
}

bool is_digit(char c) { return base::is_digit(c); }
bool is_octal(char c) { return c >= '0' && c <= '7'; }
bool is_hex(char c) { return base::is_hex_digit(c); }

std::string_view without_sign(std::string_view text) {
  const bool has_sign = !text.empty() && (text.front() == '+' || text.front() == '-');
  return has_sign ? text.substr(1) : text;
}

std::size_t count_digits(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  return static_cast<std::size_t>(end - text.begin());
}

// ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
bool is_decimal_real(std::string_view text) {
  const std::size_t whole = count_digits(text);
  text.remove_prefix(whole);
  std::size_t fraction = 0;
  if (text.starts_with('.')) {
    fraction = count_digits(text.substr(1));
    text.remove_prefix(1 + fraction);
  }
  if (whole + fraction == 0) return false;
  if (text.empty()) return true;
  return (text.front() == 'e' || text.front() == 'E') && all(without_sign(text.substr(1)), is_digit);
}

}  // namespace

NodeKind plain_kind(std::string_view text) {
  if (text.empty() || is_one_of(text, {"~", "null", "Null", "NULL"})) return NodeKind::null;
  const char first = text.front();
  if (first == 't' || first == 'T' || first == 'f' || first == 'F') {
    const bool is_boolean = is_one_of(text, {"true", "True", "TRUE", "false", "False", "FALSE"});
    return is_boolean ? NodeKind::boolean : NodeKind::string;
  }
  if (!base::is_digit(first) && first != '.' && first != '+' && first != '-') return NodeKind::string;
  if (text.starts_with("0o")) return all(text.substr(2), is_octal) ? NodeKind::integer : NodeKind::string;
  if (text.starts_with("0x")) return all(text.substr(2), is_hex) ? NodeKind::integer : NodeKind::string;
  const std::string_view unsigned_text = without_sign(text);
  if (all(unsigned_text, is_digit)) return NodeKind::integer;
  if (is_one_of(unsigned_text, {".inf", ".Inf", ".INF"})) return NodeKind::real;
  if (is_one_of(text, {".nan", ".NaN", ".NAN"})) return NodeKind::real;
  return is_decimal_real(unsigned_text) ? NodeKind::real : NodeKind::string;
}

}  // namespace paritylint::tree
