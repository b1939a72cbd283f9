// Policy: what a configuration says about rules, brought together with the rules: which names exist, how grave their
// findings are, which of them are accepted.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "check/rule_set.h"
#include "config/config.h"

namespace paritylint::check {

class Policy {
 public:
  Policy() = default;
  // `today` is YYYY-MM-DD: entries that expired before it do not count. Names must exist: see check_rule_names.
  Policy(const config::Config& config, const RuleSet& rules, std::string_view today);

  // The level that takes the place of the rule's own ones; nothing when the configuration does not say.
  std::optional<Level> level_of(const RuleRecord& rule) const;
  // True when the configuration turns the rule off: by its own id, not with its theme, where `by_own_id`.
  bool is_off(const RuleRecord& rule, bool by_own_id = false) const;

  struct Entry {
    config::Ignore ignore;  // the reason is as it may be shown
    bool is_expired = false;
  };
  std::span<const Entry> entries() const { return entries_; }

 private:
  std::map<std::string, Level, std::less<>> levels_;  // by rule or theme
  std::vector<Entry> entries_;
};

// The error for names in `config` that are no rule's and no theme's: `path:line:column: what`, one a line.
base::Result<void> check_rule_names(const config::Config& config, const RuleSet& rules);

// True when `name` is the rule's id or its theme. The rules about suppressions answer to no name.
bool is_ignored_by(std::string_view name, const RuleRecord& rule);

}  // namespace paritylint::check
