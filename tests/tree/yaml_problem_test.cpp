// What the reader says about YAML that is wrong: the code, the exact bytes, and what stands there instead.
#include <gtest/gtest.h>

#include <string>

#include "tree/reading.h"
#include "tree/yaml_events.h"

namespace paritylint::test {
namespace {

using tree::Mode;
using tree::NodeKind;
using tree::ProblemCode;

constexpr auto kYaml = tree::Format::yaml;

struct WrongText {
  const char* name;
  std::string text;
  ProblemCode code;
  std::uint32_t begin, end;
};

class YamlProblem : public testing::TestWithParam<WrongText> {};

TEST_P(YamlProblem, IsReportedAtTheExactBytesInBothModes) {
  const WrongText& wrong = GetParam();
  for (const tree::ReadOptions& options : {strict(), tolerant()}) {
    const Reading reading(kYaml, wrong.text, options);
    EXPECT_FALSE(reading.is_complete());
    ASSERT_EQ(reading.result().problems.size(), 1U);
    const tree::Problem& problem = reading.result().problems.front();
    EXPECT_EQ(problem.code, wrong.code) << problem.found << " / " << problem.expected;
    EXPECT_EQ(problem.span, (base::Span{wrong.begin, wrong.end})) << problem.found << " / " << problem.expected;
    EXPECT_FALSE(problem.repaired);
    EXPECT_FALSE(problem.expected.empty());
    EXPECT_TRUE(reading.tree().nodes().empty());
  }
}

const WrongText kWrongTexts[] = {
    {"LastNameWithoutColon", "version: 0.2\nphases\n", ProblemCode::missing_colon, 13, 19},
    {"MissingColonInTheMiddle", "a: 1\nb c # d\nd: 2\n", ProblemCode::missing_colon, 5, 8},
    {"MissingColonInTheFirstLine", "version 0.2\nphases: x\n", ProblemCode::missing_colon, 0, 11},
    {"MissingSpaceBehindColon", "a: 1\nb:2\nc: 3\n", ProblemCode::missing_colon, 6, 7},
    {"SecondValueOnTheLine", "a: b: c\n", ProblemCode::unexpected_token, 4, 5},
    {"ContentBehindAFlowRoot", "{\"a\":1} x\n", ProblemCode::trailing_content, 8, 9},
    {"DocumentsWithoutSeparator", "[a]\n[b]\n", ProblemCode::trailing_content, 4, 5},
    {"UnterminatedBeforeTheFinalBreak", "a: \"x\n", ProblemCode::unterminated_string, 3, 4},
    {"UnterminatedSingleQuote", "a: 'it''s\nb: 1\n", ProblemCode::unterminated_string, 3, 4},
    {"UnknownAlias", "a: *nowhere\n", ProblemCode::unknown_alias, 3, 11},
    {"AliasBeforeItsAnchor", "a: *x\nb: &x 1\n", ProblemCode::unknown_alias, 3, 5},
    {"TabAsIndentation", "a:\n\tb: 1\n", ProblemCode::tab_indentation, 3, 4},
    {"TabBehindADash", "-\t- a\n", ProblemCode::tab_indentation, 1, 2},
    {"TooDeepEntry", "a: 'x'\n  b: 1\n", ProblemCode::invalid_indentation, 7, 9},
    {"EntryBetweenTwoLevels", "a:\n    b: 1\n  c: 2\n", ProblemCode::invalid_indentation, 12, 14},
    {"NameInAContinuationLine", "- name: Create\n    run: cat\n", ProblemCode::invalid_indentation, 15, 19},
    {"InvalidEscape", "a: \"x\\q\"\n", ProblemCode::invalid_escape, 5, 7},
    {"ShortHexEscape", "a: \"\\u12\"\n", ProblemCode::invalid_escape, 4, 6},
    {"UnclosedBracket", "a: [1, 2\n", ProblemCode::unexpected_token, 9, 9},
    {"WrongBracket", "a: [1}\n", ProblemCode::unexpected_token, 5, 6},
    {"EmptyEntryInBrackets", "[a,,b]\n", ProblemCode::unexpected_token, 3, 4},
    {"TextBehindBrackets", "- [ -f x ] && y\n", ProblemCode::unexpected_token, 11, 13},
    {"TextBehindAQuote", "a: \"b\" c\n", ProblemCode::unexpected_token, 7, 8},
    {"CommentWithoutSpace", "a: \"b\"#c\n", ProblemCode::unexpected_token, 6, 8},
    {"AnchorWithoutName", "a: & b\n", ProblemCode::unexpected_token, 3, 4},
    {"DirectiveWithoutDocument", "%YAML 1.2\n", ProblemCode::invalid_directive, 10, 10},
    {"DirectiveWithoutVersion", "%YAML\n---\n", ProblemCode::invalid_directive, 5, 5},
    {"BlockHeaderWithText", "a: | b\n  c\n", ProblemCode::unexpected_token, 5, 6},
    {"ListInAMapping", "a: 1\n- b\n", ProblemCode::unexpected_token, 5, 6},
    {"NameInAList", "- a\nb: 1\n", ProblemCode::unexpected_token, 4, 6},
    {"ListBehindAName", "a: - b\n", ProblemCode::unexpected_token, 3, 4},
    {"TwoAnchors", "a: &x &y b\n", ProblemCode::unexpected_token, 6, 8},
    {"UndeclaredTagHandle", "!e!x a\n", ProblemCode::unexpected_token, 0, 4},
};

INSTANTIATE_TEST_SUITE_P(Table, YamlProblem, testing::ValuesIn(kWrongTexts),
                         [](const testing::TestParamInfo<WrongText>& test) { return test.param.name; });

TEST(ReadYamlProblems, AnEmptyFileIsNoBuildspec) {
  for (const std::string_view text : {"", "\n\n", "# version: 0.2\n# phases:\n", "---\n", "---\n# c\n...\n"}) {
    const Reading reading(kYaml, text, tolerant());
    EXPECT_FALSE(reading.is_complete()) << text;
    ASSERT_EQ(reading.result().problems.size(), 1U) << text;
    EXPECT_EQ(reading.result().problems.front().code, ProblemCode::empty_file) << text;
    EXPECT_TRUE(Reading(kYaml, text, strict()).is_complete()) << text;
  }
}

struct Repair {
  std::string text;
  std::string token;
};

TEST(ReadYamlProblems, PlaceholdersAndGlobsAreRepairedInTolerantMode) {
  const Repair repairs[] = {
      {"a: {{ NAME }}\n", "{{ NAME }}"},
      {"a: {{x}}-suffix # c\n", "{{x}}-suffix"},
      {"- {{x}}:{{y}}\n- b\n", "{{x}}:{{y}}"},
      {"a: %NAME%\n", "%NAME%"},
      {"a: @x@/b\n", "@x@/b"},
      {"- `date`\n", "`date`"},
      {"- **/*\n", "**/*"},
      {"files: ['**/*', *.json]\n", "*.json"},
      {"a: [{{x}}, 1]\n", "{{x}}"},
      {"- * * * * *\n", "* * * * *"},
      {"- && echo x\n", "&& echo x"},
  };
  for (const Repair& repair : repairs) {
    const Reading reading(kYaml, repair.text, tolerant());
    ASSERT_TRUE(reading.is_complete()) << repair.text;
    ASSERT_EQ(reading.result().problems.size(), 1U) << repair.text;
    const tree::Problem& problem = reading.result().problems.front();
    EXPECT_EQ(problem.code, ProblemCode::unquoted_value) << repair.text;
    EXPECT_TRUE(problem.repaired) << repair.text;
    EXPECT_EQ(base::slice(reading.source(), problem.span), repair.token);
    unsigned unquoted = 0;
    for (tree::NodeId id = 0; id < reading.tree().nodes().size(); ++id) {
      if (reading.tree().node(id).kind != NodeKind::unquoted) continue;
      ++unquoted;
      EXPECT_EQ(reading.tree().text(id), repair.token);
    }
    EXPECT_EQ(unquoted, 1U) << repair.text;
    const Reading strictly(kYaml, repair.text, strict());
    for (const tree::Node& node : strictly.tree().nodes()) {
      EXPECT_NE(node.kind, NodeKind::unquoted) << repair.text;
    }
  }
}

TEST(ReadYamlProblems, WhatIsValidIsNeverRepaired) {
  for (const std::string_view text :
       {"a: &x 1\nb: *x\n", "a: '{{x}}'\n", "a: x{{y}}\n", "a: {b: {c: d}}\n", "a: <PORT>\n", "a: ${X}\n",
        "- \"%A%\"\n", "a: |\n  {{x}}\n  %A%\n  *.js\n", "a: b\n  {{x}}\n"}) {
    const Reading reading(kYaml, text, tolerant());
    EXPECT_TRUE(reading.is_complete()) << text;
    EXPECT_TRUE(reading.result().problems.empty()) << text;
  }
}

TEST(ReadYamlProblems, TolerantModeReadsBracketsClosedAtTheNamesIndentation) {
  const std::string text = "commands: [\n  \"a\",\n\t\"b\"\n]\nnext: 1\n";
  EXPECT_TRUE(Reading(kYaml, text, tolerant()).is_complete());
  const Reading strictly(kYaml, text, strict());
  ASSERT_FALSE(strictly.is_complete());
  EXPECT_EQ(strictly.result().problems.front().code, ProblemCode::tab_indentation);
}

TEST(ReadYamlProblems, ALoneSurrogateBecomesTheReplacementCharacter) {
  const Reading reading(kYaml, "a: \"\\ud83d\\ude00\"\nb: \"\\ud800\"\n", tolerant());
  ASSERT_TRUE(reading.is_complete());
  EXPECT_EQ(reading.tree().text(2), "\xf0\x9f\x98\x80");
  EXPECT_EQ(reading.tree().text(4), "\xef\xbf\xbd");
  ASSERT_EQ(reading.result().problems.size(), 1U);
  EXPECT_EQ(reading.result().problems.front().code, ProblemCode::lone_surrogate);
}

TEST(ReadYamlProblems, ControlsBeyondAsciiStandOnlyInQuotes) {
  const struct {
    std::string_view text;
    std::uint32_t begin;
    std::string_view found;
  } refused[] = {
      {"a: x\x7fy\n", 4, "U+007F"},     {"a: \xc2\x9b[c\n", 3, "U+009B"},         {"a: 1 # \xc2\x81\n", 7, "U+0081"},
      {"a: |\n  b\x7f\n", 8, "U+007F"}, {"a: \"\x7f\"\nb: \x7f\n", 10, "U+007F"}, {"a: \xef\xbf\xbf\n", 3, "U+FFFF"},
  };
  for (const auto& [text, begin, found] : refused) {
    for (const tree::ReadOptions& options : {tolerant(), strict()}) {
      const Reading reading(kYaml, text, options);
      ASSERT_FALSE(reading.is_complete()) << text;
      EXPECT_EQ(reading.result().problems.back().code, ProblemCode::control_character) << text;
      EXPECT_EQ(reading.result().problems.back().span.begin, begin) << text;
      EXPECT_EQ(reading.result().problems.back().found, found) << text;
    }
  }
  for (const std::string_view text : {"a: \"\x7f\xc2\x9b\" # b\n", "a: '\x7f'\n", "'\xc2\x80': 1\n", "a: \xc2\x85x\n",
                                      "a: \xc2\xa0\n", "a: \xef\xbf\xbd\n"}) {
    EXPECT_TRUE(Reading(kYaml, text, strict()).is_complete()) << text;
  }
}

TEST(ReadYamlProblems, EveryLoneSurrogateOfAScalarIsReported) {
  const Reading reading(kYaml, "a: \"\\ud800 \\\n  \\ud83d\\ude00 \\udc00\"\n", tolerant());
  ASSERT_TRUE(reading.is_complete());
  EXPECT_EQ(reading.tree().text(2), "\xef\xbf\xbd \xf0\x9f\x98\x80 \xef\xbf\xbd");
  ASSERT_EQ(reading.result().problems.size(), 2U);
  EXPECT_EQ(reading.result().problems[0].found, R"("\ud800")");
  EXPECT_EQ(reading.result().problems[1].found, R"("\udc00")");
}

// Eight digits spell code points, of which surrogates are none.
TEST(ReadYamlProblems, SurrogatesOfEightDigitsMakeNoPair) {
  const Reading reading(kYaml, "a: \"\\U0000D83D\\uDE00\"\n", tolerant());
  EXPECT_EQ(reading.tree().text(2), "\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(reading.result().problems.size(), 2U);
}

// yaml-cpp takes the comma as the separator of nothing and reports nulls without end.
constexpr std::string_view kEndless = ",\"top1\" : \n  \"key1\" : &alias1 scalar1\n";

TEST(ReadYamlProblems, ACommaAtTheStartIsRefusedAtOnce) {
  const Reading reading(kYaml, kEndless, tolerant());
  EXPECT_FALSE(reading.is_complete());
  EXPECT_EQ(reading.result().problems.front().span.begin, 0U);
  EXPECT_FALSE(reading.result().problems.front().disputed);
}

TEST(YamlEvents, StopsBehindMoreEventsThanTheTextCanMean) {
  tree::YamlEvents events;
  EXPECT_FALSE(events.record(kEndless));
  EXPECT_EQ(events.events().size(), 4 * kEndless.size() + 64);
  EXPECT_TRUE(events.record("a: 1\n"));
}

TEST(YamlEvents, TakesTheDensestTextsThatAreValid) {
  std::string empty_entries = "[";
  std::string escapes = "\"";
  std::string documents;
  for (int i = 0; i < 1000; ++i) {
    empty_entries += "[],{},";
    escapes += "\\L";
    documents += "---\n";
  }
  std::string pairs = "{";
  for (int i = 0; i < 1000; ++i) pairs += "a,";
  tree::YamlEvents events;
  for (const std::string& text : {empty_entries + "]", escapes + "\"", documents, pairs + "}", std::string("-")}) {
    EXPECT_TRUE(events.record(text)) << text.substr(0, 10);
  }
}

TEST(ReadYamlProblems, WhatTheReferenceReaderAcceptsIsDisputed) {
  const struct {
    std::string_view text;
    ProblemCode code;
    bool disputed;
  } cases[] = {
      {"[a, , b]\n", ProblemCode::unexpected_token, true},
      {"a: [b]#c\n", ProblemCode::unexpected_token, true},
      {"- a\n- b\nc\n", ProblemCode::unexpected_token, true},
      {"[a]\nb\n", ProblemCode::trailing_content, true},
      {"a:\n  - b\n - c\n", ProblemCode::invalid_indentation, false},
      {"phases: [\n", ProblemCode::unexpected_token, false},
      {"version: 0.2\nphases\n", ProblemCode::missing_colon, false},
      {"a: 'b\n", ProblemCode::unterminated_string, false},
  };
  for (const auto& [text, code, disputed] : cases) {
    const Reading reading(kYaml, text, tolerant());
    ASSERT_FALSE(reading.is_complete()) << text;
    EXPECT_EQ(reading.result().problems.front().code, code) << text;
    EXPECT_EQ(reading.result().problems.front().disputed, disputed) << text;
    EXPECT_FALSE(Reading(kYaml, text, strict()).result().problems.front().disputed) << text;
  }
}

TEST(ReadYamlProblems, DepthIsLimitedInEveryStyle) {
  std::string deep_block;
  for (std::size_t i = 0; i < 3000; ++i) deep_block += std::string(i, ' ') + "a:\n";
  const std::string deep_texts[] = {std::string(100'000, '['), std::string(100'000, '{'), deep_block, [] {
                                      std::string text;
                                      for (int i = 0; i < 50'000; ++i) text += "- ";
                                      return text;
                                    }()};
  for (const std::string& text : deep_texts) {
    tree::ReadOptions options = strict();
    for (const std::uint32_t depth : {256U, 1'000'000U}) {
      options.max_depth = depth;
      const Reading reading(kYaml, text, options);
      ASSERT_FALSE(reading.result().problems.empty());
      EXPECT_EQ(reading.result().problems.front().code, ProblemCode::too_deep);
    }
  }
  tree::ReadOptions options = strict();
  options.max_depth = 3;
  EXPECT_TRUE(Reading(kYaml, "a: [[x]]", options).is_complete());
  EXPECT_FALSE(Reading(kYaml, "a: [[[x]]]", options).is_complete());
}

TEST(ReadYamlProblems, NodesAndTimeAreLimited) {
  tree::ReadOptions options = strict();
  options.max_nodes = 3;
  EXPECT_TRUE(Reading(kYaml, "[a, b]", options).is_complete());
  EXPECT_EQ(Reading(kYaml, "[a, b, c]", options).result().problems.front().code, ProblemCode::unfinished);
  std::stop_source stop;
  stop.request_stop();
  tree::ReadOptions stopped = strict();
  stopped.stop = stop.get_token();
  EXPECT_EQ(Reading(kYaml, "a: b", stopped).result().problems.front().code, ProblemCode::unfinished);
}

// Each text would take hours if its reading were quadratic, and the runner's time limit would end the test.
TEST(ReadYamlProblems, EndsForLongTextsOfEveryKind) {
  const auto repeat = [](std::string_view part, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += part;
    return text;
  };
  const std::string texts[] = {repeat("- [[[[[[[[[[a]]]]]]]]]]\n", 50'000),
                               "[" + repeat("[[[[[[[[[[a]]]]]]]]]],", 50'000) + "]",
                               "[" + repeat("[[[[[[[[[[", 20),
                               repeat("# comment\n", 100'000) + "a: 1",
                               "a: " + repeat("b ", 500'000),
                               "a: |\n" + repeat("\n", 500'000) + "b: 1",
                               repeat("\n\n\n \t\n", 100'000),
                               "a: \"" + repeat("\n", 500'000),
                               repeat("a: &a 1\n", 50'000),
                               "{" + repeat("\"k\": \"v\",", 100'000) + "}",
                               repeat("k: 1\n", 100'000),
                               repeat("- 'a\n", 100'000),
                               repeat("a\n", 300'000),
                               "[" + repeat("'a\n", 100'000),
                               repeat("? ", 900),
                               "[" + repeat("{a: 1},", 300'000) + "]",
                               "[" + repeat("[{{a}}],", 300'000) + "]",
                               "[" + repeat("{{x: 1}: y},", 300'000) + "]",
                               repeat("%TAG !a! x\n", 100'000),
                               repeat("a: &a 1\n", 100'000) + repeat("--- x\n", 300'000)};
  for (const std::string& text : texts) {
    const Reading reading(kYaml, text, tolerant());
    EXPECT_TRUE(reading.is_complete() || !reading.result().problems.empty()) << text.substr(0, 30);
  }
}

TEST(ReadYamlProblems, ReportsNoMoreRepairsThanAsked) {
  tree::ReadOptions options = tolerant();
  options.max_problems = 3;
  const Reading reading(kYaml, "- %a\n- %b\n- %c\n- %d\n- %e\n", options);
  EXPECT_TRUE(reading.is_complete());
  EXPECT_EQ(reading.result().problems.size(), 3u);
  const Reading broken(kYaml, "- %a\n- %b\n- %c\n- %d\n- 'e\n", options);
  EXPECT_EQ(broken.result().problems.back().code, ProblemCode::unterminated_string);
}

TEST(ReadYamlProblems, SaysWhatALimitExpects) {
  tree::ReadOptions options = strict();
  options.max_nodes = 3;
  options.max_depth = 2;
  const tree::Problem nodes = Reading(kYaml, "[a, b, c]", options).result().problems.front();
  EXPECT_EQ(nodes.expected + ", found " + nodes.found, "at most 3 values and names, found more");
  const tree::Problem depth = Reading(kYaml, "[[[]]]", options).result().problems.front();
  EXPECT_EQ(depth.expected + ", found " + depth.found, "at most 2 open collections, found deeper nesting");
  std::string handles;
  for (int i = 0; i < 65; ++i) handles += "%TAG !a" + std::to_string(i) + "! x\n";
  const tree::Problem tags = Reading(kYaml, handles + "--- a\n", strict()).result().problems.front();
  EXPECT_EQ(tags.expected, "at most 64 %TAG directives");
}

}  // namespace
}  // namespace paritylint::test
