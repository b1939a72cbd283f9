#include "tree/gap_invariant.h"

#include <algorithm>
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

  void check_flow_collection(NodeId id) {
    const tree::Node& node = tree_.node(id);
    const bool is_mapping = node.kind == NodeKind::mapping;
    const std::string_view token = tree_.token(id);
    if (token.size() < 2 || token.front() != (is_mapping ? '{' : '[') || token.back() != (is_mapping ? '}' : ']')) {
      fail(node.token.begin, "a collection without its brackets");
    }
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

  void check_yaml() {
    const std::string_view source = tree_.source();
    for (std::uint32_t at = 0; at < source.size(); ++at) {
      if (covered_[at]) continue;
      const bool starts_line = at == 0 || source[at - 1] == '\n' || source[at - 1] == '\r';
      const std::string_view rest = source.substr(at);
      if (starts_line && rest.starts_with('%')) {
        while (at < source.size() && source[at] != '\n' && source[at] != '\r') ++at;
      } else if (starts_line && (rest.starts_with("---") || rest.starts_with("..."))) {
        at += 2;
      } else if (std::string_view(" \t\r\n,:{}[]-?").find(source[at]) == std::string_view::npos) {
        fail(at, "a byte that belongs to nothing");
      }
    }
  }

  const tree::Tree& tree_;
  std::vector<bool> covered_;
  std::optional<std::string> broken_;
};

}  // namespace

std::optional<std::string> find_broken_gap(const tree::Tree& tree) { return GapChecker(tree).run(); }

}  // namespace paritylint::test
