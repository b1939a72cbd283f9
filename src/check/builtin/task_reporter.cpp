#include "check/builtin/task_reporter.h"

#include <algorithm>

#include "base/text.h"
#include "check/message.h"
#include "check/places.h"
#include "check/subject.h"

namespace paritylint::check::builtin {

using tree::Cursor;
using tree::NodeId;

// The bytes and the node whose text they are; kNoNode where they are a mark.
std::pair<base::Span, NodeId> TaskReporter::region_of(const Cursor& at) const {
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

// True, and the alias is a related location, when the text that `at` leads to was reported before.
bool TaskReporter::is_known(const Cursor& at, base::Span span) {
  if (at.via() == tree::kNoNode) return false;
  for (const std::size_t index : mine_) {
    RawMatch& match = matches_[index];
    if (match.location.bytes.begin != span.begin || match.location.bytes.end != span.end) continue;
    ++match.more_places;
    return true;
  }
  return false;
}

void TaskReporter::report(const Cursor& at, const TaskStatement& statement) {
  if (mine_.size() >= kMaxReportedPlaces) {
    ++matches_[mine_.back()].more_places;
    return;
  }
  const auto [span, labelled] = region_of(at);
  if (is_known(at, span)) return;
  RawMatch match;
  match.rule = &rule_;
  match.location = closer_.close(span, at.node());
  match.line_hash = closer_.line_hash(match.location.begin.line);
  const std::string_view text = labelled != tree::kNoNode ? at.tree().text(labelled) : base::slice(view_.source, span);
  match.value = closer_.mask(text, span);
  match.message = expand_message(rule_.message, [&](std::string_view name) {
    if (name == "value") return match.value;
    if (name == "key") return statement.key;
    if (name == "atom") return statement.atom;
    if (name == "path") return match.location.display_path;
    return name == "kind" ? std::string(manifest::info(view_.kind).title) : std::string();
  });
  match.group = statement.group;
  match.level = statement.level;
  match.help = help_line(rule_, labelled != tree::kNoNode ? at.tree().text(labelled) : std::string_view());
  if (statement.other) {
    const auto [other, of] = region_of(*statement.other);
    match.related.push_back(closer_.close(other, statement.other->node()));
    match.related.back().message = statement.other_is;
  }
  if (at.via() != tree::kNoNode) {
    match.related.push_back(closer_.close(view_.tree->node(at.via()).token, at.via()));
    match.related.back().message = "used here through the alias";
  }
  mine_.push_back(matches_.size());
  matches_.push_back(std::move(match));
}

std::string TaskReporter::shown(const Cursor& value) {
  return value.is_scalar() ? closer_.mask(value.text(), value->content) : std::string();
}

std::string TaskReporter::quoted(const Cursor& value) { return base::quoted(shown(value)); }

std::string TaskReporter::did_you_mean(std::string_view word, std::span<const Cursor> names) {
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
