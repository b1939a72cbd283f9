#include "check/rule_file.h"

#include <gtest/gtest.h>

#include "check/rule_help.h"
#include "check/rule_set.h"

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
  EXPECT_EQ(rule->conditions[0].row.kind, Condition::Kind::matches);
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
                "rules/validity/bad-thing.yaml:1:1: missing key \"severity\" (or \"levels\", by binding)\n"
                "rules/validity/bad-thing.yaml:3:1: unknown key \"severty\", did you mean \"severity\"?"},
        Mistake{
            "OtherId", "id: bad-thing", "id: worse-thing",
            "rules/validity/bad-thing.yaml:1:5: expected id to be the file's name without .yaml, not \"worse-thing\""},
        Mistake{"Level", "warning", "fatal",
                "rules/validity/bad-thing.yaml:3:11: expected off, note, warning, error, not \"fatal\""},
        Mistake{"Kind", "[taskdef]", "[taskdef, pipeline]",
                "rules/validity/bad-thing.yaml:4:18: expected a kind of manifest: taskdef, appspec or buildspec, not "
                "\"pipeline\""},
        Mistake{"Pattern", "'^bad'", "'(bad'",
                "rules/validity/bad-thing.yaml:6:18: in the regular expression: missing ): (bad"},
        Mistake{"Message", "{value}", "{valeu}",
                "rules/validity/bad-thing.yaml:7:10: unknown name {valeu} in the message, did you mean \"value\"?"},
        Mistake{"Condition", "matches", "matchs",
                "rules/validity/bad-thing.yaml:6:9: unknown key \"matchs\", did you mean \"matches\"?"},
        Mistake{"KeyThatDoesNothing", "since: 0.1.0", "since: 0.1.0\nfix: x",
                "rules/validity/bad-thing.yaml:11:1: unknown key \"fix\""},
        Mistake{"FindingsOutsideOfExamples", "since: 0.1.0", "since: 0.1.0\nfindings: 3",
                "rules/validity/bad-thing.yaml:11:1: unknown key \"findings\""},
        Mistake{"BuiltinOfOnesOwn", "select: $.family\nwhere: {matches: '^bad'}", "builtin: syntax/too-deep",
                "rules/validity/bad-thing.yaml:5:10: a rule of your own cannot name a check inside the program, "
                "expected select"},
        Mistake{"HelpWithoutElse", "since: 0.1.0", "since: 0.1.0\nhelp: {image: x}",
                "rules/validity/bad-thing.yaml:11:7: missing key \"else\""},
        Mistake{"GoodWithoutExample",
                "  good:\n    - taskdef.json: '{\"family\": \"good\", \"containerDefinitions\": []}'\n", "",
                "rules/validity/bad-thing.yaml:12:3: expected at least one good example"}),
    [](const testing::TestParamInfo<Mistake>& mistake) { return mistake.param.name; });

TEST(RuleFile, ABuiltInRuleMayNameAKnownCheckAndNothingBesideIt) {
  const auto with = [](std::string_view lines) {
    RuleSource source = source_of(changed("select: $.family\nwhere: {matches: '^bad'}", lines));
    source.is_built_in = true;
    const auto rule = read_rule_file(source);
    return rule ? std::string() : rule.error().message;
  };
  EXPECT_EQ(with("builtin: syntax/too-deep"), "");
  EXPECT_EQ(with("builtin: nonsense/xyz"), "rules/validity/bad-thing.yaml:5:10: unknown check \"nonsense/xyz\"");
  EXPECT_EQ(with("builtin: syntax/xyz"), "rules/validity/bad-thing.yaml:5:10: unknown check \"syntax/xyz\"");
  EXPECT_EQ(with("builtin: syntax/too-deep\nscan: [keys]"),
            "rules/validity/bad-thing.yaml:6:7: expected no \"scan\" beside builtin");
}

TEST(RuleFile, HelpMayDependOnTheMember) {
  const auto rule = read_rule_file(source_of(changed("since:", "help: {image: put it there, else: anywhere}\nsince:")));
  ASSERT_TRUE(rule) << rule.error().message;
  EXPECT_EQ(rule->help, "anywhere");
  const std::string by_key = help_by_key(*rule);
  EXPECT_EQ(by_key, "image\tput it there");
  RuleRecord record;
  record.help_line = "anywhere";
  record.help_by_key = by_key;
  EXPECT_EQ(help_line(record, "image"), "put it there");
  EXPECT_EQ(help_line(record, "Image"), "anywhere");
}

TEST(RuleHelp, MarkdownHoldsNoTags) {
  RuleFile rule;
  rule.title = "A <b>bold</b> title";
  rule.why = "Write `<ENV>` or <ENV>, not a lone `.";
  const std::string markdown = help_markdown(rule);
  EXPECT_NE(markdown.find("## A \\<b>bold\\</b> title"), std::string::npos) << markdown;
  EXPECT_NE(markdown.find("Write `<ENV>` or \\<ENV>, not a lone \\`."), std::string::npos) << markdown;
}

TEST(CompileRules, RefusesToSupersedeWhatDoesNotExist) {
  RuleRecord other;
  other.id = "hardcoded-role-arn";
  const RuleRecord records[] = {other};
  const RuleSource sources[] = {
      source_of(changed("since:", "supersedes: [hardcoded-role-arn, bad-thing, hardcoded-role-arm]\nsince:"))};
  const auto compiled = compile_rules(sources, {records, {}, {}});
  ASSERT_FALSE(compiled);
  EXPECT_EQ(compiled.error().message,
            "rules/validity/bad-thing.yaml:10:45: there is no rule \"hardcoded-role-arm\" to supersede, did you mean "
            "\"hardcoded-role-arn\"?");
}

TEST(CompileRules, RefusesIdsThatAreTaken) {
  RuleRecord other;
  other.id = "bad-thing";
  const RuleRecord records[] = {other};
  RuleSource again = source_of(std::string(kRule));
  again.path = "more/bad-thing.yaml";
  const RuleSource sources[] = {source_of(std::string(kRule)), again};
  const auto compiled = compile_rules(sources, {records, {}, {}});
  ASSERT_FALSE(compiled);
  EXPECT_NE(compiled.error().message.find(": the id bad-thing is also that of "), std::string::npos);
  EXPECT_NE(compiled.error().message.find("bad-thing.yaml:1:1: the id bad-thing is that of a built-in rule"),
            std::string::npos);
}

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
