#include <algorithm>

#include "app/commands.h"
#include "app/terminal.h"
#include "report/explanation.h"

namespace paritylint::app {
namespace {

std::string explain(std::span<const report::ExplainedRoot> roots, const Options& options) {
  if (options.format == "json") return report::explain_json(roots);
  return options.sets ? report::explain_sets(roots) : report::explain_files(roots);
}

}  // namespace

int run_explain(const Options& options) {
  if (options.paths.empty() && options.files_from.empty() && !options.sets)
    return fail({base::ErrorCode::usage, "explain needs the name of a file or folder, or --sets"});
  const auto chosen = choose_rules(options);
  if (!chosen) return fail(chosen.error());
  session::ContentMemo memo;
  const auto checked = check_paths(options, *chosen, memo);
  if (!checked) return fail(checked.error());
  const std::vector<report::Failure> failures = failures_of(*checked);
  for (const report::Failure& failure : failures) {
    write_stderr("paritylint: " + report::place_of(failure) + failure.message + "\n");
  }
  std::vector<report::ExplainedRoot> roots;
  bool found = false;
  for (const CheckedRoot& one : checked->roots) {
    roots.push_back({&one.root, &one.result});
    found = found || std::ranges::any_of(one.result.files, &session::FileSummary::reported);
  }
  if (!found && failures.empty()) write_stderr("paritylint: no deploy manifests found\n");
  if (const auto written = write_stdout(explain(roots, options)); !written) return fail(written.error());
  return failures.empty() ? 0 : 2;
}

}  // namespace paritylint::app
