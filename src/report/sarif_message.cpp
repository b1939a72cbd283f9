#include "report/sarif_message.h"

#include <algorithm>

#include "base/text.h"

namespace paritylint::report {
namespace {

// The text of a link: every bracket and backslash escaped.
std::string link_text(std::string_view text) {
  std::string escaped;
  for (const char c : base::printable(text)) {
    if (c == '[' || c == ']' || c == '\\') escaped += '\\';
    if (c == '{' || c == '}') escaped += c;
    escaped += c;
  }
  return escaped;
}

// `text` with a capital where it begins with a word; names such as awslogs-group stay as they are.
std::string with_capital(std::string text) {
  const auto end = static_cast<std::size_t>(std::ranges::find_if_not(text, base::is_alpha) - text.begin());
  const bool is_word = end > 0 && (end == text.size() || text[end] == ' ');
  if (is_word && base::is_lower(text[0])) text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string place_name(const Report& report, const check::Finding& finding, const check::Location& related) {
  std::string name;
  // Of one root, files are named as in the URIs, so that the text does not depend on the working directory.
  if (related.path != finding.primary.path) {
    name = (report.single_root ? related.path : shown_path(report, finding, related)) + " ";
  }
  name += "line ";
  base::append_number(name, related.begin.line);
  return name;
}

}  // namespace

std::string sarif_text(std::string_view text) {
  std::string escaped;
  char previous = '\0';
  for (const char c : base::printable(text)) {
    // "](" is what makes a link of brackets in the user's text.
    if (c == '(' && previous == ']') escaped.insert(escaped.size() - 1, 1, '\\');
    if (c == '{' || c == '}') escaped += c;
    escaped += c;
    previous = c;
  }
  return escaped;
}

std::string sarif_sentence(std::string_view text) {
  std::string sentence = with_capital(sarif_text(text));
  if (!sentence.ends_with('.') && !sentence.ends_with('!') && !sentence.ends_with('?')) sentence += '.';
  return sentence;
}

std::string sarif_message(const Report& report, const check::Finding& finding) {
  std::string text = sarif_sentence(finding.message);
  const std::size_t shown = std::min(finding.related.size(), kMaxSarifRelated);
  for (std::size_t i = 0; i < shown; ++i) {
    const check::Location& related = finding.related[i];
    // Neighbours that are the same thing form one sentence: "Also here: [line 9](1), [line 14](2)."
    const bool continues = i > 0 && related.message == finding.related[i - 1].message;
    if (continues) {
      text += ", ";
    } else {
      if (i > 0) text += '.';
      text += ' ';
      text += related.message.empty() ? "Also here" : with_capital(sarif_text(related.message));
      text += ": ";
    }
    text += '[' + link_text(place_name(report, finding, related)) + "](";
    base::append_number(text, i + 1);
    text += ')';
  }
  if (shown > 0) {
    if (shown < finding.related.size()) {
      text += " and ";
      base::append_number(text, finding.related.size() - shown);
      text += " more";
    }
    text += '.';
  }
  return text;
}

}  // namespace paritylint::report
