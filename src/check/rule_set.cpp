#include "check/rule_set.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "check/builtin/syntax.h"

namespace paritylint::check {
namespace {

constexpr std::string_view kSyntax = "syntax/";

bool names_rule(std::span<const std::string> names, const RuleRecord& rule) {
  return std::ranges::any_of(names, [&](const std::string& name) { return name == rule.id || name == rule.theme; });
}

// True when a problem of this kind can be why a file has no tree.
bool ends_reading(const RuleRecord& rule, tree::ProblemCode code) {
  return rule.severity == Level::error || code == tree::ProblemCode::empty_file;
}

}  // namespace

base::Result<RuleSet> RuleSet::make(const RulePack& built_in, std::unique_ptr<CompiledRules> user_rules,
                                    std::span<const std::string> select, std::span<const std::string> ignore,
                                    UnknownNames unknown) {
  RuleSet set;
  set.user_rules_ = std::move(user_rules);
  set.packs_.push_back(&built_in);
  if (set.user_rules_) set.packs_.push_back(&set.user_rules_->pack());
  for (const RulePack* pack : set.packs_) {
    for (const RuleRecord& rule : pack->rules) set.all_.push_back(&rule);
  }
  const auto id_of = [](const RuleRecord* rule) { return rule->id; };
  std::ranges::stable_sort(set.all_, {}, id_of);
  if (const auto twice = std::ranges::adjacent_find(set.all_, {}, id_of); twice != set.all_.end()) {
    return base::Error{base::ErrorCode::invalid_rule,
                       "the rule id " + std::string((*twice)->id) + " is taken by a built-in rule"};
  }
  if (unknown == UnknownNames::are_mistakes) {
    for (const std::span<const std::string> names : {select, ignore}) {
      for (const std::string& name : names) TRY(set.named(name));
    }
  }
  set.choose(select, ignore);
  set.find_patterns();
  // A user's pack numbers the embedded pack's names alike and adds its own.
  set.keys_ = tree::KeyTable(set.packs_.back()->selects.keys);
  return set;
}

void RuleSet::choose(std::span<const std::string> select, std::span<const std::string> ignore) {
  for (const RuleRecord* rule : all_) {
    if ((!select.empty() && !names_rule(select, *rule)) || names_rule(ignore, *rule)) continue;
    chosen_.push_back(rule);
    const bool runs = rule->status != Status::preview || std::ranges::find(select, rule->id) != select.end();
    if (runs) enabled_.push_back(rule);
  }
  find_syntax_rules(ignore);
  std::ranges::copy_if(enabled_, std::back_inserter(builtin_rules_),
                       [](const RuleRecord* rule) { return !rule->builtin.empty(); });
  std::ranges::stable_sort(builtin_rules_, {}, [](const RuleRecord* rule) { return rule->builtin; });
}

void RuleSet::find_syntax_rules(std::span<const std::string> ignore) {
  for (const RuleRecord* rule : all_) {
    if (!rule->builtin.starts_with(kSyntax)) continue;
    const std::string_view problem = rule->builtin.substr(kSyntax.size());
    const bool is_ignored = std::ranges::find(ignore, rule->id) != ignore.end();
    for (std::size_t code = 0; code < tree::kProblemCodes; ++code) {
      if (builtin::problem_name(static_cast<tree::ProblemCode>(code)) != problem) continue;
      if (is_enabled(*rule)) syntax_rules_[code] = unreadable_rules_[code] = rule;
      if (!is_ignored && ends_reading(*rule, static_cast<tree::ProblemCode>(code))) unreadable_rules_[code] = rule;
    }
  }
}

void RuleSet::find_patterns() {
  for (const RulePack* pack : packs_) {
    for (const Condition& condition : pack->conditions) {
      if (condition.kind == Condition::Kind::matches) patterns_.emplace_back(&condition, std::make_unique<Pattern>());
    }
  }
  std::ranges::sort(patterns_, std::ranges::less{}, [](const auto& pattern) { return pattern.first; });
}

bool RuleSet::is_enabled(const RuleRecord& rule) const {
  const auto found = std::ranges::lower_bound(enabled_, rule.id, {}, [](const RuleRecord* r) { return r->id; });
  return found != enabled_.end() && *found == &rule;
}

const RuleRecord* RuleSet::find(std::string_view id) const {
  const auto found = std::ranges::lower_bound(all_, id, {}, [](const RuleRecord* r) { return r->id; });
  return found != all_.end() && (*found)->id == id ? *found : nullptr;
}

base::Result<std::vector<const RuleRecord*>> RuleSet::named(std::string_view name) const {
  std::vector<const RuleRecord*> found;
  std::vector<std::string_view> known;
  for (const RuleRecord* rule : all_) {
    known.push_back(rule->id);
    known.push_back(rule->theme);
    if (name == rule->id || name == rule->theme) found.push_back(rule);
  }
  if (!found.empty()) return found;
  return base::Error{base::ErrorCode::usage, "there is no rule or theme " + base::quoted(name) +
                                                 base::did_you_mean(name, known) + " (`paritylint rules` lists them)"};
}

const RuleRecord* RuleSet::syntax_rule(tree::ProblemCode code, bool is_readable) const {
  return (is_readable ? syntax_rules_ : unreadable_rules_)[static_cast<std::size_t>(code)];
}

const RuleRecord* RuleSet::builtin_rule(std::string_view builtin) const {
  const auto found =
      std::ranges::lower_bound(builtin_rules_, builtin, {}, [](const RuleRecord* rule) { return rule->builtin; });
  return found != builtin_rules_.end() && (*found)->builtin == builtin ? *found : nullptr;
}

const base::Regex& RuleSet::regex(const Condition& condition) const {
  const auto found = std::ranges::lower_bound(patterns_, &condition, std::ranges::less{},
                                              [](const auto& pattern) { return pattern.first; });
  Pattern& pattern = *found->second;
  std::call_once(pattern.once, [&] {
    auto compiled = base::Regex::compile(condition.text);
    if (!compiled) BUG("a rule pack holds a pattern that does not compile");
    pattern.regex = *std::move(compiled);
  });
  return *pattern.regex;
}

}  // namespace paritylint::check
