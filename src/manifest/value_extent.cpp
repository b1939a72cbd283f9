#include "manifest/value_extent.h"

#include <algorithm>

#include "manifest/characters.h"

namespace paritylint::manifest {
namespace {

using base::Span;

Span span_of(std::size_t begin, std::size_t end) { return {base::offset32(begin), base::offset32(end)}; }

std::size_t skip_backslashes(std::string_view text, std::size_t index) {
  while (at_or_nul(text, index) == '\\') ++index;
  return index;
}

// Where the string ends whose opening quote stood behind `backslashes`: at each level of strings in strings, a closing
// quote has as many, and the quotes inside it twice as many and one.
std::size_t closing_quote(std::string_view text, std::size_t begin, char quote, std::size_t backslashes) {
  std::size_t run = 0;
  for (std::size_t i = begin; i < text.size() && i - begin < kLongestValue; ++i) {
    if (text[i] == '\\') {
      ++run;
      continue;
    }
    if (text[i] == quote && (quote == '\'' ? run >= backslashes : run % (2 * (backslashes + 1)) == backslashes)) {
      return i - backslashes;
    }
    run = 0;
  }
  return std::min(text.size(), begin + kLongestValue);
}

// True where a list goes on with another name and its `=`, so that the mark before is no part of a value.
bool begins_assignment(std::string_view text, std::size_t index) {
  std::size_t end = index;
  while (end < text.size() && end - index < kLongestName && is_name_byte(text[end])) ++end;
  return end > index && at_or_nul(text, end) == '=';
}

bool ends_word(std::string_view text, std::size_t i, TextKind kind) {
  const char c = text[i];
  if (is_space(c) || is_quote(c) || c == ';' || c == '|' || c == ')' || c == kArgumentEnd || c == '\0') return true;
  if (c == ',' || c == '&') {
    const char next = at_or_nul(text, i + 1);
    const bool more = next != '\0' && !is_space(next) && !is_quote(next) && next != '[' && next != '{' &&
                      next != '\\' && next != '&' && next != '}' && next != ']';
    return !more || begins_assignment(text, i + 1);
  }
  if (c != '\\') return false;
  const char next = at_or_nul(text, i + 1);  // an escape of a string around ends the word, a shell's does not
  return kind == TextKind::file || next == 'n' || next == 'r' || next == 't' || is_quote(next);
}

Span trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  while (end > begin && is_space(text[end - 1])) --end;
  return span_of(begin, end);
}

}  // namespace

std::size_t skip_quote(std::string_view text, std::size_t index) {
  const std::size_t quote = skip_backslashes(text, index);
  return is_quote(at_or_nul(text, quote)) ? quote + 1 : index;
}

std::size_t skip_blanks(std::string_view text, std::size_t index) {
  while (index < text.size() && (text[index] == ' ' || text[index] == '\t')) ++index;
  return index;
}

Span word_at(std::string_view text, std::size_t index, TextKind kind) {
  std::size_t end = index;
  const std::size_t quote = skip_backslashes(text, index);
  std::size_t begin = index;
  if (is_quote(at_or_nul(text, quote))) {
    begin = quote + 1;
    const std::size_t backslashes = quote - index;
    end = closing_quote(text, begin, text[quote], backslashes);
    // 'it'\''s': a shell's word goes on behind its quotes; in a JSON string the backslash is doubled.
    const std::string_view idiom = kind == TextKind::value ? "'\\''" : "'\\\\''";
    while (backslashes == 0 && text.substr(std::min(end, text.size())).starts_with(idiom)) {
      end = closing_quote(text, end + idiom.size(), '\'', 0);
    }
    const std::size_t behind = end + 1;
    const bool goes_on =
        kind == TextKind::value && backslashes == 0 && behind < text.size() && base::is_alnum(text[behind]);
    if (!goes_on) return trimmed(text, begin, std::min(end, text.size()));
    end = behind;
  }
  while (end < text.size() && end - begin < kLongestValue) {
    // A continued line, as a JSON string in a file spells it.
    if (text.substr(end).starts_with("\\\\\\n")) {
      end += 4;
      continue;
    }
    if (ends_word(text, end, kind)) break;
    end += text[end] == '\\' ? 2 : 1;
  }
  return trimmed(text, begin, std::min(end, text.size()));
}

Span line_at(std::string_view text, std::size_t index, char around) {
  const std::size_t inside = skip_quote(text, index);
  if (inside != index) return word_at(text, index, TextKind::file);
  std::size_t end = index;
  while (end < text.size() && end - index < kLongestValue && text[end] != '\n' && text[end] != '\r' &&
         text[end] != '"' && text[end] != kArgumentEnd && (around == '\0' || text[end] != around)) {
    ++end;
  }
  while (around != '\0' && end > index && end < text.size() && text[end - 1] == '\\') --end;
  return trimmed(text, index, end);
}

Span field_at(std::string_view text, std::size_t index) {
  if (skip_quote(text, index) != index) return word_at(text, index, TextKind::file);
  std::size_t end = index;
  while (end < text.size() && end - index < kLongestValue && text[end] != '\n' && text[end] != ';' &&
         !is_quote(text[end]) && text[end] != '\\') {
    ++end;
  }
  return trimmed(text, index, end);
}

}  // namespace paritylint::manifest
