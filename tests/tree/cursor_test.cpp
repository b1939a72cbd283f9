#include "tree/cursor.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "tree/builder.h"
#include "tree/read_document.h"
#include "tree/reading.h"

namespace paritylint::tree {
namespace {

using test::Reading;

// A tree without a reader: `&x` before a collection or scalar anchors it, `*x` is an alias. Tokens are separated by
// blanks; `{ } [ ]` open and close; everything else is a plain scalar.
class Sketch {
 public:
  explicit Sketch(std::string text) : text_(std::move(text)) {
    builder_.reset(tree_, Format::yaml, text_, Reading::no_keys());
    builder_.begin_document();
    for (std::size_t at = text_.find_first_not_of(' '); at != std::string::npos;
         at = text_.find_first_not_of(' ', at)) {
      const std::size_t end = std::min(text_.find(' ', at), text_.size());
      add({base::offset32(at), base::offset32(end)});
      at = end;
    }
    builder_.end_document();
  }

  const Tree& tree() const { return tree_; }
  Cursor root() const { return {tree_, 0}; }

 private:
  void add(Span token) {
    const std::string_view word = base::slice(text_, token);
    if (word[0] == '&') {
      anchors_[std::string(word.substr(1))] = builder_.next_node();
    } else if (word[0] == '*') {
      const auto anchor = anchors_.find(std::string(word.substr(1)));
      builder_.alias(token, anchor != anchors_.end() ? anchor->second : kNoNode);
    } else if (word == "{" || word == "[") {
      builder_.begin_collection(word == "{" ? NodeKind::mapping : NodeKind::sequence, Style::flow, token.begin);
    } else if (word == "}" || word == "]") {
      builder_.end_collection(token.end);
    } else {
      builder_.scalar(NodeKind::string, Style::plain, token, token);
    }
  }

