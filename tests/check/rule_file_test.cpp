#include "check/rule_file.h"

#include <gtest/gtest.h>

namespace paritylint::check {
namespace {

constexpr std::string_view kRule = R"(id: bad-thing
title: A bad thing
severity: warning
kinds: [taskdef]
select: $.family
where: {matches: '^bad'}
message: 'family "{value}" is bad'
why: Because.
instead: Write good.
since: 0.1.0
examples:
  bad:
    - taskdef.json: '{"family": "bad", "containerDefinitions": []}'
      findings: [{at: $.family, line: 1}]
  good:
    - taskdef.json: '{"family": "good", "containerDefinitions": []}'
)";

RuleSource source_of(std::string text) { return {"rules/validity/bad-thing.yaml", "validity", std::move(text)}; }

// The rule with the first `from` replaced.
std::string changed(std::string_view from, std::string_view to) {
  std::string text(kRule);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(RuleFile, ReadsEveryPart) {
  const auto rule = read_rule_file(source_of(std::string(kRule)));
  ASSERT_TRUE(rule) << rule.error().message;
  EXPECT_EQ(rule->id, "bad-thing");
  EXPECT_EQ(rule->theme, "validity");
  EXPECT_EQ(rule->severity, Level::warning);
  EXPECT_EQ(rule->kinds, 1u << static_cast<unsigned>(manifest::ManifestKind::taskdef));
  ASSERT_EQ(rule->conditions.size(), 1u);
  EXPECT_EQ(rule->conditions[0].kind, Condition::Kind::matches);
  EXPECT_EQ(rule->conditions[0].text, "^bad");
  ASSERT_EQ(rule->examples.size(), 2u);
  EXPECT_TRUE(rule->examples[0].bad);
  EXPECT_EQ(rule->examples[0].findings[0].at, "$.family");
  EXPECT_EQ(rule->examples[0].findings[0].line, 1u);
}

struct Mistake {
  const char* name;
  std::string_view from, to;
  std::string_view message;  // all of it
};

class RuleFileMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(RuleFileMistakes, AreNamedWithPlaceAndExpectation) {
  const auto rule = read_rule_file(source_of(changed(GetParam().from, GetParam().to)));
  ASSERT_FALSE(rule);
  EXPECT_EQ(rule.error().code, base::ErrorCode::invalid_rule);
  EXPECT_EQ(rule.error().message, GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, RuleFileMistakes,
    testing::Values(
        Mistake{"UnknownKey", "severity:", "severty:",
                "rules/validity/bad-thing.yaml:3:1: unknown key \"severty\", did you mean \"severity\"?\n"
                "rules/validity/bad-thing.yaml:1:1: missing key \"severity\" (or \"levels\", by binding)"},
        Mistake{
            "OtherId", "id: bad-thing", "id: worse-thing",
            "rules/validity/bad-thing.yaml:1:5: expected id to be the file's name without .yaml, not \"worse-thing\""},
        Mistake{"Level", "warning", "fatal",
                "rules/validity/bad-thing.yaml:3:11: expected off, note, warning, error, not \"fatal\""},
        Mistake{"Kind", "[taskdef]", "[taskdef, pipeline]",
                "rules/validity/bad-thing.yaml:4:18: expected a kind of manifest: taskdef, appspec or buildspec"},
        Mistake{"Pattern", "'^bad'", "'(bad'",
                "rules/validity/bad-thing.yaml:6:18: in the regular expression: missing ): (bad"},
        Mistake{
            "Message", "{value}", "{valeu}",
            "rules/validity/bad-thing.yaml:7:10: unknown name {valeu} in the message, expected value, key, path, kind, "
            "account, environment or atom"},
        Mistake{"Condition", "matches", "matchs",
                "rules/validity/bad-thing.yaml:6:9: unknown key \"matchs\", did you mean \"matches\"?"},
        Mistake{"GoodWithoutExample",
                "  good:\n    - taskdef.json: '{\"family\": \"good\", \"containerDefinitions\": []}'\n", "",
                "rules/validity/bad-thing.yaml:12:3: expected at least one good example"}),
    [](const testing::TestParamInfo<Mistake>& mistake) { return mistake.param.name; });

TEST(RuleFile, NamesTheColumnInsideAQuery) {
  const auto rule = read_rule_file(source_of(changed("$.family", "$.family[")));
  ASSERT_FALSE(rule);
  EXPECT_TRUE(rule.error().message.starts_with("rules/validity/bad-thing.yaml:5:9: in the query: "))
      << rule.error().message;
}

TEST(RuleFile, ReportsTextThatIsNoYaml) {
  const auto rule = read_rule_file(source_of("id: 'x\ntitle: y\n"));
  ASSERT_FALSE(rule);
  EXPECT_TRUE(rule.error().message.starts_with("rules/validity/bad-thing.yaml:1:5: expected ")) << rule.error().message;
}

TEST(RuleFile, ReportsAnEmptyFile) { EXPECT_FALSE(read_rule_file(source_of(""))); }

}  // namespace
}  // namespace paritylint::check
