// Every rule file is tested by its own examples, and all of them together by what must hold for each rule.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "check/builtin/syntax.h"
#include "check/compile.h"
#include "check/rule_set.h"
#include "rules/rule_sources.h"
#include "session/rule_examples.h"

namespace paritylint {
namespace {

using test::rule_sources;

// With only its own rule on, a bad example gives exactly its findings and a good one gives none.
class ExampleTest : public testing::Test {
 public:
  ExampleTest(std::string path, std::string id, check::RuleExample example)
      : path_(std::move(path)), id_(std::move(id)), example_(std::move(example)) {}

  void TestBody() override {
    // What is not needed can be told only when all rules ran.
    std::vector<std::string> ids = {id_};
    if (id_ == "unused-suppression" || id_ == "expired-suppression") ids.clear();
    const auto rules = check::RuleSet::make(check::embedded_rules(), nullptr, ids, {});
    ASSERT_TRUE(rules) << rules.error().message;
    for (const session::ExampleFailure& failure : session::run_example(example_, *rules)) {
      ADD_FAILURE_AT(path_.c_str(), static_cast<int>(failure.line_1based)) << failure.message;
    }
  }

 private:
  std::string path_, id_;
  check::RuleExample example_;
};

// One test per example, named after the rule and the line of its file, so that filters and editors find it.
int register_examples() {
  int registered = 0;
  for (const check::RuleSource& source : rule_sources()) {
    const auto rule = check::read_rule_file(source);
    if (!rule) continue;  // RuleFiles.AllCompile says so
    for (const check::RuleExample& example : rule->examples) {
      const std::string name =
          std::string(example.bad ? "Bad" : "Good") + "AtLine" + std::to_string(example.source_line);
      std::string suite = rule->id;
      std::ranges::replace(suite, '-', '_');
      testing::RegisterTest(suite.c_str(), name.c_str(), nullptr, nullptr, source.path.c_str(),
                            static_cast<int>(example.source_line),
                            [path = source.path, id = rule->id, example]() -> testing::Test* {
                              return new ExampleTest(path, id, example);
                            });
      ++registered;
    }
  }
  return registered;
}

const int kRegistered = register_examples();

TEST(RuleFiles, AllCompile) {
  const auto compiled = check::compile_rules(rule_sources(), check::RulePack{});
  ASSERT_TRUE(compiled) << compiled.error().message;
  EXPECT_GT(kRegistered, 0);
}

TEST(RuleFiles, EmbeddedPackEqualsPackCompiledNow) {
  const auto compiled = check::compile_rules(rule_sources(), check::RulePack{});
  ASSERT_TRUE(compiled) << compiled.error().message;
  EXPECT_EQ(check::to_cpp(compiled->pack()), check::to_cpp(check::embedded_rules()));
}

TEST(RuleFiles, IdsAreKebabCase) {
  for (const check::RuleRecord& rule : check::embedded_rules().rules) {
    EXPECT_TRUE(std::ranges::all_of(rule.id, [](char c) { return base::is_lower(c) || base::is_digit(c) || c == '-'; }))
        << rule.id;
  }
}

TEST(RuleFiles, ReferencesAreHttps) {
  for (const check::RuleRecord& rule : check::embedded_rules().rules) {
    check::for_each_line(rule.references,
                         [&](std::string_view line) { EXPECT_TRUE(line.starts_with("https://")) << rule.id; });
  }
}

TEST(RuleFiles, SupersededRulesExist) {
  const auto rules = check::RuleSet::make(check::embedded_rules(), nullptr, {}, {});
  ASSERT_TRUE(rules);
  for (const check::RuleRecord* rule : rules->enabled()) {
    check::for_each_line(rule->supersedes, [&](std::string_view id) { EXPECT_TRUE(rules->named(id)) << rule->id; });
  }
}

TEST(RuleFiles, SarifTextsKeepGitHubsLimits) {
  for (const check::RuleRecord& rule : check::embedded_rules().rules) {
    EXPECT_LE(rule.title.size(), 255u) << rule.id;
    EXPECT_LE(rule.why.size(), 1024u) << rule.id;
    EXPECT_FALSE(rule.help_line.empty()) << rule.id;
  }
}

// Limits that end the reading are failures of the run, not findings about the text.
TEST(SyntaxRules, EveryProblemOfAReaderHasExactlyOneRule) {
  std::multiset<std::string_view> named;
  for (const check::RuleRecord& rule : check::embedded_rules().rules) {
    if (rule.builtin.starts_with("syntax/")) named.insert(rule.builtin.substr(7));
  }
  std::size_t expected = 0;
  for (std::size_t code = 0; code < tree::kProblemCodes; ++code) {
    const auto problem = static_cast<tree::ProblemCode>(code);
    if (problem == tree::ProblemCode::too_large || problem == tree::ProblemCode::unfinished) continue;
    ++expected;
    EXPECT_EQ(named.count(check::builtin::problem_name(problem)), 1u) << check::builtin::problem_name(problem);
  }
  EXPECT_EQ(named.size(), expected);
}

}  // namespace
}  // namespace paritylint
