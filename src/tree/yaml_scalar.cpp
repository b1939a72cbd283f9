#include "tree/yaml_scalar.h"

#include "tree/yaml_decode.h"
#include "tree/yaml_scan.h"

namespace paritylint::tree {
namespace {

// The column, from 0, of the collection that holds `node`: block scalars count their indentation from there.
std::uint32_t parent_indent(const Tree& tree, const Node& node) {
  if (node.parent == kNoNode) return 0;
  const std::string_view text = tree.source();
  const std::uint32_t begin = tree.node(node.parent).token.begin;
  std::uint32_t line = begin;
  while (line > 0 && !is_break(text[line - 1])) --line;
  if (line == 0 && text.starts_with("\xef\xbb\xbf")) line = 3;
  return begin - line;
}

bool is_quoted_by(std::string_view token, char quote) {
  return token.size() >= 2 && token.front() == quote && token.back() == quote;
}

// True when the token looks like a scalar of its style.
bool is_well_formed(const Tree& tree, const Node& node) {
  const std::string_view token = base::slice(tree.source(), node.token);
  switch (node.style) {
    case Style::empty:
      return token.empty();
    case Style::plain:
      return !token.empty() && node.is_scalar();
    case Style::single_quoted:
      return is_quoted_by(token, '\'');
    case Style::double_quoted:
      return is_quoted_by(token, '"') && scan_quoted(tree.source(), node.token.begin, {}).end == node.token.end;
    case Style::literal:
      return token.starts_with('|');
    case Style::folded:
      return token.starts_with('>');
    default:
      return false;
  }
}

}  // namespace

std::optional<std::string> decode_yaml_scalar(const Tree& tree, NodeId id, std::vector<Piece>* pieces) {
  const Node& node = tree.node(id);
  if (!node.is_scalar() || !is_well_formed(tree, node)) return std::nullopt;
  YamlSpelling spelling = {node.style, node.content, 0};
  if (node.style == Style::literal || node.style == Style::folded) {
    const BlockHeader header = read_block_header(tree.source(), node.token.begin);
    const std::uint32_t parent = header.increment != 0 ? parent_indent(tree, node) : 0;
    spelling.indent = scan_block(tree.source(), node.content.begin, header, parent + header.increment).indent;
  }
  std::string value;
  decode_yaml(tree.source(), spelling, value, pieces);
  return value;
}

}  // namespace paritylint::tree
