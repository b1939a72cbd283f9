#include <algorithm>

#include "app/commands.h"
#include "app/terminal.h"
#include "base/text.h"
#include "report/comparison.h"

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

}  // namespace

int run_diff(const Options& options) {
  const auto chosen = choose_rules(options);
  if (!chosen) return fail(chosen.error());
  session::ContentMemo memo;
  const auto checked = check_paths(options, *chosen, memo);
  if (!checked) return fail(checked.error());
  const std::vector<report::Failure> failures = failures_of(*checked);
  tell(*checked, failures, options.paths.size());
  std::vector<report::ComparedRoot> roots;
  for (const CheckedRoot& one : checked->roots) roots.push_back({&one.root, &one.comparisons});
  const report::ComparisonOptions write_options{options.all, use_color(options.color), terminal_width()};
  const std::string text =
      options.format == "json" ? report::comparison_json(roots) : report::comparison_text(roots, write_options);
  if (const auto written = write_stdout(text); !written) return fail(written.error());
  if (!failures.empty()) return 2;
  return options.fail_on != check::Level::off && reaches(*checked, options.fail_on) ? 1 : 0;
}

}  // namespace paritylint::app
