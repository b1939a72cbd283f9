#include <algorithm>
#include <filesystem>
#include <iterator>

#include "app/commands.h"
#include "app/terminal.h"
#include "base/text.h"
#include "check/settle.h"
#include "report/comparison.h"
#include "session/comparison_findings.h"

namespace paritylint::app {
namespace {

// The gravest statement decides, as the gravest finding does in a check.
bool reaches(const CheckedPaths& checked, check::Level level) {
  for (const CheckedRoot& root : checked.roots) {
    for (const session::ComparedGroup& group : root.comparisons.groups) {
      for (const check::DriftStatement& statement : group.statements) {
        if (statement.level >= level) return true;
      }
    }
  }
  return false;
}

void tell(const CheckedPaths& checked, const std::vector<report::Failure>& failures, std::size_t named) {
  std::string text;
  bool is_compared = false;
  for (const report::Failure& failure : failures) {
    text += "paritylint: " + report::place_of(failure) + failure.message + "\n";
  }
  for (const CheckedRoot& root : checked.roots) {
    for (const std::string& note : root.comparisons.notes) text += "paritylint: " + base::printable(note) + "\n";
    is_compared = is_compared || !root.comparisons.groups.empty();
  }
  // Sets never span two repositories, and neither does a comparison.
  if (named > 1 && checked.roots.size() > 1)
    text += "paritylint: what is named lies in several repositories, so each is compared inside itself\n";
  if (!is_compared && failures.empty()) text += "paritylint: no manifest here has variants for several environments\n";
  write_stderr(text);
}

// The statements as findings, in the format that findings have.
std::string sarif(const CheckedPaths& checked, const std::vector<report::Failure>& failures,
                  const check::RuleSet& rules) {
  std::vector<check::Finding> findings, suppressed;
  for (const CheckedRoot& one : checked.roots)
    std::ranges::move(session::findings_of(one.comparisons, rules, one.root.display_prefix),
                      std::back_inserter(findings));
  check::make_fingerprints_unique(findings, suppressed);
  std::vector<const check::RuleRecord*> drift_rules;
  std::ranges::copy_if(rules.enabled(), std::back_inserter(drift_rules),
                       [](const check::RuleRecord* rule) { return rule->theme == "drift"; });
  std::error_code unknown;  // without a working directory, names stay as they are
  const std::string working_directory = std::filesystem::current_path(unknown).string();
  report::Report report;
  report.findings = findings;
  report.failures = failures;
  report.rules = drift_rules;
  report.single_root = checked.roots.size() <= 1;
  report.working_directory = working_directory;
  report::WriteOptions options;
  options.version = PARITYLINT_VERSION;
  return report::find_format("sarif")->write(report, options);
}

std::string render(const CheckedPaths& checked, const std::vector<report::Failure>& failures,
                   const check::RuleSet& rules, const Options& options) {
  std::vector<report::ComparedRoot> roots;
  for (const CheckedRoot& one : checked.roots) roots.push_back({&one.root, &one.comparisons});
  if (options.format == "json") return report::comparison_json(roots);
  if (options.format == "sarif") return sarif(checked, failures, rules);
  if (options.format == "markdown") return report::comparison_markdown(roots);
  return report::comparison_text(roots, {options.all, use_color(options.color), terminal_width()});
}

}  // namespace

int run_diff(const Options& options) {
  const auto chosen = choose_rules(options);
  if (!chosen) return fail(chosen.error());
  session::ContentMemo memo;
  const auto checked =
      options.references.empty() ? check_paths(options, *chosen, memo) : check_references(options, *chosen, memo);
  if (!checked) return fail(checked.error());
  const std::vector<report::Failure> failures = failures_of(*checked);
  tell(*checked, failures, options.paths.size());
  const std::string text = render(*checked, failures, chosen->rules, options);
  if (const auto written = write_stdout(text); !written) return fail(written.error());
  if (!failures.empty()) return 2;
  return options.fail_on != check::Level::off && reaches(*checked, options.fail_on) ? 1 : 0;
}

}  // namespace paritylint::app
