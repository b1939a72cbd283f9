// The fast path: what simdjson On-Demand would get wrong if it were left alone (each trap by name), and the limits.
#include <gtest/gtest.h>

#include <stop_token>
#include <string>
#include <vector>

#include "tree/gap_invariant.h"
#include "tree/read.h"
#include "tree/reading.h"

namespace paritylint::tree {
namespace {

using test::Reading;
using test::strict;

// The tokens of all nodes, separated by '|'.
std::string tokens(const Tree& tree) {
  std::string all;
  for (NodeId id = 0; id < tree.nodes().size(); ++id) all += std::string(tree.token(id)) + "|";
  return all;
}

TEST(ReadJson, GivesTokensWithoutTheWhiteSpaceBehindThem) {
  const Reading reading(Format::json, " { \"a\\u0041\" \t: 1 , \"b\" : [ true , null ] } \r\n", strict());
  ASSERT_TRUE(reading.is_complete());
  EXPECT_EQ(tokens(reading.tree()),
            "{ \"a\\u0041\" \t: 1 , \"b\" : [ true , null ] }|\"a\\u0041\"|1|\"b\"|[ true , null ]|true|null|");
}

TEST(ReadJson, GivesContentsInsideQuotesAndBrackets) {
  const Reading reading(Format::json, R"({"a": ["x"]})", strict());
  const Tree& tree = reading.tree();
  EXPECT_EQ(base::slice(tree.source(), tree.node(0).content), R"("a": ["x"])");
  EXPECT_EQ(base::slice(tree.source(), tree.node(1).content), "a");
  EXPECT_EQ(base::slice(tree.source(), tree.node(2).content), "\"x\"");
}

TEST(ReadJson, GivesEndsOfContainersWhateverFollows) {
  for (const char* text :
       {"[[],{}]", "[ [ ] , { } ] ", "[[[1]],[{\"a\":{}}]]\n\n", "{\"a\":{\"b\":{\"c\":[]}}}", "[[ 1 ]\n,2]"}) {
    const Reading reading(Format::json, text, strict());
    ASSERT_TRUE(reading.is_complete()) << text;
    EXPECT_EQ(test::find_broken_gap(reading.tree()), std::nullopt) << text;
  }
}

TEST(ReadJson, RefusesTrailingContent) {
  for (const char* text :
       {R"({"a":1} x)", R"({"k":1}})", "[1] [2]", "[1],", "1 2", "\"a\" \"b\"", "true false", "{}{}"}) {
    const Reading reading(Format::json, text, strict());
    EXPECT_FALSE(reading.is_complete()) << text;
    ASSERT_EQ(reading.result().problems.size(), 1u) << text;
    EXPECT_EQ(reading.result().problems[0].code, ProblemCode::trailing_content) << text;
  }
}

TEST(ReadJson, ChecksValuesThatNobodyReads) {
  for (const char* text :
       {R"({"a":nul})", "[tru]", "[1e]", "[-]", "[01]", "[nulll]", "[1 2]", "[\"a\"x]", "[1\"a\"]"}) {
    EXPECT_FALSE(Reading(Format::json, text, strict()).is_complete()) << text;
  }
}

TEST(ReadJson, AcceptsNumbersBeyondDoubles) {
  const Reading reading(Format::json, "[1e400, -1E-400, 123456789012345678901234567890, 0.1e+1, -0]", strict());
  ASSERT_TRUE(reading.is_complete());
  EXPECT_EQ(reading.tree().text(1), "1e400");
  EXPECT_EQ(reading.tree().text(3), "123456789012345678901234567890");
}

TEST(ReadJson, TellsIntegersFromReals) {
  const Reading reading(Format::json, "[0, -7, 1.0, 1e2, 1E2]", strict());
  const std::vector<NodeKind> kinds = {NodeKind::sequence, NodeKind::integer, NodeKind::integer,
                                       NodeKind::real,     NodeKind::real,    NodeKind::real};
  ASSERT_EQ(reading.tree().nodes().size(), kinds.size());
  for (NodeId id = 0; id < kinds.size(); ++id) EXPECT_EQ(reading.tree().node(id).kind, kinds[id]) << id;
}

TEST(ReadJson, TakesTextWithoutEscapesFromTheSource) {
  const Reading reading(Format::json, R"(["plain", "a\nb"])", strict());
  EXPECT_FALSE(reading.tree().node(1).text_in_arena);
  EXPECT_TRUE(reading.tree().node(2).text_in_arena);
  EXPECT_EQ(reading.tree().text(2), "a\nb");
  EXPECT_FALSE(Reading(Format::json, "\"root\"", strict()).tree().node(0).text_in_arena);
}

// simdjson's buffer of decoded strings is reused by the next file; the tree's text must not be.
TEST(ReadJson, KeepsDecodedTextWhenTheNextFileIsRead) {
  const KeyTable keys;
  Reader reader(keys);
  ReadResult first;
  ReadResult second;
  const std::string a = R"(["\u0041first"])" + std::string(kPadding, ' ');
  const std::string b = R"(["\u0042other"])" + std::string(kPadding, ' ');
  reader.read(Format::json, a, {}, first);
  reader.read(Format::json, b, {}, second);
  EXPECT_EQ(first.tree.text(1), "Afirst");
  EXPECT_EQ(second.tree.text(1), "Bother");
}

TEST(ReadJson, ReadsAnEmptyView) {
  const KeyTable keys;
  Reader reader(keys);
  ReadResult result;
  reader.read(Format::json, std::string_view(), {}, result);
  EXPECT_FALSE(result.complete);
  EXPECT_EQ(result.problems.at(0).code, ProblemCode::empty_file);
}

TEST(ReadJson, DecodesEscapesInNames) {
  const Reading reading(Format::json, R"({"a\"\u00e9\ud83d\ude00": 1})", strict());
  EXPECT_EQ(reading.tree().text(1), "a\"é😀");
}

TEST(ReadJson, PutsReplacementForLoneSurrogates) {
  const Reading reading(Format::json, R"({"a\ud800": "x\udc00y\ud83d\ude00\ud83d"})", strict());
  ASSERT_TRUE(reading.is_complete());
  EXPECT_EQ(reading.tree().text(1), "a\xef\xbf\xbd");
  EXPECT_EQ(reading.tree().text(2), "x\xef\xbf\xbdy😀\xef\xbf\xbd");
  ASSERT_EQ(reading.result().problems.size(), 3u);
  for (const Problem& problem : reading.result().problems) {
    EXPECT_EQ(problem.code, ProblemCode::lone_surrogate);
    EXPECT_TRUE(problem.repaired);
    EXPECT_EQ(problem.span.size(), 6u);
  }
  EXPECT_EQ(reading.result().problems[1].span, (Span{14, 20}));
}

TEST(ReadJson, SkipsByteOrderMarkAndCountsIt) {
  const Reading reading(Format::json, "\xef\xbb\xbf{\"a\": \"\\n\"}", strict());
  ASSERT_TRUE(reading.is_complete());
  EXPECT_EQ(reading.tree().node(0).token, (Span{3, 14}));
  EXPECT_EQ(reading.tree().token(1), "\"a\"");
  const Reading wrong(Format::json, "\xef\xbb\xbf{\"a\" 1}", strict());
  ASSERT_EQ(wrong.result().problems.size(), 1u);
  EXPECT_EQ(wrong.result().problems[0].span, (Span{8, 9}));
}

TEST(ReadJson, ReadsScalarDocuments) {
  const std::vector<std::pair<std::string, NodeKind>> cases = {
      {"1", NodeKind::integer},          {" -1.5e3 ", NodeKind::real},  {"\"x\"", NodeKind::string},
      {"\"\\n\"\n", NodeKind::string},   {"\ttrue", NodeKind::boolean}, {"null", NodeKind::null},
      {"\"\\ud800\"", NodeKind::string}, {"\"\"", NodeKind::string}};
  for (const auto& [text, kind] : cases) {
    const Reading reading(Format::json, text, strict());
    ASSERT_TRUE(reading.is_complete()) << text;
    EXPECT_EQ(reading.tree().node(0).kind, kind) << text;
    EXPECT_EQ(test::find_broken_gap(reading.tree()), std::nullopt) << text;
  }
}

TEST(ReadJson, DoesNotCareWhatFollowsTheSourceInMemory) {
  for (const char padding : {'}', ']', '"', ',', '0', ' ', '\0', '\xff'}) {
    for (const char* text :
         {"[1", "{\"a\":1", "[[1]", "{\"a\":{}", "12", "tru", "\"a", "[\"a", "{\"a\":\"b\"", "[1,", "{\"a\":"}) {
      const bool is_number = std::string_view(text) == "12";
      EXPECT_EQ(Reading(Format::json, text, strict(), padding).is_complete(), is_number) << text << padding;
    }
  }
}

TEST(ReadJson, FindsErrorsThatSimdjsonGivesNoPlace) {
  struct Case {
    std::string text;
    ProblemCode code;
    std::uint32_t at;
  };
  const std::vector<Case> cases = {{"[\"a\xff\"]", ProblemCode::invalid_utf8, 3},
                                   {"[\"a\tb\"]", ProblemCode::invalid_escape, 3},
                                   {std::string("[\"a\0b\"]", 7), ProblemCode::control_character, 3},
                                   {"[\"a\x01\"]", ProblemCode::control_character, 3},
                                   {"[\"abc]\n", ProblemCode::unterminated_string, 1},
                                   {"", ProblemCode::empty_file, 0},
                                   {" \n\t ", ProblemCode::empty_file, 0},
                                   {"\xef\xbb\xbf", ProblemCode::empty_file, 3}};
  for (const Case& one : cases) {
    const Reading reading(Format::json, one.text, strict());
    EXPECT_FALSE(reading.is_complete()) << one.text;
    EXPECT_TRUE(reading.tree().nodes().empty()) << one.text;
    ASSERT_EQ(reading.result().problems.size(), 1u) << one.text;
    EXPECT_EQ(reading.result().problems[0].code, one.code) << one.text;
    EXPECT_EQ(reading.result().problems[0].span.begin, one.at) << one.text;
  }
}

TEST(ReadJson, LimitsDepth) {
  ReadOptions options = strict();
  options.max_depth = 3;
  EXPECT_TRUE(Reading(Format::json, "[[[1]]]", options).is_complete());
  const Reading reading(Format::json, R"([{"a":[{}]}])", options);
  EXPECT_FALSE(reading.is_complete());
  ASSERT_EQ(reading.result().problems.size(), 1u);
  EXPECT_EQ(reading.result().problems[0].code, ProblemCode::too_deep);
  EXPECT_EQ(reading.result().problems[0].span, (Span{7, 8}));
}

TEST(ReadJson, SurvivesNestingBombs) {
  constexpr std::size_t kBrackets = 100000;
  std::string objects;
  for (std::size_t level = 0; level < kBrackets; ++level) objects += "{\"a\":";
  const std::string arrays(kBrackets, '[');
  ReadOptions deep = strict();
  deep.max_depth = 0xffffffff;
  for (const std::string& text :
       {arrays, arrays + std::string(kBrackets, ']'), objects, objects + "1" + std::string(kBrackets, '}')}) {
    const Reading reading(Format::json, text, strict());
    ASSERT_EQ(reading.result().problems.size(), 1u);
    EXPECT_EQ(reading.result().problems[0].code, ProblemCode::too_deep);
    EXPECT_FALSE(Reading(Format::json, text, deep).is_complete());
    EXPECT_FALSE(Reading(Format::json, text, test::tolerant()).is_complete());
  }
}

TEST(ReadJson, LimitsSizeNodesAndTime) {
  ReadOptions options;
  options.max_bytes = 5;
  EXPECT_TRUE(Reading(Format::json, "[1,2]", options).is_complete());
  EXPECT_EQ(Reading(Format::json, "[1, 2]", options).result().problems.at(0).code, ProblemCode::too_large);
  options = {};
  options.max_nodes = 3;
  EXPECT_TRUE(Reading(Format::json, "[1,2]", options).is_complete());
  EXPECT_EQ(Reading(Format::json, "[1,2,3]", options).result().problems.at(0).code, ProblemCode::unfinished);
  std::stop_source source;
  source.request_stop();
  options = {};
  options.stop = source.get_token();
  const Reading stopped(Format::json, "[1,2,3]", options);
  EXPECT_FALSE(stopped.is_complete());
  EXPECT_EQ(stopped.result().problems.at(0).code, ProblemCode::unfinished);
}

TEST(ReadJson, ReusesAReaderAfterFailures) {
  const KeyTable keys;
  Reader reader(keys);
  ReadResult result;
  for (const char* text : {"[1,", "[1]", "{\"a\":", "<X>", "{\"a\": \"\\ud800\"}", "", "[\"\xff\"]", "{\"a\": [1]}"}) {
    const std::string buffer = std::string(text) + std::string(kPadding, '\0');
    const std::string_view source = std::string_view(buffer).substr(0, std::string_view(text).size());
    reader.read(Format::json, source, {}, result);
    const Reading fresh(Format::json, text);
    EXPECT_EQ(result.complete, fresh.is_complete()) << text;
    EXPECT_EQ(result.problems.size(), fresh.result().problems.size()) << text;
    EXPECT_EQ(result.tree.nodes().size(), fresh.tree().nodes().size()) << text;
  }
}

}  // namespace
}  // namespace paritylint::tree
