// Suppressions over a whole root: comments, entries of the configuration, and those that are not needed.
#include <gtest/gtest.h>

#include "session/session.h"

namespace paritylint::session {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;
using Texts = std::vector<std::string>;

constexpr std::string_view kTaskDefinition =
    "{\"family\": \"a\", \"taskRoleArn\": \"arn:aws:iam::210987654321:role/x\",\n"
    " \"executionRoleArn\": \"arn:aws:iam::432109876543:role/y\",\n"
    " \"containerDefinitions\": [{\"name\": \"a\", \"image\": \"a\"}]}";

const check::RuleSet& all_rules() {
  static const auto rules = check::RuleSet::make(check::embedded_rules(), nullptr, {}, {});
  return *rules;
}

struct Scenario {
  Files files;
  std::vector<std::string> named = {};  // files; none: the whole root
  SessionOptions options = {};
  const check::RuleSet* rules = &all_rules();

  CheckResult check() const {
    auto memory = std::make_unique<input::MemoryFileSystem>();
    for (const auto& [path, text] : files) memory->put(path, text);
    input::Root root;
    root.file_system = std::move(memory);
    root.reported_files = named;
    if (named.empty()) root.reported_folders = {""};
    ContentMemo memo;
    return Session(root, *rules, memo, options).check();
  }
};

// Without what another rule says of the two accounts, which are there to give one rule two findings.
Texts lines(const std::vector<check::Finding>& findings) {
  Texts texts;
  for (const check::Finding& finding : findings) {
    if (finding.rule->id == "mixed-accounts") continue;
    texts.push_back(finding.primary.path + ":" + std::to_string(finding.primary.begin.line) + " " +
                    std::string(finding.rule->id));
  }
  return texts;
}

std::string buildspec(const std::string& first, const std::string& second) {
  return "version: 0.2\nenv:\n  variables:\n    A: 210987654321.dkr.ecr.eu-west-1.amazonaws.com" + first +
         "\n    B: 210987654321.dkr.ecr.eu-west-1.amazonaws.com" + second + "\nphases: {build: {commands: [make]}}\n";
}

TEST(Suppressions, ACommentHidesNoOtherPlaceOfTheSameAccount) {
  const std::string comment = " # paritylint: ignore[hardcoded-account-id] the group's own registry";
  const CheckResult result = Scenario{{{"buildspec.yml", buildspec(comment, "")}}}.check();
  EXPECT_EQ(lines(result.findings), Texts{"buildspec.yml:5 hardcoded-account-id"});
  ASSERT_EQ(lines(result.suppressed), Texts{"buildspec.yml:4 hardcoded-account-id"});
  const check::Suppression& suppression = *result.suppressed[0].suppression;
  EXPECT_TRUE(suppression.in_source);
  EXPECT_EQ(suppression.reason, "the group's own registry");
  EXPECT_EQ(suppression.line_1based, 4u);
  const CheckResult bare = Scenario{{{"buildspec.yml", buildspec("", "")}}}.check();
  EXPECT_EQ(result.findings[0].fingerprint, bare.findings.at(0).fingerprint);
}

TEST(Suppressions, CopiesOfOneContentAreJudgedByTheirOwnPath) {
  const std::string text(kTaskDefinition);
  const CheckResult result =
      Scenario{{{"a/taskdef.json", text},
                {"b/taskdef.json", text},
                {"paritylint.yaml", "ignore: [{rule: hardcoded-role-arn, files: a/*, reason: r}]\n"}}}
          .check();
  EXPECT_EQ(lines(result.findings),
            (Texts{"b/taskdef.json:1 hardcoded-role-arn", "b/taskdef.json:2 hardcoded-role-arn"}));
  EXPECT_EQ(lines(result.suppressed),
            (Texts{"a/taskdef.json:1 hardcoded-role-arn", "a/taskdef.json:2 hardcoded-role-arn"}));
}

TEST(Suppressions, AnEntryCountsWhereItsPathPoints) {
  const CheckResult result =
      Scenario{{{"taskdef.json", std::string(kTaskDefinition)},
                {"paritylint.yaml", "ignore: [{rule: portability, files: '**', path: $.taskRoleArn, reason: r}]\n"}}}
          .check();
  EXPECT_EQ(lines(result.findings), Texts{"taskdef.json:2 hardcoded-role-arn"});
  ASSERT_EQ(lines(result.suppressed), Texts{"taskdef.json:1 hardcoded-role-arn"});
  EXPECT_EQ(result.suppressed[0].suppression->path, "paritylint.yaml");
}

// The manifest stands deeper, and is spelled otherwise; the path is that of the API all the same.
TEST(Suppressions, APathSeesTheManifestAsRulesDo) {
  const std::string wrapped = "{\"taskDefinition\": " + std::string(kTaskDefinition) + "}";
  const std::string pascal =
      "{\"Family\": \"a\", \"TaskRoleArn\": \"arn:aws:iam::210987654321:role/x\", \"ContainerDefinitions\": "
      "[{\"Name\": \"a\", "
      "\"Image\": \"a\"}]}";
  for (const std::string& text : {wrapped, pascal}) {
    const CheckResult result =
        Scenario{{{"taskdef.json", text},
                  {"paritylint.yaml", "ignore: [{rule: portability, files: '**', path: $.taskRoleArn, reason: r}]\n"}}}
            .check();
    EXPECT_EQ(lines(result.suppressed), Texts{"taskdef.json:1 hardcoded-role-arn"}) << text;
  }
}

TEST(Suppressions, AnExpiredEntryCountsNoLongerAndIsToldSo) {
  Scenario run{
      {{"taskdef.json", std::string(kTaskDefinition)},
       {"paritylint.yaml", "ignore:\n  - {rule: portability, files: '**', reason: r,\n     expires: 2026-11-30}\n"}}};
  run.options.today = "2026-11-30";
  EXPECT_EQ(lines(run.check().findings), Texts{});
  run.options.today = "2026-12-01";
  const CheckResult result = run.check();
  EXPECT_EQ(lines(result.findings), (Texts{"paritylint.yaml:3 expired-suppression", "taskdef.json:1 hardcoded-role-arn",
                                           "taskdef.json:2 hardcoded-role-arn"}));
  EXPECT_EQ(result.findings[0].message, "this entry counted until 2026-11-30");
  EXPECT_TRUE(result.suppressed.empty());
}

const std::string kIdle = " # paritylint: ignore[hardcoded-role-arn, hardcoded-account-id] why";

Files idle_files() {
  return {{"buildspec.yml", buildspec(kIdle, "")},
          {"paritylint.yaml",
           "ignore:\n  - {rule: [syntax-error, hardcoded-account-id], files: buildspec.yml, reason: r}\n"}};
}

TEST(Suppressions, WhatIsNotNeededIsFoundByName) {
  const CheckResult result = Scenario{idle_files()}.check();
  EXPECT_EQ(lines(result.findings),
            (Texts{"buildspec.yml:4 unused-suppression", "paritylint.yaml:2 unused-suppression"}));
  EXPECT_EQ(result.findings[0].primary.snippet, "hardcoded-role-arn");
  EXPECT_EQ(result.findings[1].primary.snippet, "syntax-error");
  EXPECT_EQ(lines(result.suppressed),
            (Texts{"buildspec.yml:4 hardcoded-account-id", "buildspec.yml:5 hardcoded-account-id"}));
}

TEST(Suppressions, NothingIsUnneededInAPartOfARun) {
  const std::string portability[] = {"portability"};
  const auto some_rules = check::RuleSet::make(check::embedded_rules(), nullptr, {}, portability);
  ASSERT_TRUE(some_rules);
  Scenario part{idle_files()};
  part.options.is_part = true;
  Scenario named{idle_files(), {"buildspec.yml"}};
  Scenario selected{idle_files()};
  selected.rules = &*some_rules;
  for (const Scenario& run : {part, named, selected}) EXPECT_TRUE(run.check().findings.empty());
}

// What a file holds that nobody could look at is unknown.
TEST(Suppressions, NothingIsUnneededInAFileThatCannotBeRead) {
  const CheckResult result =
      Scenario{{{"buildspec.yml", "a: [ # paritylint: ignore[hardcoded-account-id] x\n"},
                {"paritylint.yaml", "ignore: [{rule: portability, files: buildspec.yml, reason: r}]\n"}}}
          .check();
  EXPECT_EQ(lines(result.findings), Texts{"buildspec.yml:2 syntax-error"});
}

TEST(Suppressions, ARuleThatIsOffMakesItsSuppressionsNeitherNeededNorUnneeded) {
  Files files = idle_files();
  files[1].second = "severity: {portability: off}\n";
  const CheckResult result = Scenario{files}.check();
  EXPECT_TRUE(result.findings.empty());
  EXPECT_TRUE(result.suppressed.empty());
}

TEST(Suppressions, ASupersededRulesNameIsNotUnneeded) {
  const std::string text =
      "family: a\ncontainerDefinitions: [{name: a, image: a}]\n"
      "taskRoleArn: arn:aws:iam::210987654321:role/x"
      " # paritylint: ignore[hardcoded-role-arn, hardcoded-account-id] x\n";
  const CheckResult result = Scenario{{{"taskdef.yaml", text}}}.check();
  EXPECT_EQ(lines(result.findings), Texts());
  EXPECT_EQ(result.suppressed.size(), 1u);
}

TEST(Suppressions, UnknownRulesInTheConfigurationAreMistakes) {
  const CheckResult result =
      Scenario{{{"taskdef.json", std::string(kTaskDefinition)},
                {"paritylint.yaml", "severity: {hardcoded-role-am: off}\nignore: [{rule: x, files: a, reason: r}]\n"}}}
          .check();
  EXPECT_TRUE(result.files.empty());
  ASSERT_EQ(result.failures.size(), 2u);
  EXPECT_EQ(result.failures[0].path, "paritylint.yaml");
  EXPECT_EQ(result.failures[0].line_1based, 1u);
  EXPECT_EQ(result.failures[0].column_1based, 12u);
  EXPECT_EQ(result.failures[0].message,
            "there is no rule or theme \"hardcoded-role-am\", did you mean "
            "\"hardcoded-role-arn\"? (`paritylint rules` lists them)");
  EXPECT_EQ(result.failures[1].line_1based, 2u);
}

TEST(Suppressions, TheConfigurationSaysHowGraveFindingsAre) {
  const CheckResult result =
      Scenario{{{"taskdef.json", std::string(kTaskDefinition)},
                {"paritylint.yaml", "severity: {portability: warning, hardcoded-role-arn: error}\n"}}}
          .check();
  ASSERT_EQ(lines(result.findings), (Texts{"taskdef.json:1 hardcoded-role-arn", "taskdef.json:2 hardcoded-role-arn"}));
  EXPECT_EQ(result.findings[0].level, check::Level::error);
}

// A secret beside a comment that is told stays hidden.
TEST(Suppressions, TheLineOfAnUnneededCommentShowsNoSecret) {
  const CheckResult result =
      Scenario{
          {{"buildspec.yml",
            "version: 0.2\nenv:\n  variables:\n    DB_PASSWORD: hunter2hunter # paritylint: ignore[syntax-error] x\n"
            "phases: {build: {commands: [make]}}\n"}}}
          .check();
  bool found = false;
  for (const check::Finding& finding : result.findings) {
    found = found || finding.rule->id == "unused-suppression";
    EXPECT_EQ(finding.primary.excerpt.text.find("hunter2"), std::string::npos);
  }
  EXPECT_TRUE(found);
}

// Neither many entries nor many places may multiply.
TEST(Suppressions, ManyEntriesAndManyPlacesTakeShortTime) {
  std::string text = "version: 0.2\nenv:\n  variables:\n";
  for (int i = 0; i < 20'000; ++i)
    text += "    A" + std::to_string(i) + ": '210987654321.dkr.ecr.eu-west-1.amazonaws.com'\n";
  text += "phases: {build: {commands: [make]}}\n";
  std::string config = "ignore:\n";
  for (int i = 0; i < 900; ++i) {
    config +=
        "  - {rule: hardcoded-account-id, files: '**', path: $.env.variables.A" + std::to_string(i) + ", reason: r}\n";
  }
  const CheckResult result = Scenario{{{"buildspec.yml", text}, {"paritylint.yaml", config}}}.check();
  EXPECT_GE(result.suppressed.size(), 800u);
  EXPECT_EQ(result.findings.size(), 1u);
}

}  // namespace
}  // namespace paritylint::session
