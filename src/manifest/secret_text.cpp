// Names are read once, from left to right. What follows a name that promises a secret decides which of the
// extents of value_extent.h its value has, or that it is a bracketed list or an indented block.
#include "manifest/secret_text.h"

#include <algorithm>

#include "manifest/characters.h"
#include "manifest/secret_names.h"
#include "manifest/secret_values.h"

namespace paritylint::manifest {
namespace {

using base::Span;

constexpr std::size_t kLongestEntry = 512;  // from an entry's name to its value
constexpr std::uint32_t kLongSkipped = 256;

Span span_of(std::size_t begin, std::size_t end) { return {base::offset32(begin), base::offset32(end)}; }

// True when the name at `begin` follows a field of a connection string: `Server=h;User Id=sa; Pwd`.
bool follows_field(std::string_view text, std::size_t begin) {
  while (begin > 0 && text[begin - 1] == ' ') --begin;
  if (begin == 0 || text[begin - 1] != ';') return false;
  constexpr std::size_t kLongestField = 200;
  for (std::size_t i = begin - 1; i > 0 && begin - i < kLongestField; --i) {
    if (text[i - 1] == '=') return true;
    if (text[i - 1] == ';' || is_quote(text[i - 1]) || text[i - 1] == '\n') return false;
  }
  return false;
}

// Mask `value` when it can be a secret. Returns where to go on reading: names inside a masked or very long value are
// not looked for, so that a run of `password=password=...` is read once.
std::size_t add_value(std::string_view text, std::string_view name, Span value, std::vector<Span>& spans) {
  if (slice(text, value).starts_with("id=")) return value.begin;  // docker build --secret id=name,src=file
  const bool masked = is_secret(name, slice(text, value));
  if (masked) spans.push_back(value);
  return masked || value.size() > kLongSkipped ? value.end : value.begin;
}

// One past the scheme of an Authorization header's value: `Bearer `.
std::size_t skip_scheme(std::string_view text, std::size_t index) {
  for (const std::string_view scheme : {"bearer ", "basic ", "token ", "digest ", "apikey "}) {
    if (base::equals_ignore_case(text.substr(index, scheme.size()), scheme)) return index + scheme.size();
  }
  return index;
}

// Everything between the bracket at `index` and its partner; strings in between may hold brackets, which then end or
// lengthen it: too much is masked rather than too little.
std::size_t add_collection(std::string_view text, std::size_t index, std::vector<Span>& spans) {
  unsigned depth = 0;
  std::size_t end = index;
  for (; end < text.size() && end - index < kLongestValue; ++end) {
    if (text[end] == '[' || text[end] == '{') ++depth;
    if ((text[end] == ']' || text[end] == '}') && --depth == 0) break;
  }
  spans.push_back(span_of(index + 1, end));
  return end;
}

// Where the line of `index` begins, or as far before it as is looked.
std::size_t line_begin(std::string_view text, std::size_t index) {
  std::size_t begin = index;
  while (begin > 0 && index - begin <= kLongSkipped && text[begin - 1] != '\n') --begin;
  return begin;
}

// The lines below a name that are indented deeper than its own line: a block scalar, or a value on a line of its own.
std::size_t add_block(std::string_view text, std::size_t name, std::size_t index, bool is_block,
                      std::vector<Span>& spans) {
  const std::size_t line = line_begin(text, name);
  if (name - line > kLongSkipped) return index;
  const std::size_t indent = skip_blanks(text, line) - line;
  std::size_t at = std::min(text.find('\n', index), text.size());
  const std::size_t begin = at;
  while (at < text.size() && at - begin < kLongestValue) {
    const std::size_t first = skip_blanks(text, at + 1);
    const std::size_t end = std::min(text.find('\n', at + 1), text.size());
    if (first < end && first - at - 1 <= indent) break;
    const std::string_view content = text.substr(first, end - first);
    if (!is_block && (content.starts_with("- ") || content.starts_with('#') || content.find(':') != content.npos))
      break;
    if (!base::trim(content).empty() && (is_block || is_secret_value(content))) spans.push_back(span_of(first, end));
    at = end;
  }
  return index;
}

bool is_block_mark(std::string_view value) {
  return value == "|" || value == ">" || (value.size() == 2 && (value[0] == '|' || value[0] == '>'));
}

struct Name {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view text;
};

// The value behind `=` or `:` at `mark`.
std::size_t value_behind(std::string_view text, const Name& name, std::size_t mark, bool quoted, TextKind kind,
                         std::vector<Span>& spans) {
  std::size_t after = mark + 1;
  if (text[mark] == '=' && (at_or_nul(text, after) == '=' || at_or_nul(text, after) == '>')) ++after;
  std::size_t value = skip_blanks(text, after);
  const char first = at_or_nul(text, value);
  const bool is_reference_list = base::equals_ignore_case(name.text, "secrets") && first == '[';
  if ((quoted || kind == TextKind::file) && (first == '[' || (first == '{' && at_or_nul(text, value + 1) != '{'))) {
    return is_reference_list ? value : add_collection(text, value, spans);
  }
  if (follows_field(text, name.begin)) return add_value(text, name.text, field_at(text, value), spans);
  const char around = name.begin > 0 && is_quote(text[name.begin - 1]) && !quoted ? text[name.begin - 1] : '\0';
  const bool begins_line = name.begin == skip_blanks(text, line_begin(text, name.begin));
  const bool spaced = value > after || kind == TextKind::file;
  const bool to_line_end =
      !quoted && text[mark] == ':' && spaced && (around != '\0' || begins_line || kind == TextKind::file);
  if (!to_line_end) return add_value(text, name.text, word_at(text, skip_scheme(text, value), kind), spans);
  const Span line = line_at(text, skip_scheme(text, value), around);
  if (line.empty() || is_block_mark(slice(text, line))) {
    return name.text == "secrets" ? value : add_block(text, name.begin, line.end, !line.empty(), spans);
  }
  return add_value(text, name.text, line, spans);
}

// Mask what follows the name. Returns where to go on reading, at least its end.
std::size_t named_value(std::string_view text, const Name& name, TextKind kind, std::vector<Span>& spans) {
  const std::size_t behind_quote = skip_quote(text, name.end);
  const bool quoted = behind_quote != name.end;
  if (at_or_nul(text, name.end) == '=' && !follows_field(text, name.begin)) {
    return add_value(text, name.text, word_at(text, skip_scheme(text, name.end + 1), kind), spans);
  }
  const std::size_t mark = skip_blanks(text, behind_quote);
  const char sign = at_or_nul(text, mark);
  if (sign != ':' && sign != '=') return name.end;
  if (sign == ':' && !quoted) {
    if (name.begin > 0 && text[name.begin - 1] == ':') return name.end;  // a field of an ARN: ...:secret:name
    const char next = at_or_nul(text, mark + 1);
    const bool header =
        name.text.find('-') != std::string_view::npos || base::equals_ignore_case(name.text, "authorization");
    const bool begins = name.begin == 0 || is_space(text[name.begin - 1]) || is_quote(text[name.begin - 1]);
    const bool apart = is_space(next) || is_quote(next) || next == '\0';
    if (kind == TextKind::value && !apart && !(header && begins)) return name.end;
  }
  return value_behind(text, name, mark, quoted, kind, spans);
}

// The value of an environment entry whose name's value is secret: {"name": "X", "value": "..."} in either order, and
// the YAML spelling. Looks inside the braces around, at most kLongestEntry bytes each way.
void entry_value(std::string_view text, const Name& name, TextKind kind, std::vector<Span>& spans) {
  std::size_t from = name.begin;
  while (from > 0 && name.begin - from < kLongestEntry && text[from - 1] != '{' && text[from - 1] != '}') --from;
  std::size_t to = name.end;
  while (to < text.size() && to - name.end < kLongestEntry && text[to] != '{' && text[to] != '}') ++to;
  const std::string_view entry = text.substr(0, to);
  for (std::size_t at = from; at < to;) {
    at = entry.find("alue", at);
    if (at == std::string_view::npos) return;
    const std::size_t key_end = at + 4;
    const bool key = at > 0 && (entry[at - 1] == 'v' || entry[at - 1] == 'V') && begins_word(entry, at - 1);
    const std::size_t behind_quote = skip_quote(entry, key_end);
    const std::size_t mark = skip_blanks(entry, behind_quote);
    at = key_end;
    if (!key || at_or_nul(entry, mark) != ':') continue;
    const bool quoted = behind_quote != key_end;
    value_behind(text, {at - 5, key_end, name.text}, mark, quoted, kind, spans);
    if (mark > name.end) return;
  }
}

// True when the text before the name at `begin` is `"name": "` or `name: `, or the same with `key`.
bool is_entry_name(std::string_view text, std::size_t begin) {
  const auto back_over_quote = [&](std::size_t index) {
    if (index == 0 || !is_quote(text[index - 1])) return index;
    --index;
    while (index > 0 && text[index - 1] == '\\') --index;
    return index;
  };
  std::size_t index = back_over_quote(begin);
  while (index > 0 && (text[index - 1] == ' ' || text[index - 1] == '\t')) --index;
  if (index == 0 || text[index - 1] != ':') return false;
  index = back_over_quote(index - 1);
  const auto stands_before = [&](std::string_view word) {
    return index >= word.size() && base::equals_ignore_case(text.substr(index - word.size(), word.size()), word);
  };
  return stands_before("name") || stands_before("key");
}

// `Bearer abc123...` wherever it stands.
void scheme_value(std::string_view text, std::size_t end, std::vector<Span>& spans) {
  if (at_or_nul(text, end) != ' ') return;
  std::size_t last = end + 1;
  const auto in_token = [](char c) { return is_name_byte(c) || c == '+' || c == '/' || c == '=' || c == '~'; };
  while (last < text.size() && last - end < kLongestValue && in_token(text[last])) ++last;
  const std::string_view token = text.substr(end + 1, last - end - 1);
  const bool mixed = std::ranges::any_of(token, base::is_upper) && std::ranges::any_of(token, base::is_lower);
  const bool digits = std::ranges::any_of(token, base::is_digit);
  if (token.size() >= 8 && (digits || (mixed && token.size() >= 12))) spans.push_back(span_of(end + 1, last));
}

// Parameters of signed URLs: ?sig=..., &X-Amz-Signature=...
bool is_signed_parameter(std::string_view text, const Name& name) {
  if (name.begin == 0 || (text[name.begin - 1] != '?' && text[name.begin - 1] != '&' && text[name.begin - 1] != ';')) {
    return false;
  }
  constexpr std::string_view kNames[] = {"sig",
                                         "signature",
                                         "x-amz-signature",
                                         "x-amz-credential",
                                         "x-goog-signature",
                                         "x-goog-credential",
                                         "hmac",
                                         "jwt",
                                         "code",
                                         "key",
                                         "auth"};
  const bool known =
      std::ranges::any_of(kNames, [&](std::string_view one) { return base::equals_ignore_case(one, name.text); });
  const bool is_word = name.text == "code" || name.text == "key" || name.text == "auth";
  return known && (!is_word || word_at(text, name.end + 1, TextKind::value).size() >= 16);
}

}  // namespace

void append_named_spans(std::string_view text, TextKind kind, std::vector<Span>& spans) {
  for (std::size_t i = 0; i < text.size();) {
    if (!base::is_alpha(text[i])) {
      ++i;
      continue;
    }
    // In a JSON string the letter of an escape stands before the name: \nPASSWORD=...
    const bool escape = i > 0 && text[i - 1] == '\\';
    const std::size_t first = i;
    while (i < text.size() && is_name_byte(text[i])) ++i;
    if (i - first > kLongestName) continue;
    Name name{first, i, text.substr(first, i - first)};
    if (base::equals_ignore_case(name.text, "bearer") || base::equals_ignore_case(name.text, "basic")) {
      scheme_value(text, i, spans);
    }
    if (at_or_nul(text, i) == '=' && is_signed_parameter(text, name)) spans.push_back(word_at(text, i + 1, kind));
    bool secret = is_secret_name(name.text);
    if (escape && is_secret_name(name.text.substr(1))) {
      secret = true;
      name = {first + 1, i, name.text.substr(1)};
    }
    if (!secret) continue;
    i = std::max(i, named_value(text, name, kind, spans));
    if (is_entry_name(text, name.begin)) entry_value(text, name, kind, spans);
  }
}

}  // namespace paritylint::manifest
