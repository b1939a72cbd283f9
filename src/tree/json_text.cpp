#include "tree/json_text.h"

#include "base/text.h"

namespace paritylint::tree {
namespace {

// The offset of the first byte from `at` that is no digit.
std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && base::is_digit(text[at])) ++at;
  return at;
}

char at_or_zero(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : '\0'; }

// How far the grammar goes, and what it wanted there.
struct NumberMatch {
  std::size_t size = 0;
  NodeKind kind = NodeKind::integer;
  std::string_view expected;  // empty when the bytes up to `size` are a number
};

NumberMatch match_number(std::string_view text) {
  NumberMatch match;
  std::size_t at = at_or_zero(text, 0) == '-' ? 1 : 0;
  if (!base::is_digit(at_or_zero(text, at))) {
    match.expected = at == 1 ? "a digit after \"-\"" : "a digit";
    return match;
  }
  at = text[at] == '0' ? at + 1 : skip_digits(text, at);
  if (at_or_zero(text, at) == '.') {
    match.kind = NodeKind::real;
    const std::size_t end = skip_digits(text, at + 1);
    if (end == at + 1) {
      match.expected = "a digit after \".\"";
      return match;
    }
    at = end;
  }
  if (base::to_lower(at_or_zero(text, at)) == 'e') {
    match.kind = NodeKind::real;
    const char sign = at_or_zero(text, at + 1);
    const std::size_t digits = at + (sign == '+' || sign == '-' ? 2 : 1);
    const std::size_t end = skip_digits(text, digits);
    if (end == digits) {
      match.expected = "a digit in the exponent";
      return match;
    }
    at = end;
  }
  match.size = at;
  return match;
}

}  // namespace

std::optional<NodeKind> json_number_kind(std::string_view token) {
  const NumberMatch match = match_number(token);
  if (!match.expected.empty() || match.size != token.size()) return std::nullopt;
  return match.kind;
}

std::optional<NodeKind> json_plain_kind(std::string_view token) {
  if (token == "true" || token == "false") return NodeKind::boolean;
  if (token == "null") return NodeKind::null;
  return json_number_kind(token);
}

std::string_view expected_of_number(std::string_view token) {
  if (token.starts_with('+')) return "a number without \"+\"";
  if (token.starts_with('.') || token.starts_with("-.")) return "a digit before \".\"";
  const std::string_view digits = token.starts_with('-') ? token.substr(1) : token;
  if (digits.size() > 1 && digits[0] == '0' && base::is_digit(digits[1])) return "a number without leading zeros";
  if (digits.starts_with("0x") || digits.starts_with("0X")) return "a decimal number";
  const NumberMatch match = match_number(token);
  return match.expected.empty() ? "a number or a string in double quotes" : match.expected;
}

}  // namespace paritylint::tree
