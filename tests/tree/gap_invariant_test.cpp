// The checker itself: it must see what a reader could lose.
#include "tree/gap_invariant.h"

#include <gtest/gtest.h>

#include "tree/builder.h"
#include "tree/reading.h"

namespace paritylint::test {
namespace {

using tree::NodeKind;
using tree::Style;
using tree::Tree;
using tree::TreeBuilder;

// A tree of `source` as a reader would build it that takes `value` for the value of the name in the first byte.
std::optional<std::string> broken_with(std::string_view source, base::Span value, std::uint32_t end) {
  Tree tree;
  TreeBuilder builder;
  builder.reset(tree, tree::Format::yaml, source, Reading::no_keys());
  builder.begin_document();
  builder.begin_collection(NodeKind::mapping, Style::block, 0);
  builder.scalar(NodeKind::string, Style::plain, {0, 1}, {0, 1});
  const Style style = value.empty() ? Style::empty : Style::plain;
  builder.scalar(value.empty() ? NodeKind::null : NodeKind::string, style, value, value);
  builder.end_collection(end);
  builder.end_document();
  return find_broken_gap(tree);
}

TEST(GapInvariant, HoldsForWhatIsRead) {
  EXPECT_EQ(broken_with("a: b\n", {3, 4}, 4), std::nullopt);
  EXPECT_EQ(broken_with("a:\n", {2, 2}, 2), std::nullopt);
  for (const std::string_view text :
       {"a: [b, {c: d}, e: f, ]\n", "- - a\n  -\n- ? b\n  : c\n- ? d\n", "%YAML 1.2\n--- # c\n!t &x a\n...\n---\n[]\n",
        "{? a : b, c, : d}\n", "\xef\xbb\xbf---\na: |  # c\n  b\n"}) {
    const Reading reading(tree::Format::yaml, text, strict());
    ASSERT_TRUE(reading.is_complete()) << text;
    EXPECT_EQ(find_broken_gap(reading.tree()), std::nullopt) << text;
  }
}

TEST(GapInvariant, IsBrokenByMarksOfALostNode) {
  EXPECT_TRUE(broken_with("a: []\n", {2, 2}, 5).has_value());
  EXPECT_TRUE(broken_with("a: {}\n", {2, 2}, 5).has_value());
  EXPECT_TRUE(broken_with("a: [b]\n", {4, 5}, 6).has_value());
  EXPECT_TRUE(broken_with("a: - b\n", {5, 6}, 6).has_value());
  EXPECT_TRUE(broken_with("a: b\n?\n", {3, 4}, 6).has_value());
  EXPECT_TRUE(broken_with("a: b\n?\n", {3, 4}, 4).has_value());
  EXPECT_TRUE(broken_with("a: b,\n", {3, 4}, 4).has_value());
  EXPECT_TRUE(broken_with("a   b\n", {4, 5}, 5).has_value());
  EXPECT_TRUE(broken_with("a: b\n---\n[]\n", {3, 4}, 4).has_value());
}

}  // namespace
}  // namespace paritylint::test
