// Every condition of a rule is needed: when it is dropped, one of the rule's own examples must fail. Otherwise nobody
// would notice when it goes, and nobody can see what it is for.
#include <gtest/gtest.h>

#include "check/compile.h"
#include "rules/rule_sources.h"
#include "session/rule_examples.h"

namespace paritylint {
namespace {

using check::RuleCondition;
using check::RuleFile;

const check::RulePack kNoRules;

bool passes_its_examples(RuleFile rule) {
  rule.supersedes.clear();  // the other rules are not here
  const std::vector<check::RuleExample> examples = rule.examples;
  auto compiled = check::compile_rule_files({std::move(rule)}, kNoRules);
  EXPECT_TRUE(compiled) << compiled.error().message;
  const std::string id(compiled->pack().rules.front().id);
  const std::string only[] = {id};
  const auto rules =
      check::RuleSet::make(kNoRules, std::make_unique<check::CompiledRules>(*std::move(compiled)), only, {});
  EXPECT_TRUE(rules) << rules.error().message;
  return std::ranges::all_of(
      examples, [&](const check::RuleExample& example) { return session::run_example(example, *rules).empty(); });
}

// Call visit(list, index) for every condition that can be dropped from the list that it stands in. Without its only
// part a group or the opposite of a place says something else, and dropping it as a whole says that it is needed.
template <class Visit>
void for_each_droppable(std::vector<RuleCondition>& list, bool can_be_empty, Visit&& visit) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (can_be_empty || list.size() > 1) visit(list, i);
    const check::Condition& row = list[i].row;
    for_each_droppable(list[i].parts, check::is_elsewhere(row.kind) && !row.negated, visit);
  }
}

// The lines of the conditions that no example needs.
std::vector<std::uint32_t> idle_conditions(RuleFile rule) {
  std::vector<std::uint32_t> lines;
  for_each_droppable(rule.conditions, true, [&](std::vector<RuleCondition>& list, std::size_t index) {
    const auto at = list.begin() + static_cast<std::ptrdiff_t>(index);
    const RuleCondition dropped = *at;
    list.erase(at);
    if (passes_its_examples(rule)) lines.push_back(dropped.source_line);
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(index), dropped);
  });
  return lines;
}

TEST(RuleFiles, EveryConditionIsNeededByAnExample) {
  std::size_t tried = 0;
  for (const check::RuleSource& source : test::rule_sources()) {
    const auto rule = check::read_rule_file(source);
    ASSERT_TRUE(rule) << rule.error().message;
    tried += rule->conditions.size();
    for (const std::uint32_t line : idle_conditions(*rule)) {
      ADD_FAILURE_AT(source.path.c_str(), static_cast<int>(line)) << "no example fails without this condition";
    }
  }
  EXPECT_GT(tried, 0u);
}

constexpr std::string_view kRule = R"(id: own
title: T
severity: warning
kinds: [taskdef]
select: $.containerDefinitions[*].image
where:
  matches: '^a'
  not: {matches: 'b$'}
  sibling: {name: {matches: '^x', length: {max: 3}}}
  any: [{matches: '1'}, {matches: '2'}]
message: m
why: W
instead: I
since: 0.1.0
examples:
  bad:
    - taskdef.json: '{"family": "f", "containerDefinitions": [{"name": "xy", "image": "a1"}]}'
      findings: [{text: a1}]
  good:
    - taskdef.json: '{"family": "f", "containerDefinitions": [{"name": "y", "image": "a1"}, {"name": "x", "image": "1"}]}'
)";

TEST(NeededConditions, FindsThoseThatNoExampleNeeds) {
  const auto rule = check::read_rule_file({"own.yaml", "own", std::string(kRule), false});
  ASSERT_TRUE(rule) << rule.error().message;
  ASSERT_TRUE(passes_its_examples(*rule));
  // The `not`, the length, the group as a whole, and its second part.
  EXPECT_EQ(idle_conditions(*rule), (std::vector<std::uint32_t>{8, 9, 10, 10}));
}

}  // namespace
}  // namespace paritylint
