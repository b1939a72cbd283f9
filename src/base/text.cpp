#include "base/text.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"

namespace paritylint::base {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

// The spelling of the code point at the start of `text` in printable text.
void append_printable(std::string& out, std::string_view text, CodePoint code_point) {
  const auto value = static_cast<std::uint32_t>(code_point.value);
  const auto byte = static_cast<unsigned char>(text.front());
  const bool is_broken = code_point.size == 1 && byte >= 0x80;
  if (!is_broken && !is_display_control(code_point.value)) {
    out += text.substr(0, code_point.size);
    return;
  }
  switch (text.front()) {
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  if (code_point.size == 1) {
    out += "\\x";
    out += kHexDigits[byte >> 4];
    out += kHexDigits[byte & 0xF];
    return;
  }
  const bool is_wide = value > 0xFFFF;
  out += is_wide ? "\\U" : "\\u";
  for (unsigned shift = is_wide ? 32 : 16; shift != 0; shift -= 4) out += kHexDigits[(value >> (shift - 4)) & 0xF];
}

bool is_utf8_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

std::string to_lower(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) { return to_lower(c); });
  return lower;
}

bool equals_ignore_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return to_lower(x) == to_lower(y); });
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  std::string text;
  append_number(text, count);
  text.append(" ");
  if (count == 1) return text.append(one);
  return many.empty() ? text.append(one).append("s") : text.append(many);
}

std::optional<std::uint32_t> parse_hex(std::string_view digits) {
  if (digits.empty() || digits.size() > 8) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : digits) {
    if (!is_hex_digit(c)) return std::nullopt;
    value = value * 16 + static_cast<std::uint32_t>(is_digit(c) ? c - '0' : to_lower(c) - 'a' + 10);
  }
  return value;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  if (text.empty()) return parts;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(separator, begin);
    parts.push_back(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

std::string_view leading(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  while (max_bytes > 0 && is_utf8_continuation(text[max_bytes])) --max_bytes;
  return text.substr(0, max_bytes);
}

void abridge(std::string& text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return;
  const std::size_t begin = leading(text, max_bytes / 2).size();
  std::size_t end = text.size() - max_bytes / 2;
  while (end < text.size() && is_utf8_continuation(text[end])) ++end;
  text.replace(begin, end - begin, "…");
}

// Optimal string alignment: the classic table of distances between prefixes, of which a row needs only the two rows
// before it (two, because a swap reaches back over two bytes of each text).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(before_last, last);
    std::swap(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, substituted});
      const bool is_swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (is_swap) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row[b.size()];
}

std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates) {
  const std::string lower_word = to_lower(word);
  std::optional<std::string_view> best;
  std::size_t limit = word.size() / 3;
  for (const std::string_view candidate : candidates) {
    const std::size_t shorter = std::min(word.size(), candidate.size());
    const std::size_t longer = std::max(word.size(), candidate.size());
    if (longer - shorter > limit) continue;  // also keeps a very long word cheap
    const std::size_t distance = edit_distance(lower_word, to_lower(candidate));
    if (distance > limit || (best && distance == limit)) continue;
    best = candidate;
    limit = distance;
  }
  return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates) {
  const std::optional<std::string_view> near = nearest(word, candidates);
  return near ? ", did you mean " + quoted(*near) + "?" : std::string();
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const CodePoint code_point = decode_utf8(text);
    append_printable(out, text, code_point);
    text.remove_prefix(code_point.size);
  }
  return out;
}

std::string quoted(std::string_view text, std::size_t max_code_points) {
  std::string out = "\"";
  std::string spelling;
  std::size_t length = 0;
  while (!text.empty()) {
    const CodePoint code_point = decode_utf8(text);
    spelling.clear();
    append_printable(spelling, text, code_point);
    length += code_point_length(spelling);
    if (length > max_code_points) {
      out += "…";
      break;
    }
    out += spelling;
    text.remove_prefix(code_point.size);
  }
  out += '"';
  return out;
}

}  // namespace paritylint::base
