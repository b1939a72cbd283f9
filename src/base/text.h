// Small text helpers that know nothing about AWS. All of them are byte-wise and locale-free.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace paritylint::base {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_alpha(char c) { return is_lower(c) || is_upper(c); }
constexpr bool is_alnum(char c) { return is_digit(c) || is_alpha(c); }
constexpr bool is_hex_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
constexpr char to_lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

std::string to_lower(std::string_view text);
bool equals_ignore_case(std::string_view a, std::string_view b);

// Append the decimal digits of `number`.
template <class Number>
void append_number(std::string& out, Number number) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out.append(digits, end);
}

// "1 file", "2 files": `many` is the plural where it is not `one` and an s.
std::string counted(std::size_t count, std::string_view one, std::string_view many = {});

// The number that `digits` spell in base 16; nothing when they are none, more than eight, or something else.
std::optional<std::uint32_t> parse_hex(std::string_view digits);

// Split at every `separator`; an empty text gives no parts.
std::vector<std::string_view> split(std::string_view text, char separator);

// `text` without white space (space, tab, CR, LF) at both ends.
std::string_view trim(std::string_view text);

// The longest beginning of `text` of at most `max_bytes` that splits no UTF-8 sequence.
std::string_view leading(std::string_view text, std::size_t max_bytes);

// Put "…" in the place of the middle of `text` when it is longer than `max_bytes`; the result may exceed them by the
// size of the mark.
void abridge(std::string& text, std::size_t max_bytes);

// Number of single-byte insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The candidate that a person most likely meant by `word`, or nothing when none is near
// (distance at most a third of the word's length, letter case ignored).
std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates);

// ", did you mean "X"?" with the nearest candidate, to stand behind a message about `word`; empty when none is near.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates);

// `text` made safe for one line of a terminal or log: what base::is_display_control names and bytes that are not UTF-8
// become visible escapes such as \n, \x1b, \u202e or \U000e0041; other text stays, also quotes and backslashes: people
// look for it in their file as it stands there. The result is for reading and cannot be decoded again.
std::string printable(std::string_view text);

// printable(text) between double quotes, cut to `max_code_points` with "…" when longer.
std::string quoted(std::string_view text, std::size_t max_code_points = 120);
// For a std::string the name would otherwise find std::quoted, wherever a header brings <iomanip> along.
inline std::string quoted(const std::string& text, std::size_t max_code_points = 120) {
  return quoted(std::string_view(text), max_code_points);
}
inline std::string quoted(const char* text, std::size_t max_code_points = 120) {
  return quoted(std::string_view(text), max_code_points);
}
inline std::string quoted(std::string& text, std::size_t max_code_points = 120) {
  return quoted(std::string_view(text), max_code_points);
}

// True when `path` matches `pattern`: `?` one byte but '/', `*` any run without '/', `**` any run,
// `{a,b}` one of several, `[a-z]` a range, `[!a-z]` its opposite; `**/` at the start of a segment, also of one
// that a group begins, stands for any number of folders, also none. The whole path must match. Letter case is kept.
bool glob_matches(std::string_view pattern, std::string_view path);

}  // namespace paritylint::base
