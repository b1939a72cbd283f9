#include "check/builtin/drift/drift_rules.h"

#include <algorithm>
#include <array>
#include <deque>
#include <iterator>

#include "check/rule_help.h"

namespace paritylint::check {
namespace {

constexpr std::array<DriftClass, 6> kReported = {DriftClass::leak,   DriftClass::foreign_account,
                                                 DriftClass::weaker, DriftClass::missing,
                                                 DriftClass::drift,  DriftClass::sameness};

// What a rule is called where the rule set has no file for it.
struct Description {
  DriftClass drift_class;
  Level severity;
  std::string_view title, why, instead;
};

constexpr std::array<Description, 6> kDescriptions = {{
    {DriftClass::leak, Level::error, "One environment uses what is named for another",
     "A name in this file says another environment, while the names beside it and the other environments' files show "
     "that each environment has its own. What is deployed here then reads or writes what belongs elsewhere.",
     "Write this environment's own name, as the neighbouring names have it."},
    {DriftClass::foreign_account, Level::warning, "One environment uses another environment's account",
     "Most places of this file name one account, and this one names the account of another environment. Roles and "
     "parameters of another account are not there, or are the wrong ones.",
     "Write this environment's account."},
    {DriftClass::weaker, Level::warning, "A setting is weaker in the strictest environment",
     "The strictest environment gives up a protection that another one has.",
     "Give the strictest environment what the other one has."},
    {DriftClass::missing, Level::warning, "An entry is missing in some environments",
     "A variable, secret, container or port that other environments have is absent here, so what runs here was tested "
     "nowhere.",
     "Add the entry, or take it out everywhere."},
    {DriftClass::drift, Level::warning, "Environments differ in more than names and sizes",
     "The same place means something else in another environment, so what runs here was tested nowhere.",
     "Let the environments differ in names, accounts and sizes only."},
    {DriftClass::sameness, Level::note, "All environments share one resource",
     "The names beside it carry the environment and this one does not, so that all environments use the same one.",
     "Give each environment its own, or accept that they share it."},
}};

struct Owned {
  std::string sarif, help_text;
  RuleRecord record;
};

const std::deque<Owned>& described() {
  static const std::deque<Owned> all = [] {
    std::deque<Owned> result;
    for (const Description& description : kDescriptions) {
      RuleFile file;
      file.id = rule_id(description.drift_class);
      file.theme = "drift";
      file.title = description.title;
      file.why = description.why;
      file.instead = description.instead;
      file.severity = description.severity;
      Owned& owned = result.emplace_back();
      owned.sarif = sarif_descriptor(file);
      owned.help_text = help_text(file);
      owned.record.id = rule_id(description.drift_class);
      owned.record.theme = "drift";
      owned.record.title = description.title;
      owned.record.why = description.why;
      owned.record.instead = description.instead;
      owned.record.severity = description.severity;
      owned.record.sarif = owned.sarif;
      owned.record.help_text = owned.help_text;
    }
    return result;
  }();
  return all;
}

}  // namespace

std::string_view rule_id(DriftClass drift_class) {
  switch (drift_class) {
    case DriftClass::leak:
      return "environment-leak";
    case DriftClass::foreign_account:
      return "foreign-account";
    case DriftClass::weaker:
      return "weaker-setting";
    case DriftClass::missing:
      return "missing-entry";
    case DriftClass::drift:
      return "structural-drift";
    case DriftClass::sameness:
      return "shared-resource";
    case DriftClass::pending:
    case DriftClass::sizing:
    case DriftClass::parameter:
      return {};
  }
  return {};
}

const RuleRecord* drift_rule(DriftClass drift_class, const RuleSet& rules) {
  const std::string_view id = rule_id(drift_class);
  if (id.empty()) return nullptr;
  if (const RuleRecord* rule = rules.find(id)) return rule;
  const auto found = std::ranges::find(described(), id, [](const Owned& one) { return one.record.id; });
  return &found->record;
}

std::vector<const RuleRecord*> drift_rules(const RuleSet& rules) {
  std::vector<const RuleRecord*> result;
  std::ranges::transform(kReported, std::back_inserter(result),
                         [&](DriftClass drift_class) { return drift_rule(drift_class, rules); });
  std::ranges::sort(result, {}, &RuleRecord::id);
  return result;
}

}  // namespace paritylint::check
