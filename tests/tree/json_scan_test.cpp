// The slow path: what is said about files that are not JSON, and what is repaired.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tree/gap_invariant.h"
#include "tree/read.h"
#include "tree/reading.h"

namespace paritylint::tree {
namespace {

using test::Reading;
using test::strict;
using test::tolerant;

struct Refusal {
  std::string text;
  ProblemCode code;
  std::string at;  // the bytes of the span
  std::uint32_t begin;
  std::string found;
  std::string expected;
};

void expect_refusal(const Refusal& one, const ReadOptions& options) {
  const Reading reading(Format::json, one.text, options);
  EXPECT_FALSE(reading.is_complete()) << one.text;
  ASSERT_FALSE(reading.result().problems.empty()) << one.text;
  const Problem& problem = reading.result().problems.back();
  EXPECT_FALSE(problem.repaired) << one.text;
  EXPECT_EQ(problem.code, one.code) << one.text;
  EXPECT_EQ(problem.span.begin, one.begin) << one.text;
  EXPECT_EQ(base::slice(reading.source(), problem.span), one.at) << one.text;
  EXPECT_EQ(problem.found, one.found) << one.text;
  EXPECT_EQ(problem.expected, one.expected) << one.text;
}

TEST(JsonScan, SaysWhatWasExpectedWhere) {
  const std::string name = "a member name in double quotes";
  const std::vector<Refusal> refusals = {
      {"[1 2]", ProblemCode::unexpected_token, "2", 3, "\"2\"", "\",\" or \"]\""},
      {"{\"a\":1 \"b\":2}", ProblemCode::unexpected_token, "\"b\"", 7, "a string", "\",\" or \"}\""},
      {"[1}", ProblemCode::unexpected_token, "}", 2, "\"}\"", "\",\" or \"]\""},
      {"{\"a\" 1}", ProblemCode::unexpected_token, "1", 5, "\"1\"", "\":\""},
      {"{\"a\":}", ProblemCode::unexpected_token, "}", 5, "\"}\"", "a value"},
      {"[", ProblemCode::unexpected_token, "", 1, "end of file", "a value or \"]\""},
      {"{\"a\":[1,2]\n\n", ProblemCode::unexpected_token, "", 10, "end of file", "\",\" or \"}\""},
      {"{'a':1}", ProblemCode::unexpected_token, "'a'", 1, "text in other quotes", name + " or \"}\""},
      {"{\"a\":'b c'}", ProblemCode::unexpected_token, "'b c'", 5, "text in other quotes", "a string in double quotes"},
      {"{\"a\":True}", ProblemCode::unexpected_token, "True", 5, "\"True\"", "true"},
      {"[None]", ProblemCode::unexpected_token, "None", 1, "\"None\"", "null"},
      {"[nul]", ProblemCode::unexpected_token, "nul", 1, "\"nul\"", "null"},
      {"[NaN]", ProblemCode::unexpected_token, "NaN", 1, "\"NaN\"", "a finite number or null"},
      {"[-Infinity]", ProblemCode::unexpected_token, "-Infinity", 1, "\"-Infinity\"", "a finite number or null"},
      {"[01]", ProblemCode::invalid_number, "01", 1, "\"01\"", "a number without leading zeros"},
      {"[1.]", ProblemCode::invalid_number, "1.", 1, "\"1.\"", "a digit after \".\""},
      {"[.5]", ProblemCode::invalid_number, ".5", 1, "\".5\"", "a digit before \".\""},
      {"[+1]", ProblemCode::invalid_number, "+1", 1, "\"+1\"", "a number without \"+\""},
      {"[1e]", ProblemCode::invalid_number, "1e", 1, "\"1e\"", "a digit in the exponent"},
      {"[-]", ProblemCode::invalid_number, "-", 1, "\"-\"", "a digit after \"-\""},
      {"[0x1F]", ProblemCode::invalid_number, "0x1F", 1, "\"0x1F\"", "a decimal number"},
      {R"(["\q"])", ProblemCode::invalid_escape, "\\q", 2, R"("\q")", R"(one of \" \\ \/ \b \f \n \r \t \u)"},
      {R"(["\u12"])", ProblemCode::invalid_escape, "\\u12", 2, R"("\u12")", "four hexadecimal digits after \\u"},
      {"[\"a\tb\"]", ProblemCode::invalid_escape, "\t", 3, R"("\t")", "\\t"},
      {"{\"a\": \"b,\n\"c\": 1}", ProblemCode::unterminated_string, "\"b,", 6, "end of line", "a closing double quote"},
      {"[\"a", ProblemCode::unterminated_string, "\"a", 1, "end of file", "a closing double quote"},
      {"[\"a\\", ProblemCode::unterminated_string, "\"a\\", 1, "end of file", "a closing double quote"},
      {"[,1]", ProblemCode::unexpected_token, ",", 1, "\",\"", "a value or \"]\""},
      {"[1,,2]", ProblemCode::unexpected_token, ",", 3, "\",\"", "a value"},
      {"{} []", ProblemCode::trailing_content, "[", 3, "\"[\"", "end of file"},
      {"[1] /* open", ProblemCode::json_comment, "/*", 4, "a comment", "\"*/\" at the end of the comment"},
      {"{\"a\": port}", ProblemCode::unexpected_token, "port", 6, "\"port\"", "a value; text needs double quotes"},
  };
  for (const Refusal& refusal : refusals) {
    expect_refusal(refusal, strict());
    expect_refusal(refusal, tolerant());
  }
}

TEST(JsonScan, NeverRepairsInStrictMode) {
  const std::vector<Refusal> refusals = {
      {"[1,]", ProblemCode::trailing_comma, ",", 2, "\",\"", "a value after the comma, or no comma"},
      {"{\"a\":1 ,\n}", ProblemCode::trailing_comma, ",", 7, "\",\"",
       "a member name in double quotes after the comma, or no comma"},
      {"{\"a\": <PORT>}", ProblemCode::unexpected_token, "<PORT>", 6, "\"<PORT>\"", "a value"},
      {"[1] // one", ProblemCode::json_comment, "// one", 4, "a comment", "end of file"},
      {"# x\n[1]", ProblemCode::json_comment, "# x", 0, "a comment", "a value"},
  };
  for (const Refusal& refusal : refusals) expect_refusal(refusal, strict());
}

TEST(JsonScan, PointsToThePlaceOfAMissingComma) {
  const Reading reading(Format::json, "{\"a\": 1\n  \"b\": 2}", strict());
  ASSERT_EQ(reading.result().problems.size(), 1u);
  EXPECT_EQ(reading.result().problems[0].span, (Span{10, 13}));
  EXPECT_EQ(reading.result().problems[0].related, (Span{7, 7}));
}

TEST(JsonScan, PointsToTheBracketThatIsNotClosed) {
  for (const char* text : {"[1, {\"a\": 2]", "[1, {\"a\": 2"}) {
    const Reading reading(Format::json, text, strict());
    ASSERT_EQ(reading.result().problems.size(), 1u);
    EXPECT_EQ(reading.result().problems[0].related, (Span{4, 5})) << text;
  }
}

// What strings and comments hold may be a password: it is never repeated in a problem.
TEST(JsonScan, DoesNotRepeatStringsAndComments) {
  for (const char* text :
       {"{\"a\" \"hunter2\"}", "[\"hunter2", "[1 \"hunter2\"]", "[1] // hunter2", "['hunter2']", "{} \"hunter2\""}) {
    const Reading reading(Format::json, text);
    for (const Problem& problem : reading.result().problems) {
      EXPECT_EQ(problem.found.find("hunter2"), std::string::npos) << text;
    }
  }
}

TEST(JsonScan, ReportsRepairsUpToTheFirstError) {
  const Reading reading(Format::json, "[1, // one\n <X>, 2 3, <Y>]");
  EXPECT_FALSE(reading.is_complete());
  ASSERT_EQ(reading.result().problems.size(), 3u);
  EXPECT_EQ(reading.result().problems[0].code, ProblemCode::json_comment);
  EXPECT_EQ(reading.result().problems[1].code, ProblemCode::unquoted_value);
  EXPECT_EQ(reading.result().problems[2].code, ProblemCode::unexpected_token);
  const Reading broken(Format::json, "[<X>, \"\xff\", <Y>]");
  ASSERT_EQ(broken.result().problems.size(), 2u);
  EXPECT_EQ(broken.result().problems[0].code, ProblemCode::unquoted_value);
  EXPECT_EQ(broken.result().problems[1].code, ProblemCode::invalid_utf8);
}

struct BareToken {
  std::string text;  // what stands as a value
  bool is_accepted;
};

TEST(JsonRepair, KnowsBareTokensFromMistakes) {
  const std::vector<BareToken> tokens = {{"<PORT>", true},
                                         {"{{x}}", true},
                                         {"{{ port }}", true},
                                         {"{{ must_env `X` }}", true},
                                         {"{{ env \"X\" }}", true},
                                         {"${X}", true},
                                         {"${X:-80}", true},
                                         {"$X", true},
                                         {"%X%", true},
                                         {"#{X}", true},
                                         {"#{ X }", true},
                                         {"@X@", true},
                                         {"__X__", true},
                                         {"PLACEHOLDER", true},
                                         {"MY_PORT", true},
                                         {"my_port", true},
                                         {"PORT-1", true},
                                         {"<A>.<B>", true},
                                         {"<HOST>:<PORT>", true},
                                         {"<REPO>/app:<TAG>", true},
                                         {"80<X>", true},
                                         {"<your port here>", true},
                                         {"-<X>", true},
                                         {"True", false},
                                         {"None", false},
                                         {"NULL", false},
                                         {"nul", false},
                                         {"port", false},
                                         {"Port", false},
                                         {"'x'", false},
                                         {"<PORT", false},
                                         {"{{x}", false},
                                         {"${X", false},
                                         {"$", false},
                                         {"%X", false},
                                         {"@X", false},
                                         {"<>", false},
                                         {"{{}}", false},
                                         {"{{ }}", false},
                                         {"<X>\"a\"", false},
                                         {"01", false},
                                         {"0x1F", false},
                                         {"1.2.3", false},
                                         {"X", false},
                                         {"`x`", false},
                                         {"*", false},
                                         {"{{\"a\": 1}}", false},
                                         {"{%if%}", false}};
  for (const BareToken& token : tokens) {
    for (const std::string& text :
         {"{\"a\": " + token.text + "}", "[" + token.text + ", 1]", "[0," + token.text + "\n]"}) {
      const Reading reading(Format::json, text);
      EXPECT_EQ(reading.is_complete(), token.is_accepted) << text;
      if (!token.is_accepted || !reading.is_complete()) continue;
      ASSERT_EQ(reading.result().problems.size(), 1u) << text;
      EXPECT_EQ(reading.result().problems[0].code, ProblemCode::unquoted_value) << text;
      EXPECT_TRUE(reading.result().problems[0].repaired) << text;
      EXPECT_EQ(test::find_broken_gap(reading.tree()), std::nullopt) << text;
      const NodeId id = text[0] == '{' || text[1] == '0' ? 2 : 1;
      EXPECT_EQ(reading.tree().node(id).kind, NodeKind::unquoted) << text;
      EXPECT_EQ(reading.tree().node(id).style, Style::plain) << text;
      EXPECT_EQ(reading.tree().text(id), token.text) << text;
      EXPECT_EQ(reading.tree().token(id), token.text) << text;
      EXPECT_EQ(reading.tree().node(id).content, reading.tree().node(id).token) << text;
    }
  }
}

TEST(JsonRepair, TakesABareTokenAsTheWholeFile) {
  const Reading reading(Format::json, " <TASK_DEFINITION>\n");
  ASSERT_TRUE(reading.is_complete());
  EXPECT_EQ(reading.tree().text(0), "<TASK_DEFINITION>");
}

TEST(JsonRepair, TakesBareTokensAsNames) {
  const Reading reading(Format::json, R"({<KEY>: 1, {{name}} : 2, "c": 3})");
  ASSERT_TRUE(reading.is_complete());
  EXPECT_EQ(reading.tree().text(1), "<KEY>");
  EXPECT_TRUE(reading.tree().node(1).is_key);
  EXPECT_EQ(reading.tree().node(1).kind, NodeKind::unquoted);
  EXPECT_EQ(reading.tree().text(3), "{{name}}");
  EXPECT_EQ(test::find_broken_gap(reading.tree()), std::nullopt);
  EXPECT_FALSE(Reading(Format::json, R"({<KEY> "a": 1})").is_complete());
}

TEST(JsonRepair, KeepsCommentsBesideTheNodes) {
  const std::string text = "// head\n{ # one\n \"a\": /* two\n lines */ 1 // \"x\"\n}\n# end";
  const Reading reading(Format::json, text);
  ASSERT_TRUE(reading.is_complete());
  std::string comments;
  for (const Comment& comment : reading.tree().comments())
    comments += std::string(base::slice(text, comment.span)) + "|";
  EXPECT_EQ(comments, "// head|# one|/* two\n lines */|// \"x\"|# end|");
  EXPECT_EQ(reading.result().problems.size(), 5u);
  EXPECT_EQ(reading.tree().text(2), "1");
  EXPECT_EQ(test::find_broken_gap(reading.tree()), std::nullopt);
}

TEST(JsonRepair, LeavesCommentMarksInStringsAlone) {
  const Reading reading(Format::json, R"({"url": "http://x/*#y", "a": 1,})");
  ASSERT_TRUE(reading.is_complete());
  EXPECT_TRUE(reading.tree().comments().empty());
  EXPECT_EQ(reading.tree().text(2), "http://x/*#y");
}

TEST(JsonRepair, AllowsACommentRightBehindAValue) {
  for (const char* text :
       {"[1//x\n]", "[true#x\n]", "[null/*x*/]", "[<X>//x\n]", "[\"a\"//x\n]", "{\"a\"/**/:/**/1/**/}"}) {
    EXPECT_TRUE(Reading(Format::json, text).is_complete()) << text;
  }
}

TEST(JsonRepair, TakesTrailingCommasAway) {
  for (const char* text : {"[1,]", "{\"a\": 1,}", "[{\"a\": [1 , ] , } , ]", "[1, // x\n ]"}) {
    const Reading reading(Format::json, text);
    EXPECT_TRUE(reading.is_complete()) << text;
    EXPECT_EQ(test::find_broken_gap(reading.tree()), std::nullopt) << text;
    EXPECT_EQ(base::slice(text, reading.result().problems.at(0).span), ",") << text;
  }
  for (const char* text : {"[,]", "{,}", "[1,,]", "{\"a\":1,,}", "[1],"}) {
    EXPECT_FALSE(Reading(Format::json, text).is_complete()) << text;
  }
}

TEST(JsonRepair, ReportsNoMoreRepairsThanAllowed) {
  std::string text = "[";
  for (int round = 0; round < 3000; ++round) text += "<X>, // x\n\"\\ud800\", {\"a\":1,\"a\":2},";
  ReadOptions options;
  options.max_problems = 100;
  const Reading reading(Format::json, text + "]", options);
  EXPECT_TRUE(reading.is_complete());
  EXPECT_EQ(reading.result().problems.size(), 100u);
  const Reading broken(Format::json, text, options);
  EXPECT_EQ(broken.result().problems.size(), 101u);
  EXPECT_FALSE(broken.result().problems.back().repaired);
}

// What opens and never closes must not be searched for to the end of the file again and again.
TEST(JsonRepair, TakesTimeInProportionToTheFile) {
  std::string lines;
  std::string list = "[";
  std::string run = "[";
  for (int round = 0; round < 400000; ++round) {
    lines += "#{\n";
    list += "<a>,";
    run += "<a>";
  }
  EXPECT_EQ(Reading(Format::json, lines).result().problems.back().code, ProblemCode::empty_file);
  EXPECT_TRUE(Reading(Format::json, list + "1]").is_complete());
  EXPECT_TRUE(Reading(Format::json, run + "]").is_complete());
}

TEST(JsonRepair, ReportsCommentsOnlyAsEmpty) {
  const Reading reading(Format::json, "// nothing\n/* here */\n");
  EXPECT_FALSE(reading.is_complete());
  EXPECT_EQ(reading.result().problems.back().code, ProblemCode::empty_file);
}

TEST(JsonRepair, KeepsSpansOfTheOriginalBehindAByteOrderMark) {
  const Reading reading(Format::json, "\xef\xbb\xbf[<X>, \"\\n\"]");
  ASSERT_TRUE(reading.is_complete());
  EXPECT_EQ(reading.tree().token(1), "<X>");
  EXPECT_EQ(reading.tree().token(2), "\"\\n\"");
}

}  // namespace
}  // namespace paritylint::tree
