// Values by style, and the way from a piece of a value back to its bytes.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tree/reading.h"
#include "tree/source_span.h"
#include "tree/yaml_scalar.h"

namespace paritylint::test {
namespace {

constexpr auto kYaml = tree::Format::yaml;

struct Spelling {
  std::string text;  // a mapping with one member
  std::string value;
};

TEST(YamlScalar, ValuesFollowTheirStyle) {
  const Spelling spellings[] = {
      {"a: b c\n", "b c"},
      {"a: b\n  c\n\n  d\n", "b c\nd"},
      {"a: b\r\n  c\r\n\r\n  d\r\n", "b c\nd"},
      {"a: 'it''s'\n", "it's"},
      {"a: ' b\n  c\n\n\n  d '\n", " b c\n\nd "},
      {"a: \"b\\tc\\u00e9\\x41\\U0001F600\"\n", "b\tc\u00e9A\U0001F600"},
      {"a: \"b \\\n   c\"\n", "b c"},
      {"a: \"b\n\n  c\\n\"\n", "b\nc\n"},
      {"a: \"\\  b\\/\"\n", "  b/"},
      {"a: |\n  b\n   c\n\n  d\n", "b\n c\n\nd\n"},
      {"a: |-\n  b\n\n", "b"},
      {"a: |+\n  b\n\n", "b\n\n"},
      {"a: |2\n   b\n", " b\n"},
      {"a: >\n  b\n  c\n\n  d\n", "b c\nd\n"},
      {"a: >\n  b\n    c\n  d\n", "b\n  c\nd\n"},
      {"a: >-\n\n  b\n  c\n", "\nb c"},
      {"a: |\n", ""},
      {"a: |+\n\n\n", "\n\n"},
      {"a: |\r\n  b\r\n  c\r\n", "b\nc\n"},
  };
  for (const Spelling& spelling : spellings) {
    const Reading reading(kYaml, spelling.text, strict());
    ASSERT_TRUE(reading.is_complete()) << spelling.text;
    EXPECT_EQ(reading.tree().text(2), spelling.value) << spelling.text;
    EXPECT_EQ(tree::decode_scalar(reading.tree(), 2), spelling.value) << spelling.text;
  }
}

TEST(YamlScalar, AnIndentationIndicatorCountsFromTheCollection) {
  const Reading reading(kYaml, "a:\n  - b: |1\n      c\n     d\n  - |3\n      e\n", strict());
  ASSERT_TRUE(reading.is_complete());
  const tree::Tree& tree = reading.tree();
  EXPECT_EQ(tree.text(5), " c\nd\n");
  EXPECT_EQ(tree.text(6), " e\n");
  EXPECT_EQ(tree::decode_scalar(tree, 5), " c\nd\n");
  EXPECT_EQ(tree::decode_scalar(tree, 6), " e\n");
}

TEST(YamlScalar, APieceOfTheValueLeadsBackToItsBytes) {
  const struct {
    std::string text, part, bytes;
  } cases[] = {
      {"a: plain text\n", "text", "text"},
      {"a: 'it''s me'\n", "'s", "''s"},
      {"a: \"x\\u0041y\"\n", "A", "\\u0041"},
      {"a: \"x\\u0041y\"\n", "Ay", "\\u0041y"},
      {"a: b\n  c\n", "b c", "b\n  c"},
      {"a: b\n  cd\n", "d", "d"},
      {"a: |\n  first\n  second\n", "second", "second"},
      {"a: |\r\n  first\r\n  second\r\n", "second", "second"},
      {"a: >\n  first\n  second\n", "second", "second"},
      {"a: >\n  first\n  second\n", "first second", "first\n  second"},
      {"a: \"one \\\n   two\"\n", "two", "two"},
  };
  for (const auto& one : cases) {
    const Reading reading(kYaml, one.text, strict());
    ASSERT_TRUE(reading.is_complete()) << one.text;
    const std::size_t at = reading.tree().text(2).find(one.part);
    ASSERT_NE(at, std::string::npos) << one.text;
    const base::Span decoded = {base::offset32(at), base::offset32(at + one.part.size())};
    EXPECT_EQ(base::slice(reading.source(), tree::source_span(reading.tree(), 2, decoded)), one.bytes) << one.text;
  }
}

TEST(YamlScalar, PiecesCoverTheValueInOrder) {
  const Reading reading(kYaml, "a: \"b\\n\n  c \\\n\n  d\"\nb: >+\n\n  x\n   y\n\n  z\n  w\n\n\nc: p\n  q\n\n  r\n",
                        strict());
  ASSERT_TRUE(reading.is_complete());
  for (tree::NodeId id = 1; id < reading.tree().nodes().size(); ++id) {
    std::vector<tree::Piece> pieces;
    const auto value = tree::decode_yaml_scalar(reading.tree(), id, &pieces);
    ASSERT_TRUE(value.has_value());
    std::uint32_t decoded = 0;
    std::uint32_t source = reading.tree().node(id).content.begin;
    for (const tree::Piece& piece : pieces) {
      EXPECT_EQ(piece.decoded.begin, decoded);
      EXPECT_GE(piece.source.begin, source);
      decoded = piece.decoded.end;
      source = piece.source.end;
    }
    EXPECT_EQ(decoded, value->size());
    EXPECT_LE(source, reading.tree().node(id).content.end);
  }
}

}  // namespace
}  // namespace paritylint::test
