#include "report/rule_documents.h"

#include <gtest/gtest.h>

namespace paritylint::report {
namespace {

std::vector<const check::RuleRecord*> embedded() {
  std::vector<const check::RuleRecord*> rules;
  for (const check::RuleRecord& rule : check::embedded_rules().rules) rules.push_back(&rule);
  return rules;
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST(RuleDocuments, HoldEveryRuleOnce) {
  const auto rules = embedded();
  const std::string page = rules_markdown(rules);
  const std::string json = rules_json(rules, "1");
  const std::string list = "\n" + list_rules(rules);
  for (const check::RuleRecord* rule : rules) {
    const std::string id(rule->id);
    EXPECT_EQ(count(page, "| [" + id + "](#" + id + ") |"), 1u) << id;
    EXPECT_EQ(count(page, "\n## " + id + "\n"), 1u) << id;
    EXPECT_EQ(count(json, "\"id\": \"" + id + "\""), 1u) << id;
    EXPECT_EQ(count(list, "\n" + id + " "), 1u) << id;
  }
}

// SARIF carries the same Markdown, below the title.
TEST(RuleDocuments, SayWhatSarifSays) {
  for (const check::RuleRecord* rule : embedded()) {
    const std::string page = rules_markdown(std::span(&rule, 1));
    const std::string_view help = rule->help_markdown;
    EXPECT_TRUE(page.ends_with(help.substr(help.find("\n\n") + 2))) << rule->id;
    EXPECT_EQ(count(page, "### What to write instead"), 1u) << rule->id;
    EXPECT_NE(explain_rule(*rule).find(rule->help_text), std::string::npos) << rule->id;
  }
}

TEST(RuleDocuments, ATitleIsNoMarkup) {
  check::RuleRecord rule;
  rule.id = "a";
  rule.title = "x | <b> `y` *z* [w]";
  const check::RuleRecord* const rules[] = {&rule};
  const std::string page = rules_markdown(rules);
  EXPECT_NE(page.find("| x \\| \\<b> \\`y\\` \\*z\\* \\[w] |"), std::string::npos) << page;
}

}  // namespace
}  // namespace paritylint::report
