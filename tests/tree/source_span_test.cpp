#include "tree/source_span.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tree/read_document.h"
#include "tree/reading.h"

namespace paritylint::tree {
namespace {

using test::Reading;

struct Case {
  std::string content;  // between the quotes
  Span decoded;
  std::string source;  // the bytes that spell it
};

TEST(SourceSpan, FollowsJsonEscapes) {
  const std::vector<Case> cases = {
      {"plain", {1, 3}, "la"},
      {"plain", {0, 5}, "plain"},
      {R"(a\nb)", {0, 1}, "a"},
      {R"(a\nb)", {1, 2}, R"(\n)"},
      {R"(a\nb)", {2, 3}, "b"},
      {R"(a\nb)", {0, 3}, R"(a\nb)"},
      {R"(a\nb)", {1, 3}, R"(\nb)"},
      {R"(\u0041bc)", {0, 1}, R"(\u0041)"},
      {R"(\u0041bc)", {1, 2}, "b"},
      {R"(x\u00e9y)", {1, 3}, R"(\u00e9)"},
      {R"(x\u00e9y)", {1, 2}, R"(\u00e9)"},
      {R"(x\u00e9y)", {2, 4}, R"(\u00e9y)"},
      {R"(x\ud83d\ude00y)", {1, 5}, R"(\ud83d\ude00)"},
      {R"(x\ud83d\ude00y)", {3, 4}, R"(\ud83d\ude00)"},
      {R"(x\ud83d\ude00y)", {5, 6}, "y"},
      {R"(x\ud83dy)", {1, 4}, R"(\ud83d)"},
      {R"(x\ud83dy)", {4, 5}, "y"},
      {R"(\"\\\/)", {1, 2}, R"(\\)"},
      {R"(é\t😀)", {3, 7}, "😀"},
      {R"(\tab)", {1, 1}, ""},
      {R"(\tab)", {3, 3}, ""},
  };
  for (const Case& one : cases) {
    const Reading reading(Format::json, "[\"" + one.content + "\"]");
    ASSERT_TRUE(reading.is_complete()) << one.content;
    const Span span = source_span(reading.tree(), 1, one.decoded);
    EXPECT_EQ(base::slice(reading.source(), span), one.source) << one.content << " " << one.decoded.begin;
  }
}

TEST(SpanMapper, GivesWhatSourceSpanGivesForAnyOrderOfNodes) {
  const test::ReadDocument first(Format::json, R"(["a\u0041b", "c\nd", "plain"])");
  const test::ReadDocument second(Format::json, R"(["\u0041\u0042b", "c\nd", "plain"])");
  SpanMapper mapper;
  for (const test::ReadDocument* document : {&first, &second, &first}) {
    mapper.restart(document->tree());
    for (const NodeId node : {1u, 2u, 1u, 3u, 2u}) {
      for (std::uint32_t begin = 0; begin < 3; ++begin) {
        EXPECT_EQ(mapper.source_span(node, {begin, 3}), source_span(document->tree(), node, {begin, 3}));
      }
    }
  }
}

TEST(SourceSpan, PlacesEmptyRanges) {
  const Reading reading(Format::json, R"(["\tab\n"])");
  EXPECT_EQ(source_span(reading.tree(), 1, {0, 0}), (Span{2, 2}));
  EXPECT_EQ(source_span(reading.tree(), 1, {1, 1}), (Span{4, 4}));
  EXPECT_EQ(source_span(reading.tree(), 1, {4, 4}), (Span{8, 8}));
}

TEST(SourceSpan, MapsPlainScalarsByteByByte) {
  const Reading reading(Format::json, "[12345, <PORT>]");
  EXPECT_EQ(source_span(reading.tree(), 1, {1, 3}), (Span{2, 4}));
  EXPECT_EQ(source_span(reading.tree(), 2, {1, 5}), (Span{9, 13}));
  EXPECT_EQ(source_span(reading.tree(), 2, {0, 6}), (Span{8, 14}));
}

// Every way to escape a few characters, against what simdjson decodes.
TEST(DecodeScalar, AgreesWithTheReader) {
  const std::vector<std::string> units = {"a",     R"(\n)",           R"(\u0041)", R"(\u00E9)",
                                          "é",     R"(\ud83d\ude00)", R"(\ud83d)", R"(\ude00)",
                                          R"(\\)", R"(\")",           R"(\u0000)", R"(\u20ac)"};
  for (const std::string& first : units) {
    for (const std::string& second : units) {
      for (const std::string& third : units) {
        const Reading reading(Format::json, "[\"" + first + second + third + "\"]");
        ASSERT_TRUE(reading.is_complete()) << reading.source();
        EXPECT_EQ(decode_scalar(reading.tree(), 1), reading.tree().text(1)) << reading.source();
      }
    }
  }
}

// Neighbouring decoded bytes come from neighbouring source bytes or from one escape.
TEST(SourceSpan, CoversTheContentWithoutGaps) {
  const Reading reading(Format::json, R"(["a\u00e9\n\ud83d\ude00\\z\ud800"])");
  const Tree& tree = reading.tree();
  Span last = {tree.node(1).content.begin, tree.node(1).content.begin};
  for (std::uint32_t at = 0; at < tree.node(1).text_size; ++at) {
    const Span span = source_span(tree, 1, {at, at + 1});
    EXPECT_TRUE(span == last || span.begin == last.end) << at;
    last = span;
  }
  EXPECT_EQ(last.end, tree.node(1).content.end);
}

}  // namespace
}  // namespace paritylint::tree
