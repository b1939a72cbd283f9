#include "check/builtin/drift/drift_rules.h"

#include <algorithm>
#include <array>

namespace paritylint::check::builtin {
namespace {

constexpr std::array<std::string_view, 11> kChecks = {
    "drift/leak",      "drift/foreign-account",  "drift/shared-account",    "drift/swapped",
    "drift/weaker",    "drift/missing-variable", "drift/missing-container", "drift/missing-setting",
    "drift/mechanism", "drift/different",        "drift/shared-name"};

std::string_view check_of_missing(diff::Subject subject) {
  switch (subject) {
    case diff::Subject::variable:
      return "drift/missing-variable";
    case diff::Subject::container:
    case diff::Subject::port:
      return "drift/missing-container";
    default:
      return "drift/missing-setting";
  }
}

std::string_view check_of(const DriftStatement& statement, diff::Subject subject) {
  switch (statement.drift_class) {
    case DriftClass::leak:
      return "drift/leak";
    case DriftClass::foreign_account:
      return "drift/foreign-account";
    case DriftClass::shared_account:
      return "drift/shared-account";
    case DriftClass::swapped:
      return "drift/swapped";
    case DriftClass::weaker:
      return "drift/weaker";
    case DriftClass::missing:
      return check_of_missing(subject);
    case DriftClass::drift:
      // Only a change of mechanism is anybody's fault.
      return statement.columns.empty() ? "drift/different" : "drift/mechanism";
    case DriftClass::sameness:
      return "drift/shared-name";
    case DriftClass::pending:
    case DriftClass::sizing:
    case DriftClass::parameter:
      break;
  }
  return {};
}

}  // namespace

bool is_drift_check(std::string_view name) {
  return std::ranges::any_of(kChecks, [&](std::string_view one) { return one.substr(one.find('/') + 1) == name; });
}

bool is_drift_wanted(const RuleSet& rules) {
  return std::ranges::any_of(kChecks, [&](std::string_view one) { return rules.builtin_rule(one) != nullptr; });
}

const RuleRecord* drift_rule(const RuleSet& rules, const DriftStatement& statement, diff::Subject subject,
                             manifest::ManifestKind kind) {
  const std::string_view check = check_of(statement, subject);
  if (check.empty() || statement.level == Level::off) return nullptr;
  const RuleRecord* rule = rules.builtin_rule(check);
  return rule != nullptr && (rule->kinds & (1u << static_cast<unsigned>(kind))) != 0 ? rule : nullptr;
}

}  // namespace paritylint::check::builtin
