#include "tree/source_span.h"

#include <algorithm>

#include "tree/json_string.h"
#include "tree/yaml_scalar.h"

namespace paritylint::tree {
namespace {

// The piece that holds the decoded byte `offset`. Requires: pieces cover it.
const Piece& piece_of(const std::vector<Piece>& pieces, std::uint32_t offset) {
  const auto after = std::partition_point(pieces.begin(), pieces.end(),
                                          [&](const Piece& piece) { return piece.decoded.end <= offset; });
  return after != pieces.end() ? *after : pieces.back();
}

bool maps_byte_by_byte(const Piece& piece) { return !piece.is_whole && piece.decoded.size() == piece.source.size(); }

std::uint32_t source_begin(const std::vector<Piece>& pieces, std::uint32_t offset) {
  if (offset >= pieces.back().decoded.end) return pieces.back().source.end;
  const Piece& piece = piece_of(pieces, offset);
  return maps_byte_by_byte(piece) ? piece.source.begin + (offset - piece.decoded.begin) : piece.source.begin;
}

// One past the source of the decoded byte at `last`.
std::uint32_t source_end(const std::vector<Piece>& pieces, std::uint32_t last) {
  const Piece& piece = piece_of(pieces, last);
  return maps_byte_by_byte(piece) ? piece.source.begin + (last - piece.decoded.begin) + 1 : piece.source.end;
}

std::optional<std::string> decode(const Tree& tree, NodeId id, std::vector<Piece>* pieces) {
  if (tree.format() == Format::yaml) return decode_yaml_scalar(tree, id, pieces);
  const Node& node = tree.node(id);
  const std::string_view content = base::slice(tree.source(), node.content);
  if (node.style == Style::double_quoted) {
    std::optional<DecodedJsonString> decoded = decode_json_string(content, node.content.begin, pieces);
    if (!decoded.has_value()) return std::nullopt;
    return std::move(decoded->text);
  }
  if (pieces != nullptr) pieces->push_back({{0, node.content.size()}, node.content, false});
  return std::string(content);
}

}  // namespace

base::Span SourceSpans::of(NodeId id, base::Span decoded) {
  const Node& node = tree_.node(id);
  if (decoded == base::Span{0, node.text_size}) return node.content;
  if (!node.text_in_arena) return {node.text_offset + decoded.begin, node.text_offset + decoded.end};
  if (id != decoded_node_) {
    decoded_node_ = id;
    pieces_.clear();
    if (!decode(tree_, id, &pieces_).has_value()) pieces_.clear();
  }
  if (pieces_.empty()) return node.content;
  const std::uint32_t begin = source_begin(pieces_, decoded.begin);
  return {begin, decoded.empty() ? begin : source_end(pieces_, decoded.end - 1)};
}

base::Span source_span(const Tree& tree, NodeId id, base::Span decoded) { return SourceSpans(tree).of(id, decoded); }

std::optional<std::string> decode_scalar(const Tree& tree, NodeId id) { return decode(tree, id, nullptr); }

}  // namespace paritylint::tree
