// The traps of reading YAML, each by name: what a tree holds and where it says that it stands.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tree/cursor.h"
#include "tree/gap_invariant.h"
#include "tree/reading.h"

namespace paritylint::test {
namespace {

using tree::NodeId;
using tree::NodeKind;
using tree::Style;

constexpr auto kYaml = tree::Format::yaml;

// The first node with this text that is no name.
NodeId value_with_text(const tree::Tree& tree, std::string_view text) {
  for (NodeId id = 0; id < tree.nodes().size(); ++id) {
    if (!tree.node(id).is_key && !tree.node(id).is_collection() && tree.text(id) == text) return id;
  }
  ADD_FAILURE() << "no value " << text;
  return 0;
}

std::string value_token(const Reading& reading, std::string_view name) {
  const tree::Cursor root(reading.tree(), reading.tree().documents().front());
  const auto value = root.find(name);
  if (!value.has_value()) return "no such member";
  return std::string(reading.tree().token(value->node()));
}

TEST(ReadYaml, SpansAreBytesBehindMultiByteText) {
  const Reading reading(kYaml, "é: €\nb: \"ü\" # ö\nc: x\n");
  EXPECT_EQ(value_token(reading, "é"), "€");
  EXPECT_EQ(value_token(reading, "b"), "\"ü\"");
  EXPECT_EQ(value_token(reading, "c"), "x");
}

TEST(ReadYaml, LineBreaksAreLfCrlfAndLoneCr) {
  for (const std::string_view text :
       {"a: 1\nb:\n  - x\n  - y\n", "a: 1\r\nb:\r\n  - x\r\n  - y\r\n", "a: 1\rb:\r  - x\r  - y\r"}) {
    const Reading reading(kYaml, text, strict());
    ASSERT_TRUE(reading.is_complete()) << text;
    EXPECT_EQ(value_token(reading, "a"), "1");
    EXPECT_EQ(reading.tree().text(value_with_text(reading.tree(), "y")), "y");
    EXPECT_EQ(reading.tree().nodes().size(), 7U);
    EXPECT_FALSE(find_broken_gap(reading.tree()).has_value());
  }
}

TEST(ReadYaml, AByteOrderMarkIsNoContentButCountsInOffsets) {
  const Reading reading(kYaml,
                        "\xef\xbb\xbf"
                        "a: 1\nb: 2\n",
                        strict());
  ASSERT_TRUE(reading.is_complete());
  EXPECT_EQ(reading.tree().node(0).token, (base::Span{3, 12}));
  EXPECT_EQ(reading.tree().node(1).token, (base::Span{3, 4}));
}

TEST(ReadYaml, AnEmptyValueStandsBehindItsMark) {
  const Reading reading(kYaml, "a:   # note\nb: [x, {y: , z}]\n- c\n");
  EXPECT_FALSE(reading.is_complete());
  const Reading right(kYaml, "a:   # note\nb: {y: , z}\nc:\n-\n- d\n");
  ASSERT_TRUE(right.is_complete());
  std::vector<std::uint32_t> places;
  for (const tree::Node& node : right.tree().nodes()) {
    if (node.style != Style::empty) continue;
    EXPECT_TRUE(node.token.empty());
    EXPECT_EQ(node.kind, NodeKind::null);
    places.push_back(node.token.begin);
  }
  EXPECT_EQ(places, (std::vector<std::uint32_t>{2, 18, 22, 28}));
  EXPECT_EQ(right.tree().comments().front().next_node, 3U) << "the comment belongs to what follows it";
}

TEST(ReadYaml, AnchorsAndTagsStandBesideTheirNodes) {
  const Reading reading(kYaml, "a: &x !Ref Name\nb: !!str 12\nc: &y\n  d: 1\n&k e: *x\n", strict());
  ASSERT_TRUE(reading.is_complete());
  EXPECT_EQ(value_token(reading, "a"), "Name");
  const tree::Tree& tree = reading.tree();
  std::vector<std::string> found;
  for (const tree::Property& property : tree.properties()) {
    found.push_back(std::string(base::slice(tree.source(), property.span)) + " " +
                    std::string(tree.token(property.node)));
  }
  EXPECT_EQ(found, (std::vector<std::string>{"&x Name", "!Ref Name", "!!str 12", "&y d: 1", "&k e"}));
  EXPECT_EQ(tree.node(value_with_text(tree, "12")).kind, NodeKind::string);
  EXPECT_EQ(tree.node(value_with_text(tree, "1")).kind, NodeKind::integer);
}

TEST(ReadYaml, AliasesLeadToTheLatestAnchorOfTheirName) {
  const Reading reading(kYaml, "a: &x 1\nb: *x\nc: &x 2\nd: *x\n", strict());
  const tree::Cursor root(reading.tree(), 0);
  EXPECT_EQ(root.find("b")->text(), "1");
  EXPECT_EQ(root.find("d")->text(), "2");
}

TEST(ReadYaml, MergeKeysReadThroughTheCursor) {
  const Reading reading(kYaml, "base: &b {x: 1, y: 2}\nmine:\n  <<: *b\n  y: 3\n", strict());
  const auto mine = tree::Cursor(reading.tree(), 0).find("mine");
  ASSERT_TRUE(mine.has_value());
  EXPECT_EQ(mine->find("x")->text(), "1");
  EXPECT_EQ(mine->find("y")->text(), "3");
  EXPECT_EQ(mine->size(), 2U);
}

TEST(ReadYaml, AnAliasBombReadsAsWhatIsWritten) {
  std::string text = "a0: &a0 [x, x]\n";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + ", " + before + "]\n";
  }
  const Reading reading(kYaml, text, strict());
  ASSERT_TRUE(reading.is_complete());
  EXPECT_LT(reading.tree().nodes().size(), 200U);
  // Down the first elements only: 2^40 leaves are reachable, a chain of them ends.
  tree::Cursor cursor = *tree::Cursor(reading.tree(), 0).find("a39");
  unsigned steps = 0;
  while (cursor.is_sequence() && steps < 100) {
    cursor = *cursor.at(0);
    ++steps;
  }
  EXPECT_LT(steps, 100U);
}

TEST(ReadYaml, AnAliasToItsOwnParentEnds) {
  const Reading reading(kYaml, "a: &a\n  b: *a\n", strict());
  ASSERT_TRUE(reading.is_complete());
  tree::Cursor cursor = *tree::Cursor(reading.tree(), 0).find("a");
  unsigned steps = 0;
  for (; cursor.is_mapping() && steps < 1000; ++steps) cursor = *cursor.find("b");
  EXPECT_LE(steps, tree::kMaxAliasDepth + 1);
}

TEST(ReadYaml, BlockCollectionsEndWithTheirLastEntry) {
  const Reading reading(kYaml, "a:\n  b: x  # c\n\n  # d\ne:\n- f\n- |\n  g\n\n", strict());
  ASSERT_TRUE(reading.is_complete());
  EXPECT_EQ(value_token(reading, "a"), "b: x");
  EXPECT_EQ(value_token(reading, "e"), "- f\n- |\n  g\n");
  EXPECT_EQ(reading.tree().comments().size(), 2U);
}

TEST(ReadYaml, EveryDocumentHasItsRoot) {
  const Reading reading(kYaml, "%YAML 1.2\n---\na: 1\n...\n# c\nb\n---\n- x\n", strict());
  ASSERT_TRUE(reading.is_complete());
  ASSERT_EQ(reading.tree().documents().size(), 3U);
  EXPECT_EQ(reading.tree().node(reading.tree().documents()[0]).kind, NodeKind::mapping);
  EXPECT_EQ(reading.tree().text(reading.tree().documents()[1]), "b");
  EXPECT_EQ(reading.tree().node(reading.tree().documents()[2]).kind, NodeKind::sequence);
}

TEST(ReadYaml, APairInBracketsIsAMappingWithoutBraces) {
  const Reading reading(kYaml, "[a: 1, {b: 2}, [c]: 3, \"d\":4]\n", strict());
  ASSERT_TRUE(reading.is_complete());
  const tree::Tree& tree = reading.tree();
  EXPECT_EQ(tree.token(1), "a: 1");
  EXPECT_EQ(tree.node(1).style, Style::block);
  EXPECT_EQ(tree.token(4), "{b: 2}");
  EXPECT_EQ(tree.node(4).style, Style::flow);
  EXPECT_EQ(tree.token(7), "[c]: 3");
  EXPECT_EQ(tree.token(11), "\"d\":4");
}

TEST(ReadYaml, PlainScalarsAreTypedByTheCoreSchema) {
  const Reading reading(kYaml, "[~, null, True, no, 0o17, 0x1F, 012, 1_000, 1e3, .5, -.inf, .nan, '1', 1.2.3, +1, 0b1]",
                        strict());
  ASSERT_TRUE(reading.is_complete());
  std::string kinds;
  for (const tree::Node& node : reading.tree().nodes()) kinds += "nbirsumqa"[static_cast<int>(node.kind)];
  EXPECT_EQ(kinds, "qnnbsiiisrrrrssis");
}

TEST(ReadYaml, DuplicateNamesAreReportedInBlockAndFlowMappings) {
  const Reading reading(kYaml, "a: 1\nb: {x: 1, 'x': 2}\na: 2\n\"1\": x\n1: y\n");
  ASSERT_TRUE(reading.is_complete());
  ASSERT_EQ(reading.result().problems.size(), 2U);
  const tree::Problem& in_flow = reading.result().problems[0];
  EXPECT_EQ(in_flow.code, tree::ProblemCode::duplicate_key);
  EXPECT_EQ(base::slice(reading.source(), in_flow.span), "'x'");
  const tree::Problem& in_block = reading.result().problems[1];
  EXPECT_EQ(in_block.span, (base::Span{23, 24}));
  EXPECT_EQ(in_block.related, (base::Span{0, 1}));
  EXPECT_TRUE(in_block.repaired);
}

TEST(ReadYaml, AReaderGivesTheSameAgainAfterAnyOtherFile) {
  const tree::KeyTable keys;
  tree::Reader reader(keys);
  tree::ReadResult result;
  const auto read = [&](const std::string& text) {
    static std::string buffer;
    buffer = text + std::string(tree::kPadding, 'x');
    reader.read(kYaml, std::string_view(buffer).substr(0, text.size()), strict(), result);
    return result.complete;
  };
  EXPECT_TRUE(read("%TAG !e! tag:x,\n---\n&a !e!x a\n"));
  EXPECT_FALSE(read("*a"));
  EXPECT_FALSE(read("!e!x a"));
  EXPECT_FALSE(read("%YAML 1.2\n"));
  EXPECT_TRUE(read("%YAML 1.2\n---\n[[a]]: b\n"));
  EXPECT_TRUE(read("[[a]]: b\n"));
}

}  // namespace
}  // namespace paritylint::test
