#include "tree/gap_invariant.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace paritylint::test {
namespace {

using base::Span;
using tree::NodeId;
using tree::NodeKind;

class GapChecker {
 public:
  explicit GapChecker(const tree::Tree& tree) : tree_(tree), covered_(tree.source().size(), false) {}

  std::optional<std::string> run() {
    if (tree_.source().starts_with("\xef\xbb\xbf")) cover({0, 3});
    for (const tree::Comment& comment : tree_.comments()) cover(comment.span);
    for (const tree::Property& property : tree_.properties()) cover(property.span);
    for (const tree::Node& node : tree_.nodes()) {
      if (node.style == tree::Style::literal || node.style == tree::Style::folded) {
        // A comment may stand inside the token of a block scalar: behind its header.
        const std::string_view token = base::slice(tree_.source(), node.token);
        const std::size_t header = std::min(token.find_first_of(" \t\r\n"), token.size());
        cover({node.token.begin, node.token.begin + static_cast<std::uint32_t>(header)});
        if (!node.content.empty()) cover(node.content);
      } else if (!node.is_collection()) {
        cover(node.token);
      }
    }
    check_nesting();
    if (tree_.format() == tree::Format::json) {
      check_json();
    } else {
      check_yaml();
    }
    return broken_;
  }

 private:
  void fail(std::uint32_t at, const std::string& what) {
    if (!broken_.has_value()) broken_ = what + " at byte " + std::to_string(at);
  }

  void cover(Span span) {
    if (span.end > covered_.size() || span.begin > span.end) {
      fail(span.begin, "a span outside the source");
      return;
    }
    for (std::uint32_t at = span.begin; at < span.end; ++at) {
      if (covered_[at]) fail(at, "two spans overlap");
      covered_[at] = true;
    }
  }

  void check_nesting() {
    std::uint32_t last_begin = 0;
    for (NodeId id = 0; id < tree_.nodes().size(); ++id) {
      const tree::Node& node = tree_.node(id);
      if (!node.token.contains(node.content)) fail(node.token.begin, "content outside its token");
      if (node.token.begin < last_begin) fail(node.token.begin, "a token before its predecessor");
      last_begin = node.token.begin;
      if (node.parent == tree::kNoNode) continue;
      if (!tree_.node(node.parent).content.contains(node.token)) fail(node.token.begin, "a token outside its parent");
      const NodeId next = tree_.next_sibling(id);
      if (next != tree::kNoNode && tree_.node(next).token.begin < node.token.end)
        fail(node.token.end, "siblings overlap");
    }
  }

  // The bytes of a span that are neither covered nor white space.
  std::string marks(std::uint32_t begin, std::uint32_t end) const {
    std::string found;
    for (std::uint32_t at = begin; at < end && at < covered_.size(); ++at) {
      const char c = tree_.source()[at];
      const bool is_space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
      if (!covered_[at] && !is_space) found += c;
    }
    return found;
  }

  void expect_marks(std::uint32_t begin, std::uint32_t end, std::string_view expected) {
    if (marks(begin, end) != expected) fail(begin, "marks \"" + marks(begin, end) + "\" in a gap");
  }

  void check_json() {
    std::uint32_t end = 0;
    for (const NodeId root : tree_.documents()) {
      expect_marks(end, tree_.node(root).token.begin, "");
      end = tree_.node(root).token.end;
    }
    expect_marks(end, static_cast<std::uint32_t>(tree_.source().size()), "");
    for (NodeId id = 0; id < tree_.nodes().size(); ++id) {
      if (tree_.node(id).is_collection()) check_flow_collection(id);
    }
  }

  void check_brackets(NodeId id) {
    const tree::Node& node = tree_.node(id);
    const bool is_mapping = node.kind == NodeKind::mapping;
    const std::string_view token = tree_.token(id);
    if (token.size() < 2 || token.front() != (is_mapping ? '{' : '[') || token.back() != (is_mapping ? '}' : ']')) {
      fail(node.token.begin, "a collection without its brackets");
    }
  }

  void check_flow_collection(NodeId id) {
    const tree::Node& node = tree_.node(id);
    check_brackets(id);
    std::uint32_t gap = node.content.begin;
    std::string_view expected;
    for (NodeId child = tree_.first_child(id); child != tree::kNoNode; child = tree_.next_sibling(child)) {
      expect_marks(gap, tree_.node(child).token.begin, expected);
      gap = tree_.node(child).token.end;
      expected = tree_.node(child).is_key ? ":" : ",";
    }
    const std::string last = marks(gap, node.content.end);
    if (!last.empty() && last != expected) fail(gap, "marks \"" + last + "\" before a closing bracket");
  }

