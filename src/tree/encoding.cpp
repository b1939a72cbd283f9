#include "tree/encoding.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace paritylint::tree {
namespace {

using namespace std::string_view_literals;

bool is_forbidden_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

std::string hex_byte(char c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  return {kDigits[byte >> 4], kDigits[byte & 15]};
}

// JSON and YAML texts begin with two ASCII characters, so the zero bytes among the first four tell the encoding
// (the method of RFC 4627 section 3 and YAML 1.2 section 5.2).
std::string_view wide_encoding(std::string_view source) {
  const auto is_zero = [&](std::size_t at) { return at < source.size() && source[at] == '\0'; };
  const auto is_set = [&](std::size_t at) { return at < source.size() && source[at] != '\0'; };
  if (source.starts_with("\xff\xfe\0\0"sv) || source.starts_with("\0\0\xfe\xff"sv)) return "UTF-32";
  if (source.starts_with("\xff\xfe") || source.starts_with("\xfe\xff")) return "UTF-16";
  if (is_zero(0) && is_zero(1) && is_zero(2) && is_set(3)) return "UTF-32";
  if (is_set(0) && is_zero(1) && is_zero(2) && is_zero(3)) return "UTF-32";
  const bool is_short = source.size() == 2;
  if (is_zero(0) && is_set(1) && (is_short || (is_zero(2) && is_set(3)))) return "UTF-16";
  if (is_set(0) && is_zero(1) && (is_short || (is_set(2) && is_zero(3)))) return "UTF-16";
  return {};
}

}  // namespace

std::uint32_t utf8_bom_size(std::string_view source) { return source.starts_with("\xef\xbb\xbf") ? 3 : 0; }

std::optional<Problem> find_wrong_encoding(std::string_view source) {
  const std::string_view encoding = wide_encoding(source);
  if (encoding.empty()) return std::nullopt;
  Problem problem;
  problem.code = ProblemCode::wrong_encoding;
  problem.span = {0, base::offset32(std::min<std::size_t>(source.size(), encoding == "UTF-32" ? 4 : 2))};
  problem.found = encoding;
  problem.expected = "UTF-8";
  return problem;
}

std::optional<Problem> find_unreadable_byte(std::string_view source, std::uint32_t begin) {
  const std::string_view text = source.substr(begin);
  const auto control =
      static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_forbidden_control) - text.begin());
  const std::size_t broken = base::find_invalid_utf8(text.substr(0, control)).value_or(text.size());
  const std::size_t first = std::min(control, broken);
  if (first == text.size()) return std::nullopt;
  Problem problem;
  problem.code = broken < control ? ProblemCode::invalid_utf8 : ProblemCode::control_character;
  problem.span = {begin + base::offset32(first), begin + base::offset32(first) + 1};
  problem.found = broken < control ? "byte 0x" + hex_byte(text[first]) : "U+00" + hex_byte(text[first]);
  if (broken < control) problem.expected = "UTF-8";
  return problem;
}

}  // namespace paritylint::tree
