#include <algorithm>

#include "app/commands.h"
#include "app/terminal.h"
#include "report/rule_documents.h"

namespace paritylint::app {
namespace {

using Named = std::vector<const check::RuleRecord*>;

// A theme is listed, a rule explained.
std::string as_text(const check::RuleSet& rules, const std::vector<std::string>& names,
                    const std::vector<Named>& named) {
  if (names.empty()) return report::list_rules(rules.chosen());
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += "\n";
    const bool is_theme = named[i].front()->id != names[i];
    out += is_theme ? report::list_rules(named[i]) : report::explain_rule(*named[i].front());
  }
  return out;
}

// Each once and by id, however often and in whatever order they are named.
Named all_of(const check::RuleSet& rules, const std::vector<Named>& named) {
  if (named.empty()) return {rules.chosen().begin(), rules.chosen().end()};
  Named all;
  for (const Named& some : named) all.insert(all.end(), some.begin(), some.end());
  std::ranges::sort(all, {}, &check::RuleRecord::id);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace

int run_rules(const Options& options) {
  if (!options.paths.empty() && options.paths.front() == "test") return run_rules_test(options);
  const auto chosen = choose_rules(options);
  if (!chosen) return fail(chosen.error());
  const check::RuleSet& rules = chosen->rules;
  std::vector<Named> named;
  for (const std::string& name : options.paths) {
    auto found = rules.named(name);
    if (!found) return fail(found.error());
    named.push_back(*std::move(found));
  }
  std::string out;
  if (options.format == "json") {
    out = report::rules_json(all_of(rules, named), PARITYLINT_VERSION);
  } else if (options.format == "markdown") {
    out = report::rules_markdown(all_of(rules, named));
  } else {
    out = as_text(rules, options.paths, named);
  }
  if (const auto written = write_stdout(out); !written) return fail(written.error());
  return 0;
}

}  // namespace paritylint::app
