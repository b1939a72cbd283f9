#include "check/builtin/builtin.h"

#include <algorithm>
#include <iterator>

#include "check/builtin/appspec.h"
#include "check/builtin/buildspec.h"
#include "check/builtin/consistency.h"
#include "check/builtin/drift/drift_rules.h"
#include "check/builtin/fit/fit.h"
#include "check/builtin/schema.h"
#include "check/builtin/secrets.h"
#include "check/builtin/suppression.h"
#include "check/builtin/syntax.h"
#include "check/builtin/taskdef.h"
#include "check/builtin/templating/templating.h"

namespace paritylint::check::builtin {
namespace {

constexpr Builtin kBuiltins[] = {
    {"appspec", is_appspec_check, report_appspec},
    {"buildspec", is_buildspec_check, report_buildspec},
    {"consistency", is_consistency_check, report_consistency},
    {"drift", is_drift_check, nullptr},
    {"fit", is_fit_check, nullptr, report_fit},
    {"schema", is_schema_check, report_schema},
    {"secret", is_secret_check, report_secrets},
    {"suppression", is_suppression_check, report_suppression},
    {"syntax", is_problem_name, report_syntax},
    {"taskdef", is_taskdef_check, report_taskdef},
    {"templating", is_templating_check, nullptr, report_templating},
};

}  // namespace

std::span<const Builtin> builtins() { return kBuiltins; }

bool is_root_wanted(const RuleSet& rules) {
  return std::ranges::any_of(rules.enabled(), [](const RuleRecord* rule) {
    const std::size_t slash = rule->builtin.find('/');
    return slash != std::string_view::npos &&
           std::any_of(std::begin(kBuiltins), std::end(kBuiltins), [&](const Builtin& row) {
             return row.report_root != nullptr && row.family == rule->builtin.substr(0, slash);
           });
  });
}

void report_root(const RootView& view, const RuleSet& rules, std::vector<PlacedMatch>& matches) {
  RootReporter reporter(view, rules, matches);
  for (const Builtin& row : kBuiltins) {
    if (row.report_root != nullptr) row.report_root(reporter);
  }
}

bool is_builtin(std::string_view name) {
  const std::size_t slash = name.find('/');
  if (slash == std::string_view::npos) return false;
  return std::any_of(std::begin(kBuiltins), std::end(kBuiltins), [&](const Builtin& row) {
    return row.family == name.substr(0, slash) && row.has(name.substr(slash + 1));
  });
}

}  // namespace paritylint::check::builtin
