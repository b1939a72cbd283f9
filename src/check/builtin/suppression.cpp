#include "check/builtin/suppression.h"

#include <algorithm>

#include "check/suppression_comments.h"

namespace paritylint::check::builtin {

bool is_suppression_check(std::string_view name) { return name == "invalid" || name == "unused" || name == "expired"; }

void report_suppression(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches) {
  const auto rule = std::ranges::find(rules.enabled(), std::string_view("suppression/invalid"), &RuleRecord::builtin);
  if (rule == rules.enabled().end()) return;
  const SuppressionComments comments = read_suppression_comments(view, rules, closer);
  for (const CommentMistake& mistake : comments.mistakes) {
    RawMatch match;
    match.rule = *rule;
    match.location = closer.close(mistake.bytes, tree::kNoNode);
    match.line_hash = closer.line_hash(match.location.begin.line);
    match.value = closer.mask(base::slice(view.source, mistake.bytes), mistake.bytes);
    // The text is made of the words that were found, which a template would cut.
    match.message = mistake.message;
    if (mistake.is_note) match.level = Level::note;
    matches.push_back(std::move(match));
  }
}

}  // namespace paritylint::check::builtin
