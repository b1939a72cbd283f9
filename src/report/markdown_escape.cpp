#include "report/markdown_escape.h"

#include "base/text.h"
#include "base/utf8.h"

namespace paritylint::report {
namespace {

// What begins or ends something inside a line of Markdown, HTML or a table; '$' is GitHub's mathematics.
constexpr std::string_view kSpecial = "&<>`*_~[]|\\$";

bool is_special(std::string_view text, std::size_t at) {
  const char c = text[at];
  // Bare addresses become links.
  if (c == ':') return text.substr(at).starts_with("://");
  if (c == '.') return text.substr(0, at).ends_with("www");
  return kSpecial.find(c) != std::string_view::npos;
}

std::string_view shortened(std::string_view text, std::size_t max_code_points) {
  std::string_view rest = text;
  for (std::size_t i = 0; i < max_code_points && !rest.empty(); ++i) rest.remove_prefix(base::decode_utf8(rest).size);
  return text.substr(0, text.size() - rest.size());
}

}  // namespace

std::string markdown_text(std::string_view text, std::size_t max_code_points) {
  const std::string shown = base::printable(text);
  const std::string_view kept = shortened(shown, max_code_points);
  std::string out;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const char c = kept[i];
    if (is_special(kept, i)) {
      base::append_number(out.append("&#"), static_cast<unsigned>(c));
      out += ';';
    } else if (c == '@') {
      out += "&#64;<!-- -->";  // a name behind it would be told of this text
    } else {
      out += c;
    }
  }
  return kept.size() < shown.size() ? out + "…" : out;
}

std::string markdown_code(std::string_view text, std::size_t max_code_points) {
  return "<code>" + markdown_text(text, max_code_points) + "</code>";
}

}  // namespace paritylint::report
