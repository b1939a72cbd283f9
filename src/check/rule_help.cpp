#include "check/rule_help.h"

#include "base/json_writer.h"
#include "base/text.h"

namespace paritylint::check {
namespace {

// GitHub refuses longer descriptions.
constexpr std::size_t kMaxDescription = 1024;

std::string_view sarif_level(Level level) { return level == Level::off ? "none" : name(level); }

// Paragraphs of a block scalar keep their line breaks in Markdown; as one plain text they need none at the end.
std::string paragraph(const std::string& text) { return std::string(base::trim(text)); }

// A rule's text is plain but for code in backticks: a placeholder such as <ENV> must not become an HTML tag.
std::string markdown(const std::string& text) {
  const std::string_view trimmed = base::trim(text);
  std::string out;
  for (std::size_t i = 0; i < trimmed.size(); ++i) {
    const std::size_t close = trimmed[i] == '`' ? trimmed.find('`', i + 1) : std::string_view::npos;
    if (close != std::string_view::npos) {
      out += trimmed.substr(i, close + 1 - i);
      i = close;
      continue;
    }
    if (trimmed[i] == '<' || trimmed[i] == '`') out += '\\';
    out += trimmed[i];
  }
  return out;
}

// Line breaks inside a paragraph are the rule file's, not the reader's.
std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : base::trim(text)) {
    if (c == '\n' || c == ' ') {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c;
    }
  }
  return out;
}

std::string first_sentence(std::string_view text) {
  std::string line = one_line(text);
  for (std::size_t at = line.find(". "); at != std::string::npos; at = line.find(". ", at + 1)) {
    if (base::is_upper(line[at + 2])) return line.substr(0, at);
  }
  if (line.ends_with('.')) line.pop_back();
  return line;
}

}  // namespace

std::string help_line(const RuleFile& rule) {
  return rule.help.empty() ? first_sentence(rule.instead) : one_line(rule.help);
}

std::string help_by_key(const RuleFile& rule) {
  std::string lines;
  for (const auto& [key, text] : rule.help_by_key) {
    if (!lines.empty()) lines += '\n';
    lines += key + '\t' + one_line(text);
  }
  return lines;
}

std::string help_text(const RuleFile& rule) {
  std::string out = paragraph(rule.why) + "\n\nInstead: " + paragraph(rule.instead);
  for (const std::string& reference : rule.references) out += "\nSee " + reference;
  return out;
}

std::string help_markdown(const RuleFile& rule) {
  std::string out = "## " + markdown(rule.title) + "\n\n" + markdown(rule.why) + "\n\n### What to write instead\n\n" +
                    markdown(rule.instead);
  if (!rule.references.empty()) out += "\n\n### References\n";
  for (const std::string& reference : rule.references) out += "\n- <" + reference + ">";
  return out + "\n";
}

std::string sarif_descriptor(const RuleFile& rule) {
  std::string out;
  base::JsonWriter json(out, base::JsonWriter::Layout::compact);
  const auto text_object = [&](std::string_view key, const std::string& text) {
    json.key(key);
    json.begin_object();
    json.member("text", text);
  };
  json.begin_object();
  json.member("id", rule.id);
  text_object("shortDescription", rule.title + ".");
  json.end_object();
  text_object("fullDescription", one_line(rule.why).substr(0, kMaxDescription));
  json.end_object();
  text_object("help", help_text(rule));
  json.member("markdown", help_markdown(rule));
  json.end_object();
  if (!rule.references.empty()) json.member("helpUri", rule.references.front());
  json.key("defaultConfiguration");
  json.begin_object();
  json.member("level", sarif_level(rule.severity));
  json.end_object();
  json.key("properties");
  json.begin_object();
  json.key("tags");
  json.begin_array();
  json.string(rule.theme);
  for (const std::string& tag : rule.tags) {
    if (tag != rule.theme) json.string(tag);
  }
  json.end_array();
  json.member("precision", name(rule.confidence));
  json.member("problem.severity", rule.severity == Level::error     ? "error"
                                  : rule.severity == Level::warning ? "warning"
                                                                    : "recommendation");
  json.end_object();
  json.end_object();
  return out;
}

}  // namespace paritylint::check
