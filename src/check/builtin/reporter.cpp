#include "check/builtin/reporter.h"

#include <algorithm>

#include "base/text.h"
#include "check/message.h"
#include "check/places.h"
#include "check/subject.h"

namespace paritylint::check::builtin {

using tree::Cursor;
using tree::NodeId;

const RuleRecord* Reporter::rule(std::string_view builtin) const {
  const RuleRecord* rule = rules_.builtin_rule(builtin);
  return rule != nullptr && (rule->kinds & (1u << static_cast<unsigned>(view_.kind))) != 0 ? rule : nullptr;
}

Reporter::Region Reporter::region_of(const Cursor& at) {
  const tree::Tree& tree = at.tree();
  const NodeId reached = at.via() != tree::kNoNode ? at.via() : at.node();
  if (at.is_scalar()) {
    if (!at->content.empty()) return {at->content, at.node()};
    if (!at->token.empty()) return {at->token, at.node()};
  }
  const NodeId label = at.is_scalar() ? tree.key_node(reached) : label_of(tree, reached, at.node());
  if (label != tree::kNoNode) return {tree.node(label).content, label};
  return {{at->token.begin, std::min(at->token.begin + 1, at->token.end)}, tree::kNoNode};
}

// True when the rule may report another place; else that place is counted.
bool Reporter::has_room(const RuleRecord& rule) {
  const std::vector<std::size_t>& known = of_rule_[&rule];
  if (known.size() < kMaxReportedPlaces) return true;
  ++matches_[known.back()].more_places;
  return false;
}

// True, and the place is counted, when the text there was reported before.
bool Reporter::is_known(const RuleRecord& rule, base::Span span) {
  for (const std::size_t index : of_rule_[&rule]) {
    RawMatch& match = matches_[index];
    if (match.location.bytes.begin != span.begin || match.location.bytes.end != span.end) continue;
    ++match.more_places;
    return true;
  }
  return false;
}

RawMatch* Reporter::add(const RuleRecord& rule, base::Span span, NodeId node, Statement statement) {
  if (!has_room(rule)) return nullptr;
  return &append(rule, span, node, base::slice(view_.source, span), std::move(statement));
}

RawMatch* Reporter::add(const RuleRecord& rule, const Cursor& at, Statement statement) {
  if (!has_room(rule)) return nullptr;
  const auto [span, text_of] = region_of(at);
  if (at.via() != tree::kNoNode && is_known(rule, span)) return nullptr;
  const bool has_text = text_of != tree::kNoNode;
  const std::string_view text = has_text ? at.tree().text(text_of) : base::slice(view_.source, span);
  RawMatch& match = append(rule, span, at.node(), text, std::move(statement));
  match.help = help_line(rule, has_text ? text : std::string_view());
  if (at.via() != tree::kNoNode) {
    match.related.push_back(closer_.close(view_.tree->node(at.via()).token, at.via()));
    match.related.back().message = "used here through the alias";
  }
  return &match;
}

// `text` is the decoded text of the region.
RawMatch& Reporter::append(const RuleRecord& rule, base::Span span, NodeId node, std::string_view text,
                           Statement statement) {
  of_rule_[&rule].push_back(matches_.size());
  RawMatch& match = matches_.emplace_back();
  match.rule = &rule;
  match.location = closer_.close(span, node);
  match.line_hash = closer_.line_hash(match.location.begin.line);
  match.value = closer_.mask(text, span);
  if (statement.value.empty()) statement.value = match.value;
  match.message = expand_message(rule.message, [&](std::string_view name) {
    if (name == "value") return statement.value;
    if (name == "key") return statement.key;
    if (name == "atom") return statement.atom;
    if (name == "path") return match.location.display_path;
    return name == "kind" ? std::string(manifest::info(view_.kind).title) : std::string();
  });
  match.group = !statement.group.empty() || rule.grouping != Grouping::file ? statement.group : rule.id;
  match.level = statement.level;
  if (statement.other) {
    match.related.push_back(closer_.close(region_of(*statement.other).bytes, statement.other->node()));
    match.related.back().message = statement.other_is;
  }
  return match;
}

std::string Reporter::shown(const Cursor& value) {
  return value.is_scalar() ? closer_.mask(value.text(), value->content) : std::string();
}

std::string Reporter::quoted(const Cursor& value) { return base::quoted(shown(value)); }

std::string Reporter::did_you_mean(std::string_view word, std::span<const Cursor> names) {
  // Comparing costs the product of both lengths, and no task has so many of anything.
  constexpr std::size_t kMaxNames = 50;
  if (names.size() > kMaxNames || word.size() > 255) return {};
  std::vector<std::string_view> texts;
  for (const Cursor& name : names) texts.push_back(name.text().substr(0, 255));
  const auto near = base::nearest(word, texts);
  if (!near) return {};
  const auto index = static_cast<std::size_t>(std::ranges::find(texts, *near) - texts.begin());
  return ", did you mean " + quoted(names[index]) + "?";
}

}  // namespace paritylint::check::builtin
