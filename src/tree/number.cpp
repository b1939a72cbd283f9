#include "tree/number.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <system_error>

#include "base/text.h"

namespace paritylint::tree {
namespace {

std::optional<double> based_value(std::string_view digits, unsigned base) {
  if (digits.empty()) return std::nullopt;
  double value = 0;
  for (const char c : digits) {
    if (!base::is_hex_digit(c)) return std::nullopt;
    const auto digit = static_cast<unsigned>(base::is_digit(c) ? c - '0' : base::to_lower(c) - 'a' + 10);
    if (digit >= base) return std::nullopt;
    value = value * base + digit;
  }
  return value;
}

// std::from_chars gives no value for what a double cannot hold: whether it is too large or too small, the sign of the
// decimal exponent of the first digit that is not zero tells.
double beyond_range(std::string_view text) {
  const std::size_t mark = text.find_first_of("eE");
  const bool tiny_exponent = mark != std::string_view::npos && text.substr(mark + 1).starts_with('-');
  const double size = tiny_exponent ? 0.0 : std::numeric_limits<double>::infinity();
  return text.starts_with('-') ? -size : size;
}

}  // namespace

std::optional<double> number_value(std::string_view text) {
  if (text.starts_with("0x")) return based_value(text.substr(2), 16);
  if (text.starts_with("0o")) return based_value(text.substr(2), 8);
  const bool negative = text.starts_with('-');
  const std::string_view bare = negative || text.starts_with('+') ? text.substr(1) : text;
  if (base::equals_ignore_case(bare, ".inf")) {
    const double infinity = std::numeric_limits<double>::infinity();
    return negative ? -infinity : infinity;
  }
  if (base::equals_ignore_case(text, ".nan")) return std::numeric_limits<double>::quiet_NaN();
  if (bare.empty() || !(base::is_digit(bare.front()) || bare.front() == '.')) return std::nullopt;
  double value = 0;
  const char* end = bare.data() + bare.size();
  const auto [stop, error] = std::from_chars(bare.data(), end, value);
  if (stop != end) return std::nullopt;
  if (error == std::errc::result_out_of_range) return beyond_range(text);
  if (error != std::errc()) return std::nullopt;
  return negative ? -value : value;
}

}  // namespace paritylint::tree
