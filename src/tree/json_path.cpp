#include "tree/json_path.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "tree/json_path_parser.h"

namespace paritylint::tree {
namespace {

std::vector<Cursor> children_of(const Cursor& node) {
  std::vector<Cursor> children;
  node.for_each_member([&](const Cursor&, const Cursor& value) { children.push_back(value); });
  node.for_each_element([&](std::size_t, const Cursor& element) { children.push_back(element); });
  return children;
}

// The node and everything below it, parents before children. Without recursion: aliases may nest deeper than any file.
std::vector<Cursor> descendants_of(const Cursor& node) {
  std::vector<Cursor> found;
  std::vector<Cursor> pending = {node};
  while (!pending.empty()) {
    found.push_back(pending.back());
    pending.pop_back();
    const std::vector<Cursor> children = children_of(found.back());
    pending.insert(pending.end(), children.rbegin(), children.rend());
  }
  return found;
}

void select_index(const Cursor& node, std::int64_t index, std::vector<Cursor>& selected) {
  if (!node.is_sequence()) return;
  const std::int64_t from_start = index < 0 ? index + static_cast<std::int64_t>(node.size()) : index;
  if (from_start < 0) return;
  if (const auto element = node.at(static_cast<std::size_t>(from_start))) selected.push_back(*element);
}

// RFC 9535, 2.3.4.2.2, word for word; its numbers stay far below 2^63.
void select_slice(const Cursor& node, const Slice& slice, std::vector<Cursor>& selected) {
  if (!node.is_sequence()) return;
  const std::vector<Cursor> elements = children_of(node);
  const auto length = static_cast<std::int64_t>(elements.size());
  const std::int64_t step = slice.step.value_or(1);
  const std::int64_t start = slice.start.value_or(step >= 0 ? 0 : length - 1);
  const std::int64_t end = slice.end.value_or(step >= 0 ? length : -length - 1);
  const std::int64_t from = start >= 0 ? start : length + start;
  const std::int64_t to = end >= 0 ? end : length + end;
  if (step > 0) {
    const std::int64_t upper = std::clamp<std::int64_t>(to, 0, length);
    for (std::int64_t i = std::clamp<std::int64_t>(from, 0, length); i < upper; i += step) {
      selected.push_back(elements[static_cast<std::size_t>(i)]);
    }
  } else if (step < 0) {
    const std::int64_t lower = std::clamp<std::int64_t>(to, -1, length - 1);
    for (std::int64_t i = std::clamp<std::int64_t>(from, -1, length - 1); i > lower; i += step) {
      selected.push_back(elements[static_cast<std::size_t>(i)]);
    }
  }
}

void select(const Cursor& node, const Selector& selector, std::vector<Cursor>& selected) {
  switch (selector.kind) {
    case Selector::Kind::name:
      if (const auto member = node.find(selector.name)) selected.push_back(*member);
      break;
    case Selector::Kind::wildcard: {
      const std::vector<Cursor> children = children_of(node);
      selected.insert(selected.end(), children.begin(), children.end());
      break;
    }
    case Selector::Kind::index:
      select_index(node, selector.index, selected);
      break;
    case Selector::Kind::slice:
      select_slice(node, selector.slice, selected);
      break;
  }
}

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

void append_step(std::string& path, const Tree& tree, NodeId node, const SiblingIndices& indices,
                 std::span<const base::Span> hidden) {
  const NodeId key = tree.node(node).is_key ? node : tree.key_node(node);
  if (key != kNoNode) {
    const bool is_hidden = !base::meeting(hidden, tree.node(key).token).empty();
    const std::string_view whole = is_hidden ? "***" : Cursor(tree, key).text();
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

std::vector<Cursor> JsonPath::evaluate(const Cursor& root) const {
  std::vector<Cursor> nodes = {root};
  for (const Segment& segment : segments_) {
    std::vector<Cursor> selected;
    for (const Cursor& node : nodes) {
      const std::vector<Cursor> inputs = segment.descendant ? descendants_of(node) : std::vector<Cursor>{node};
      for (const Cursor& input : inputs) {
        for (const Selector& selector : segment.selectors) select(input, selector, selected);
      }
    }
    nodes = std::move(selected);
  }
  return nodes;
}

std::string display_path(const Tree& tree, NodeId node, const SiblingIndices& indices,
                         std::span<const base::Span> hidden) {
  std::vector<NodeId> steps;
  for (NodeId id = node; tree.node(id).parent != kNoNode; id = tree.node(id).parent) steps.push_back(id);
  std::string path = "$";
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) append_step(path, tree, *step, indices, hidden);
  base::abridge(path, kLongestPath);
  return path;
}

}  // namespace paritylint::tree
