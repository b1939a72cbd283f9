// RuleChoice: which rules the user wants, apart from those that a repository brings along.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "check/rule_file.h"
#include "check/rule_set.h"

namespace paritylint::check {

struct RuleChoice {
  std::vector<RuleSource> sources;  // rule files of --rules
  std::vector<std::string> select, ignore;
  UnknownNames unknown = UnknownNames::are_mistakes;
};

// The rules of the choice and those of `more`, beside `built_in`, which must outlive them.
base::Result<RuleSet> make_rules(const RulePack& built_in, const RuleChoice& choice, std::vector<RuleSource> more);

}  // namespace paritylint::check
