#include "check/rule_choice.h"

#include <memory>
#include <utility>

#include "check/compile.h"

namespace paritylint::check {

base::Result<RuleSet> make_rules(const RulePack& built_in, const RuleChoice& choice, std::vector<RuleSource> more) {
  more.insert(more.begin(), choice.sources.begin(), choice.sources.end());
  std::unique_ptr<CompiledRules> own;
  if (!more.empty()) {
    TRY_ASSIGN(CompiledRules compiled, compile_rules(more, built_in));
    own = std::make_unique<CompiledRules>(std::move(compiled));
  }
  return RuleSet::make(built_in, std::move(own), choice.select, choice.ignore, choice.unknown);
}

}  // namespace paritylint::check