  // Directives and document markers: only between documents, and --- on a document's first line.
  void cover_document_lines(std::uint32_t begin, std::uint32_t end) {
    const std::string_view source = tree_.source();
    for (std::uint32_t line = begin; line < end;) {
      const std::string_view rest = source.substr(line, end - line);
      const bool starts_line = line == begin_of_text() || source[line - 1] == '\n' || source[line - 1] == '\r';
      std::uint32_t line_end = line;
      while (line_end < end && source[line_end] != '\n' && source[line_end] != '\r') ++line_end;
      if (starts_line && rest.starts_with('%')) {
        for (std::uint32_t at = line; at < line_end; ++at) covered_[at] = true;
      } else if (starts_line && (rest.starts_with("---") || rest.starts_with("..."))) {
        cover({line, line + 3});
      }
      line = line_end + 1;
    }
  }

  std::uint32_t begin_of_text() const { return tree_.source().starts_with("\xef\xbb\xbf") ? 3 : 0; }

  void check_yaml() {
    std::uint32_t end = begin_of_text();
    for (const NodeId root : tree_.documents()) {
      const std::uint32_t begin = tree_.node(root).token.begin;
      cover_document_lines(end, begin);
      expect_marks(end, begin, "");
      end = tree_.node(root).token.end;
    }
    const auto size = static_cast<std::uint32_t>(tree_.source().size());
    cover_document_lines(end, size);
    expect_marks(end, size, "");
    for (NodeId id = 0; id < tree_.nodes().size(); ++id) {
      const tree::Node& node = tree_.node(id);
      if (!node.is_collection()) continue;
      if (node.style == tree::Style::flow) {
        check_yaml_flow(id);
      } else if (node.kind == NodeKind::mapping) {
        check_yaml_mapping(id);
      } else {
        check_yaml_sequence(id);
      }
    }
  }

  // One of several marks in a gap.
  void expect_one_of(std::uint32_t begin, std::uint32_t end, std::initializer_list<std::string_view> expected) {
    const std::string found = marks(begin, end);
    if (std::find(expected.begin(), expected.end(), found) == expected.end())
      fail(begin, "marks \"" + found + "\" in a gap");
  }

  // "-" before every entry and nothing else.
  void check_yaml_sequence(NodeId id) {
    std::uint32_t gap = tree_.node(id).token.begin;
    for (NodeId child = tree_.first_child(id); child != tree::kNoNode; child = tree_.next_sibling(child)) {
      expect_marks(gap, tree_.node(child).token.begin, "-");
      gap = tree_.node(child).token.end;
    }
    if (tree_.first_child(id) == tree::kNoNode) fail(gap, "a block sequence without entries");
    expect_marks(gap, tree_.node(id).token.end, "");
  }

  // Each name with or without "?" before it and, unless its value is empty, ":" behind it. Also of a pair that stands
  // in brackets without braces of its own.
  void check_yaml_mapping(NodeId id) {
    std::uint32_t gap = tree_.node(id).token.begin;
    for (NodeId child = tree_.first_child(id); child != tree::kNoNode; child = tree_.next_sibling(child)) {
      const tree::Node& node = tree_.node(child);
      if (node.is_key) {
        expect_one_of(gap, node.token.begin, {"", "?"});
      } else if (node.style == tree::Style::empty) {
        expect_one_of(gap, node.token.begin, {"", ":"});
      } else {
        expect_marks(gap, node.token.begin, ":");
      }
      gap = node.token.end;
    }
    if (tree_.first_child(id) == tree::kNoNode) fail(gap, "a block mapping without members");
    expect_marks(gap, tree_.node(id).token.end, "");
  }

  // Brackets at both ends, "," between entries, names as in a block; at most one "," before the closing bracket.
  void check_yaml_flow(NodeId id) {
    const tree::Node& node = tree_.node(id);
    check_brackets(id);
    std::uint32_t gap = node.content.begin;
    bool is_first = true;
    for (NodeId child = tree_.first_child(id); child != tree::kNoNode; child = tree_.next_sibling(child)) {
      const tree::Node& at = tree_.node(child);
      const std::string separator = is_first ? "" : ",";
      if (at.is_key) {
        expect_one_of(gap, at.token.begin, {separator, separator + "?"});
      } else if (node.kind != NodeKind::mapping) {
        expect_marks(gap, at.token.begin, separator);
      } else if (at.style == tree::Style::empty) {
        expect_one_of(gap, at.token.begin, {"", ":"});
      } else {
        expect_marks(gap, at.token.begin, ":");
      }
      gap = at.token.end;
      is_first = false;
    }
    expect_one_of(
        gap, node.content.end,
        is_first ? std::initializer_list<std::string_view>{""} : std::initializer_list<std::string_view>{"", ","});
  }

  const tree::Tree& tree_;
  std::vector<bool> covered_;
  std::optional<std::string> broken_;
};

}  // namespace

std::optional<std::string> find_broken_gap(const tree::Tree& tree) { return GapChecker(tree).run(); }

}  // namespace paritylint::test
