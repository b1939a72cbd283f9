// RuleSet: the rules of one run: the embedded pack and the user's own, less what --select and --ignore leave out.
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/regex.h"
#include "base/result.h"
#include "check/compile.h"
#include "check/rule.h"
#include "tree/key_table.h"
#include "tree/problem.h"

namespace paritylint::check {

// Whether a name in --select or --ignore that no rule or theme has is a mistake.
enum class UnknownNames : bool { are_mistakes, may_be_elsewhere };

class RuleSet {
 public:
  // `built_in` is embedded_rules() (a parameter, so that the compiler of that pack does not depend on it) and must
  // outlive the set; `user_rules` may be null. Ids in `select` and `ignore` are rule ids or themes; an empty `select`
  // means all but previews, which run only when their own id is in it. The error names an id that does not exist, with
  // the nearest one.
  static base::Result<RuleSet> make(const RulePack& built_in, std::unique_ptr<CompiledRules> user_rules,
                                    std::span<const std::string> select, std::span<const std::string> ignore,
                                    UnknownNames unknown = UnknownNames::are_mistakes);

  // The packs to evaluate, the embedded one first.
  std::span<const RulePack* const> packs() const { return packs_; }
  bool is_enabled(const RuleRecord& rule) const;

  // True when no rule is left out.
  bool is_complete() const { return enabled_.size() == all_.size(); }

  // All enabled rules, sorted by id.
  std::span<const RuleRecord* const> enabled() const { return enabled_; }

  // The enabled rules and those that `select` and `ignore` would let run, were they no previews.
  std::span<const RuleRecord* const> chosen() const { return chosen_; }

  const RuleRecord* find(std::string_view id) const;

  // The rule with this id, or the rules of this theme, enabled or not, sorted by id; never none. The error suggests the
  // nearest name.
  base::Result<std::vector<const RuleRecord*>> named(std::string_view name) const;

  // The rule that speaks about a reader's problem, or nullptr: an enabled one; in a file that could not be read, also
  // one that is left out with its theme or not selected, because a file that nobody looked at must not pass in silence.
  // Only `ignore` with the rule's own id silences it there.
  const RuleRecord* syntax_rule(tree::ProblemCode code, bool is_readable) const;

  // The enabled rule with this `builtin`, "FAMILY/CHECK", or nullptr; the first by id when there are several.
  const RuleRecord* builtin_rule(std::string_view builtin) const;

  // The pattern of a `matches` condition, compiled when somebody first asks for it. Any thread may ask.
  const base::Regex& regex(const Condition& condition) const;

  const tree::KeyTable& keys() const { return keys_; }

 private:
  struct Pattern {
    std::once_flag once;
    std::optional<base::Regex> regex;
  };
  RuleSet() = default;
  void choose(std::span<const std::string> select, std::span<const std::string> ignore);
  void find_syntax_rules(std::span<const std::string> ignore);
  void find_patterns();

  std::unique_ptr<CompiledRules> user_rules_;
  std::vector<const RulePack*> packs_;
  std::vector<const RuleRecord*> all_;                                           // sorted by id
  std::vector<const RuleRecord*> chosen_;                                        // sorted by id
  std::vector<const RuleRecord*> enabled_;                                       // sorted by id
  std::vector<const RuleRecord*> builtin_rules_;                                 // enabled, sorted by builtin, then id
  std::array<const RuleRecord*, tree::kProblemCodes> syntax_rules_{};            // the enabled ones
  std::array<const RuleRecord*, tree::kProblemCodes> unreadable_rules_{};        // for files that could not be read
  std::vector<std::pair<const Condition*, std::unique_ptr<Pattern>>> patterns_;  // sorted by address
  tree::KeyTable keys_;
};

}  // namespace paritylint::check