  std::string text_;
  Tree tree_;
  TreeBuilder builder_;
  std::map<std::string, NodeId> anchors_;
};

std::string members(const Cursor& cursor) {
  std::string found;
  cursor.for_each_member([&](const Cursor& name, const Cursor& value) {
    found += std::string(name.text()) + "=" + std::string(value.text()) + " ";
  });
  return found;
}

TEST(Cursor, FindsMembersAndElements) {
  const Reading reading(Format::json, R"({"a": [10, 20], "b": {"c": "x"}})");
  const Cursor root(reading.tree(), 0);
  EXPECT_EQ(root.find("b")->find("c")->text(), "x");
  EXPECT_EQ(root.find("a")->at(1)->text(), "20");
  EXPECT_FALSE(root.find("a")->at(2).has_value());
  EXPECT_FALSE(root.find("z").has_value());
  EXPECT_FALSE(root.find("a")->find("c").has_value());
  EXPECT_FALSE(root.at(0).has_value());
  EXPECT_EQ(root.size(), 2u);
  EXPECT_EQ(root.find("a")->size(), 2u);
  EXPECT_EQ(root.find("b")->find("c")->size(), 0u);
}

TEST(Cursor, LetsTheLastOfDuplicatesCount) {
  const Reading reading(Format::json, R"({"a": 1, "b": 2, "a": 3})");
  const Cursor root(reading.tree(), 0);
  EXPECT_EQ(root.find("a")->text(), "3");
  EXPECT_EQ(members(root), "b=2 a=3 ");
  EXPECT_EQ(root.size(), 2u);
}

TEST(Cursor, FollowsAliasesAndTellsThroughWhich) {
  const Sketch sketch("{ a &x { k v } b *x }");
  const Cursor value = *sketch.root().find("b")->find("k");
  EXPECT_EQ(value.text(), "v");
  EXPECT_EQ(sketch.tree().token(value.via()), "*x");
  EXPECT_EQ(sketch.root().find("a")->find("k")->via(), kNoNode);
  EXPECT_EQ(value.node(), sketch.root().find("a")->find("k")->node());
}

TEST(Cursor, ReadsUnknownAliasAsNull) {
  const Sketch sketch("{ a *nowhere }");
  const Cursor value = *sketch.root().find("a");
  EXPECT_EQ(value.kind(), NodeKind::null);
  EXPECT_TRUE(value.is_scalar());
  EXPECT_EQ(value.text(), "");
}

TEST(Cursor, ReadsAliasInsideItsOwnAnchorAsNull) {
  const Sketch sketch("&x { a *x }");
  EXPECT_EQ(sketch.root().find("a")->kind(), NodeKind::null);
}

TEST(Cursor, EndsChainsOfAliases) {
  std::string text = "[ &a0 [ x ] ";
  for (unsigned level = 1; level < 40; ++level) {
    text += "&a" + std::to_string(level) + " [ *a" + std::to_string(level - 1) + " ] ";
  }
  const Sketch sketch(text + "*a39 ]");
  Cursor cursor = *sketch.root().at(40);
  unsigned depth = 0;
  while (cursor.is_sequence()) {
    cursor = *cursor.at(0);
    ++depth;
  }
  EXPECT_EQ(cursor.kind(), NodeKind::null);
  EXPECT_EQ(depth, kMaxAliasDepth);
}

TEST(Cursor, ExpandsMergeWhereItStands) {
  const Sketch sketch("{ base &x { a 1 b 2 } it { first 0 << *x b 3 } }");
  const Cursor it = *sketch.root().find("it");
  EXPECT_EQ(members(it), "first=0 a=1 b=3 ");
  EXPECT_EQ(it.find("a")->text(), "1");
  EXPECT_EQ(it.find("b")->text(), "3");
  EXPECT_EQ(it.size(), 3u);
  EXPECT_FALSE(it.find("<<").has_value());
}

TEST(Cursor, PrefersTheFirstOfMergedMappings) {
  const Sketch sketch("{ x &x { a 1 c 1 } y &y { a 2 b 2 } it { << [ *x *y ] } }");
  EXPECT_EQ(members(*sketch.root().find("it")), "a=1 c=1 b=2 ");
}

TEST(Cursor, PrefersTheLastOfSeveralMerges) {
  const Sketch sketch("{ x &x { a 1 } y &y { a 2 } it { << *x << *y } }");
  EXPECT_EQ(members(*sketch.root().find("it")), "a=2 ");
}

TEST(Cursor, ExpandsMergesOfMerges) {
  const Sketch sketch("{ x &x { a 1 b 1 } y &y { << *x b 2 } it { << *y c 3 } }");
  const Cursor it = *sketch.root().find("it");
  EXPECT_EQ(it.find("a")->text(), "1");
  EXPECT_EQ(it.find("b")->text(), "2");
  EXPECT_EQ(it.size(), 3u);
}

TEST(Cursor, ReadsQuotedMergeMarkAsAName) {
  const Reading reading(Format::json, R"({"<<": {"a": 1}})");
  EXPECT_TRUE(Cursor(reading.tree(), 0).find("<<").has_value());
}

TEST(Cursor, IgnoresMergeOfAScalar) {
  const Sketch sketch("{ << x a 1 }");
  EXPECT_EQ(members(sketch.root()), "a=1 ");
}

// A list of aliases that many mappings merge must not cost its length for each of them.
TEST(Cursor, MergesABoundedNumberOfMappings) {
  std::string text = "list: &list [";
  for (std::size_t i = 0; i < kMaxMergeSources + 2; ++i) text += "{k" + std::to_string(i) + ": 1}, ";
  text += "]\nweb: {<<: *list}\n";
  const test::ReadDocument document(Format::yaml, text);
  EXPECT_EQ(document.root().find("web")->size(), kMaxMergeSources);
  EXPECT_TRUE(document.root().find("web")->find("k0"));
}

TEST(Cursor, ExpandsMergeBombOnce) {
  std::string text = "{ l0 &l0 { x 1 } ";
  for (int level = 1; level < 30; ++level) {
    const std::string below = "*l" + std::to_string(level - 1) + " ";
    text += "l" + std::to_string(level) + " &l" + std::to_string(level) + " { << [ " + below + below + below + "] } ";
  }
  const Sketch sketch(text + "}");
  EXPECT_EQ(members(*sketch.root().find("l29")), "x=1 ");
  EXPECT_FALSE(sketch.root().find("l29")->find("y").has_value());
}

}  // namespace
}  // namespace paritylint::tree
