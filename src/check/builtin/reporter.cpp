#include "check/builtin/reporter.h"

#include "check/message.h"
#include "check/places.h"

namespace paritylint::check::builtin {

const RuleRecord* Reporter::rule(std::string_view builtin) const {
  const RuleRecord* rule = rules_.builtin_rule(builtin);
  return rule != nullptr && (rule->kinds & (1u << static_cast<unsigned>(view_.kind))) != 0 ? rule : nullptr;
}

RawMatch* Reporter::add(const RuleRecord& rule, base::Span span, tree::NodeId node, MessageParts parts) {
  Count& count = counts_[&rule];
  if (++count.places > kMaxReportedPlaces) {
    ++matches_[count.last].more_places;
    return nullptr;
  }
  count.last = matches_.size();
  RawMatch& match = matches_.emplace_back();
  match.rule = &rule;
  match.location = closer_.close(span, node);
  match.line_hash = closer_.line_hash(match.location.begin.line);
  match.value = closer_.mask(base::slice(view_.source, span), span);
  if (parts.value.empty()) parts.value = match.value;
  match.message = expand_message(rule.message, [&](std::string_view name) {
    if (name == "value") return parts.value;
    if (name == "key") return parts.key;
    if (name == "atom") return parts.atom;
    if (name == "path") return match.location.display_path;
    return name == "kind" ? std::string(manifest::info(view_.kind).title) : std::string();
  });
  if (rule.grouping == Grouping::file) match.group = rule.id;
  return &match;
}

}  // namespace paritylint::check::builtin
