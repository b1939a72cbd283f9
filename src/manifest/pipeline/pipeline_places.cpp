#include "manifest/pipeline/pipeline_places.h"

namespace paritylint::manifest {

PipelinePlaces::Tables* PipelinePlaces::tables_of(const std::string& path) {
  const auto [entry, is_new] = tables_.try_emplace(path);
  const tree::Tree* tree = is_new ? trees_(path) : nullptr;
  if (tree != nullptr) entry->second = std::make_unique<Tables>(*tree);
  return entry->second.get();
}

FilePlace PipelinePlaces::of(const Pipeline& pipeline, const CommandPlace& place) {
  if (place.fragment >= pipeline.fragments.size()) return {};
  const PipelineFragment& fragment = pipeline.fragments[place.fragment];
  FilePlace found{fragment.path, place.span, 0};
  if (fragment.node == tree::kNoNode) {
    const auto lines = scripts_.try_emplace(fragment.text.data(), fragment.text).first;
    found.line_1based = lines->second.line_of(place.span.begin);
    return found;
  }
  Tables* tables = tables_of(fragment.path);
  if (tables == nullptr) return {fragment.path, {}, 0};
  found.span = tables->spans.of(fragment.node, place.span);
  found.line_1based = tables->lines.line_of(found.span.begin);
  return found;
}

FilePlace PipelinePlaces::of(const std::string& path, tree::NodeId node) {
  Tables* tables = node == tree::kNoNode ? nullptr : tables_of(path);
  if (tables == nullptr) return {path, {}, 0};
  const base::Span span = trees_(path)->node(node).token;
  return {path, span, tables->lines.line_of(span.begin)};
}

}  // namespace paritylint::manifest
