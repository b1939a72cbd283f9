#include "tree/json_string.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"

namespace paritylint::tree {
namespace {

constexpr std::string_view kEscaped = "\"\\/bfnrt";
constexpr std::string_view kMeaning = "\"\\/\b\f\n\r\t";
constexpr std::size_t kUnicodeEscape = 6;  // \uXXXX

// The code unit of the escape \uXXXX at `at`, if there is one.
std::optional<char32_t> unicode_escape(std::string_view content, std::size_t at) {
  const std::string_view escape = content.substr(std::min(at, content.size()), kUnicodeEscape);
  if (escape.size() != kUnicodeEscape || !escape.starts_with("\\u")) return std::nullopt;
  return base::parse_hex(escape.substr(2));
}

struct Escape {
  std::size_t size = 0;
  char32_t value = 0;
  bool is_lone_surrogate = false;
};

std::optional<Escape> read_escape(std::string_view content, std::size_t at) {
  if (at + 1 < content.size()) {
    const std::size_t simple = kEscaped.find(content[at + 1]);
    if (simple != std::string_view::npos) return Escape{2, static_cast<char32_t>(kMeaning[simple]), false};
  }
  const std::optional<char32_t> unit = unicode_escape(content, at);
  if (!unit.has_value()) return std::nullopt;
  if (base::is_high_surrogate(*unit)) {
    const std::optional<char32_t> low = unicode_escape(content, at + kUnicodeEscape);
    if (low.has_value() && base::is_low_surrogate(*low)) {
      return Escape{2 * kUnicodeEscape, base::from_surrogates(*unit, *low), false};
    }
  }
  const bool is_lone = base::is_surrogate(*unit);
  return Escape{kUnicodeEscape, is_lone ? 0xfffd : *unit, is_lone};
}

base::Span span_at(std::size_t begin, std::size_t size) {
  return {base::offset32(begin), base::offset32(begin + size)};
}

}  // namespace

std::size_t json_escape_size(std::string_view content, std::size_t at) {
  const std::optional<Escape> escape = read_escape(content, at);
  return escape.has_value() ? escape->size : 0;
}

std::optional<DecodedJsonString> decode_json_string(std::string_view content, std::uint32_t content_begin,
                                                    std::vector<Piece>* pieces) {
  DecodedJsonString decoded;
  for (std::size_t at = 0; at < content.size();) {
    const std::size_t text_begin = decoded.text.size();
    const std::size_t source_begin = at;
    if (content[at] != '\\') {
      at = std::min(content.find('\\', at), content.size());
      decoded.text.append(content, source_begin, at - source_begin);
    } else {
      const std::optional<Escape> escape = read_escape(content, at);
      if (!escape.has_value()) return std::nullopt;
      at += escape->size;
      base::append_utf8(decoded.text, escape->value);
      if (escape->is_lone_surrogate) {
        decoded.lone_surrogates.push_back(span_at(content_begin + source_begin, escape->size));
      }
    }
    if (pieces == nullptr) continue;
    pieces->push_back({span_at(text_begin, decoded.text.size() - text_begin),
                       span_at(content_begin + source_begin, at - source_begin), false});
  }
  return decoded;
}

}  // namespace paritylint::tree
