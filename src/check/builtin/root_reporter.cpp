#include "check/builtin/root_reporter.h"

#include <algorithm>

#include "base/text.h"
#include "check/message.h"
#include "check/subject.h"
#include "tree/source_span.h"

namespace paritylint::check::builtin {
namespace {

// Findings of one rule in one file: more help nobody.
constexpr std::size_t kMostMatches = 100;

}  // namespace

RootPlace RootReporter::place_of(RootFile& file, const tree::Cursor& at) const {
  if (at.is_scalar() && !at->content.empty()) return {&file, at->content, at.node()};
  const tree::NodeId label = label_of(at.tree(), at.node(), at.node());
  if (label != tree::kNoNode) return {&file, at.tree().node(label).content, label};
  return {&file, {at->token.begin, std::min(at->token.begin + 1, at->token.end)}, at.node()};
}

RootPlace RootReporter::place_of(const manifest::Pipeline& pipeline, const manifest::CommandPlace& place) const {
  const manifest::PipelineFragment& fragment = pipeline.fragments[place.fragment];
  RootFile* file = view_.find(fragment.path);
  if (file == nullptr) return {};
  if (fragment.node == tree::kNoNode) return {file, place.span, tree::kNoNode};
  if (file->view.tree == nullptr) return {};
  return {file, tree::source_span(*file->view.tree, fragment.node, place.span), fragment.node};
}

RootPlace RootReporter::place_of(std::string_view path, tree::NodeId node) const {
  RootFile* file = view_.find(path);
  if (file == nullptr || file->view.tree == nullptr || node == tree::kNoNode) return {};
  return place_of(*file, tree::Cursor(*file->view.tree, node));
}

RawMatch* RootReporter::add(const RuleRecord& rule, const RootPlace& place, RootStatement statement) {
  if (place.file == nullptr) return nullptr;
  RootFile& file = *place.file;
  if (file.bound != nullptr && (rule.kinds & (1u << static_cast<unsigned>(file.view.kind))) == 0) return nullptr;
  std::vector<base::Span>& known = known_[{&rule, file.path}];
  if (known.size() >= kMostMatches || std::ranges::find(known, place.span) != known.end()) return nullptr;
  known.push_back(place.span);
  PlacedMatch& placed = matches_.emplace_back();
  placed.path = file.path;
  RawMatch& match = placed.match;
  match.rule = &rule;
  match.location = file.closer->close(place.span, place.node);
  match.line_hash = file.closer->line_hash(match.location.begin.line);
  match.value = shown(place);
  if (statement.value.empty()) statement.value = match.value;
  match.message = expand_message(rule.message, [&](std::string_view name) {
    if (name == "value") return statement.value;
    if (name == "key") return statement.key;
    if (name == "atom") return statement.atom;
    if (name == "environment") return statement.environment;
    if (name == "path") return match.location.display_path;
    return name == "kind" ? std::string(manifest::info(file.view.kind).title) : std::string();
  });
  match.group = std::move(statement.group);
  match.level = statement.level;
  return &match;
}

void RootReporter::relate(RawMatch& match, const RootPlace& place, std::string what) {
  if (place.file == nullptr) return;
  Location& location = match.related.emplace_back(place.file->closer->close(place.span, place.node));
  location.path = place.file->path;
  location.message = std::move(what);
}

std::string RootReporter::shown(const RootPlace& place) const {
  return shown(place, base::slice(place.file->view.source, place.span));
}

std::string RootReporter::shown(const RootPlace& place, std::string_view text) {
  return place.file->closer->mask(text, place.span);
}

}  // namespace paritylint::check::builtin
