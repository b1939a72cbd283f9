#include "tree/builder.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "tree/reading.h"

namespace paritylint::tree {
namespace {

using test::Reading;

constexpr std::array<std::string_view, 3> kNames = {"a", "b", "c"};

TEST(TreeBuilder, NumbersKeysOfMembersOnly) {
  const KeyTable keys(kNames);
  Reader reader(keys);
  ReadResult result;
  const std::string text = R"({"b": [1, {"c": null}], "z": true})" + std::string(kPadding, '\0');
  reader.read(Format::json, std::string_view(text).substr(0, text.size() - kPadding), {}, result);
  ASSERT_TRUE(result.complete);
  std::string seen;
  for (NodeId id = 0; id < result.tree.nodes().size(); ++id) {
    const Node& node = result.tree.node(id);
    seen += result.tree.token(id).substr(0, 3);
    if (node.is_key) seen += " is a key";
    if (node.key == kUnknownKey) seen += " of unknown";
    if (node.key < keys.size()) seen += " of " + std::string(keys.name(node.key));
    seen += '\n';
  }
  EXPECT_EQ(seen,
            "{\"b\n\"b\" is a key\n[1, of b\n1\n{\"c\n\"c\" is a key\nnul of c\n\"z\" is a key\ntru of unknown\n");
}

TEST(TreeBuilder, FindsTheNameOfEveryMember) {
  const Reading reading(Format::json, R"({"a": {"b": [1, 2]}, "c": "x"})");
  const Tree& tree = reading.tree();
  EXPECT_EQ(tree.text(tree.key_node(2)), "a");
  EXPECT_EQ(tree.text(tree.key_node(4)), "b");
  EXPECT_EQ(tree.key_node(5), kNoNode);
  EXPECT_EQ(tree.text(tree.key_node(8)), "c");
  EXPECT_EQ(tree.key_node(0), kNoNode);
}

TEST(TreeBuilder, FindsTheNameBehindACollectionAsName) {
  const std::string source = "{[a]: b}";
  Tree tree;
  TreeBuilder builder;
  const KeyTable keys(kNames);
  builder.reset(tree, Format::yaml, source, keys);
  builder.begin_document();
  builder.begin_collection(NodeKind::mapping, Style::flow, 0);
  const NodeId name = builder.begin_collection(NodeKind::sequence, Style::flow, 1);
  builder.scalar(NodeKind::string, Style::plain, {2, 3}, {2, 3});
  builder.end_collection(4);
  const NodeId value = builder.scalar(NodeKind::string, Style::plain, {6, 7}, {6, 7});
  builder.end_collection(8);
  builder.end_document();
  EXPECT_TRUE(tree.node(name).is_key);
  EXPECT_EQ(tree.node(value).key, kUnknownKey);
  EXPECT_EQ(tree.key_node(value), name);
  EXPECT_EQ(tree.node(name).content, (Span{2, 3}));
}

TEST(TreeBuilder, DropsDocumentsWithoutNodes) {
  Tree tree;
  TreeBuilder builder;
  builder.reset(tree, Format::yaml, "", Reading::no_keys());
  builder.begin_document();
  builder.end_document();
  EXPECT_TRUE(tree.documents().empty());
}

TEST(TreeBuilder, PutsCommentsBeforeTheNodeThatFollows) {
  const Reading reading(Format::json, "/*0*/[/*1*/ 1, /*2*/ 2 /*end*/]");
  ASSERT_TRUE(reading.is_complete());
  std::string next;
  for (const Comment& comment : reading.tree().comments()) next += std::to_string(comment.next_node) + " ";
  EXPECT_EQ(next, "0 1 2 3 ");
}

TEST(TreeBuilder, ReportsEveryLaterDuplicateWithTheFirst) {
  const Reading reading(Format::json, R"({"a": 1, "b": 2, "a": 3, "a": 4})");
  ASSERT_TRUE(reading.is_complete());
  ASSERT_EQ(reading.result().problems.size(), 2u);
  for (const Problem& problem : reading.result().problems) {
    EXPECT_EQ(problem.code, ProblemCode::duplicate_key);
    EXPECT_EQ(problem.related, (Span{1, 4}));
    EXPECT_TRUE(problem.repaired);
  }
  EXPECT_EQ(reading.result().problems[0].span, (Span{17, 20}));
  EXPECT_EQ(reading.result().problems[1].span, (Span{25, 28}));
}

TEST(TreeBuilder, ComparesDecodedNamesForDuplicates) {
  const Reading reading(Format::json, R"({"a": 1, "\u0061": 2})");
  EXPECT_EQ(reading.result().problems.size(), 1u);
}

TEST(TreeBuilder, FindsNamesThatRepeatInAnotherSpelling) {
  const struct {
    std::string_view text, found;
  } repeated[] = {
      {"true: 1\nTrue: 2\n", "\"True\""},
      {"null: 1\n~: 2\n", "\"~\""},
      {"x: &n family\nfamily: 1\n*n : 2\n", "\"*n\""},
      {"x: &n family\n*n : 1\nfamily: 2\n", "\"family\""},
      {"x: &n family\n*n : 1\n*n : 2\n", "\"*n\""},
  };
  for (const auto& [text, found] : repeated) {
    const Reading reading(Format::yaml, text);
    ASSERT_EQ(reading.result().problems.size(), 1u) << text;
    EXPECT_EQ(reading.result().problems[0].code, ProblemCode::duplicate_key) << text;
    EXPECT_EQ(reading.result().problems[0].found, found) << text;
  }
  for (const std::string_view text : {"true: 1\n\"true\": 2\n", "true: 1\nfalse: 2\n", "~: 1\n\"null\": 2\n",
                                      "x: &n family\nn: 1\n*n : 2\n", "x: &n [a]\n*n : 1\n\"[a]\": 2\n"}) {
    EXPECT_TRUE(Reading(Format::yaml, text).result().problems.empty()) << text;
  }
}

TEST(TreeBuilder, KeepsDuplicatesOfDifferentMappingsApart) {
  const Reading reading(Format::json, R"({"a": {"a": 1}, "b": {"a": 1}, "c": [{"a": 1}, {"a": 1}]})");
  EXPECT_TRUE(reading.result().problems.empty());
}

// The quick filter, the comparison in pairs and the sorting must agree, so each size is tried around their borders.
TEST(TreeBuilder, FindsDuplicatesInMappingsOfAnySize) {
  for (const int size : {2, 3, 15, 16, 17, 63, 64, 65, 300}) {
    std::string text = "{";
    for (int member = 0; member < size; ++member) text += "\"name-" + std::to_string(member) + "\": 0, ";
    const Reading unique(Format::json, text + "\"last\": 0}");
    EXPECT_TRUE(unique.result().problems.empty()) << size;
    const Reading repeated(Format::json, text + "\"name-1\": 0, \"last\": 1, \"name-1\": 2}");
    ASSERT_EQ(repeated.result().problems.size(), 2u) << size;
    const Tree& tree = repeated.tree();
    EXPECT_TRUE(tree.is_overridden(3)) << size;
    EXPECT_FALSE(tree.is_overridden(1)) << size;
    EXPECT_TRUE(tree.is_overridden(tree.duplicate_keys().front().key) || tree.duplicate_keys().size() == 2) << size;
    EXPECT_FALSE(tree.is_overridden(static_cast<NodeId>(tree.nodes().size() - 2))) << size;
  }
}

TEST(TreeBuilder, FindsManyDuplicatesQuickly) {
  std::string text = "[";
  for (int mapping = 0; mapping < 40000; ++mapping) text += R"({"a":0,"a":1},)";
  ReadOptions options;
  options.max_problems = 50000;
  const Reading many(Format::json, text + "0]", options);
  EXPECT_EQ(many.result().problems.size(), 40000u);
  text = "{";
  for (int member = 0; member < 200000; ++member)
    text += "\"prefix-8-" + std::to_string(100000 + member) + "-8-suffix\":0,";
  const Reading wide(Format::json, text + "\"a\":0}");
  EXPECT_TRUE(wide.is_complete());
  EXPECT_TRUE(wide.result().problems.empty());
}

}  // namespace
}  // namespace paritylint::tree
