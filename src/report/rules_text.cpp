#include <algorithm>

#include "report/rule_documents.h"

namespace paritylint::report {

std::string kinds_of(const check::RuleRecord& rule) {
  std::string text;
  for (const manifest::KindInfo& kind : manifest::kinds()) {
    if ((rule.kinds & (1u << static_cast<unsigned>(kind.kind))) == 0) continue;
    if (!text.empty()) text += ", ";
    text += kind.id;
  }
  return text;
}

std::string levels_of(const check::RuleRecord& rule) {
  if (!rule.by_binding) return std::string(check::name(rule.severity));
  std::string text;
  const auto add = [&](std::string_view where, check::Level level) {
    if (!text.empty()) text += ", ";
    text.append(check::name(level)).append(" ").append(where);
  };
  add("in a shared file", rule.levels.shared);
  add("in a single one", rule.levels.single);
  if (rule.levels.single_deployed != rule.levels.single)
    add("in a single one with a pipeline", rule.levels.single_deployed);
  add("in a variant", rule.levels.variant);
  return text;
}

std::string list_rules(Rules rules) {
  std::string out;
  std::size_t width = 0;
  for (const check::RuleRecord* rule : rules) width = std::max(width, rule->id.size());
  for (const check::RuleRecord* rule : rules) {
    out.append(rule->id).append(width + 2 - rule->id.size(), ' ');
    out.append(check::name(rule->severity)).append(9 - check::name(rule->severity).size(), ' ');
    out.append(rule->title);
    if (rule->status != check::Status::stable) out.append(" (").append(check::name(rule->status)).append(")");
    out += '\n';
  }
  return out;
}

std::string explain_rule(const check::RuleRecord& rule) {
  std::string out;
  out.append(rule.id).append(": ").append(rule.title).append("\n\n");
  const auto line = [&](std::string_view label, std::string_view text) {
    out.append("  ").append(label).append(12 - label.size(), ' ').append(text).append("\n");
  };
  line("theme", rule.theme);
  line("level", levels_of(rule));
  line("confidence", check::name(rule.confidence));
  line("kinds", kinds_of(rule));
  line("since", rule.since);
  if (rule.status == check::Status::preview) line("status", "preview: runs only when --select names it");
  if (rule.status == check::Status::deprecated) line("status", "deprecated: will be removed");
  out.append("\n").append(rule.help_text).append("\n");
  return out;
}

}  // namespace paritylint::report
