#include "tree/json_path.h"

#include <utility>

#include "base/text.h"
#include "tree/json_path_parser.h"
#include "tree/path_evaluator.h"

namespace paritylint::tree {
namespace {

// Every finding carries paths: what a name or a depth adds to each must not grow with the file.
constexpr std::size_t kLongestName = 256;
constexpr std::size_t kLongestPath = 2000;

// `name` in single quotes with the escapes of the RFC's normalized paths.
void append_quoted_name(std::string& out, std::string_view name) {
  static constexpr std::string_view kEscaped = "\b\t\n\f\r'\\";
  static constexpr std::string_view kLetters = "btnfr'\\";
  static constexpr std::string_view kHexDigits = "0123456789abcdef";
  out += '\'';
  for (const char c : name) {
    const auto code = static_cast<unsigned char>(c);
    if (const std::size_t letter = kEscaped.find(c); letter != std::string_view::npos) {
      out.append(1, '\\').append(1, kLetters[letter]);
    } else if (code < 0x20) {
      out.append("\\u00").append(1, kHexDigits[code >> 4]).append(1, kHexDigits[code & 15]);
    } else {
      out += c;
    }
  }
  out += '\'';
}

void append_step(std::string& path, const Tree& tree, NodeId node, const SiblingIndices& indices) {
  const NodeId key = tree.node(node).is_key ? node : tree.key_node(node);
  if (key != kNoNode) {
    const std::string_view whole = Cursor(tree, key).text();
    const std::string_view name = base::leading(whole, kLongestName);
    if (is_shorthand_name(name)) {
      path.append(1, '.').append(name);
    } else {
      path += '[';
      append_quoted_name(path, name);
      path += ']';
    }
    if (name.size() != whole.size()) path += "…";
    return;
  }
  path += '[';
  base::append_number(path, indices.of(node));
  path += ']';
}

}  // namespace

base::Result<JsonPath> JsonPath::parse(std::string_view query) {
  JsonPath path;
  TRY_ASSIGN(path.segments_, PathParser(query).parse_query());
  return path;
}

std::vector<Cursor> JsonPath::evaluate(const Cursor& root) const { return PathEvaluator(root).select(segments_, root); }

std::string display_path(const Tree& tree, NodeId node, const SiblingIndices& indices) {
  std::vector<NodeId> steps;
  for (NodeId id = node; tree.node(id).parent != kNoNode; id = tree.node(id).parent) steps.push_back(id);
  std::string path = "$";
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) append_step(path, tree, *step, indices);
  base::abridge(path, kLongestPath);
  return path;
}

}  // namespace paritylint::tree
