#include <map>
#include <vector>

#include "report/rule_documents.h"

namespace paritylint::report {
namespace {

// A title or level inside a line: nothing in it may become a tag, a column or code.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<' || c == '|' || c == '`' || c == '*' || c == '_' || c == '[' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

// Readers of Markdown make the anchor of a heading from its text; an id in kebab-case is its own.
void append_table(std::string& out, std::string_view theme, Rules rules) {
  out.append("\n## ").append(theme).append("\n\n| rule | level | what it finds |\n| --- | --- | --- |\n");
  for (const check::RuleRecord* rule : rules) {
    out.append("| [").append(rule->id).append("](#").append(rule->id).append(") | ");
    out.append(check::name(rule->severity)).append(" | ").append(plain(rule->title)).append(" |\n");
  }
}

// The rendered help begins with the title as a heading, which stands below the id here.
std::string_view below_title(std::string_view help) {
  const std::size_t end = help.find("\n\n");
  return end == std::string_view::npos ? help : help.substr(end + 2);
}

void append_rule(std::string& out, const check::RuleRecord& rule) {
  out.append("\n## ").append(rule.id).append("\n\n**").append(plain(rule.title)).append("**\n\n");
  const auto line = [&](std::string_view label, std::string_view text) {
    out.append("- ").append(label).append(": ").append(plain(text)).append("\n");
  };
  line("theme", rule.theme);
  line("level", levels_of(rule));
  line("confidence", check::name(rule.confidence));
  line("kinds", kinds_of(rule));
  line("since", rule.since);
  if (rule.status != check::Status::stable) line("status", check::name(rule.status));
  out.append("\n").append(below_title(rule.help_markdown));
}

}  // namespace

std::string rules_markdown(Rules rules) {
  std::map<std::string_view, std::vector<const check::RuleRecord*>> by_theme;
  for (const check::RuleRecord* rule : rules) by_theme[rule->theme].push_back(rule);
  std::string out = "# Rules\n";
  for (const auto& [theme, of_theme] : by_theme) append_table(out, theme, of_theme);
  for (const check::RuleRecord* rule : rules) append_rule(out, *rule);
  return out;
}

}  // namespace paritylint::report
