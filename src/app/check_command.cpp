#include <algorithm>
#include <filesystem>

#include "app/baseline_file.h"
#include "app/commands.h"
#include "app/terminal.h"
#include "base/file.h"
#include "base/text.h"
#include "report/explanation.h"
#include "report/format.h"

namespace paritylint::app {
namespace {

struct Outcome {
  std::vector<check::Finding> findings;
  std::vector<check::Finding> suppressed;
  KnownFindings known;
  std::vector<report::Failure> failures;
  std::size_t manifests = 0;
  std::size_t unreadable = 0;
  std::size_t roots = 0;
  std::string working_directory;
};

Outcome collect(CheckedPaths&& checked) {
  Outcome outcome;
  outcome.failures = failures_of(checked);
  outcome.roots = checked.roots.size();
  for (CheckedRoot& one : checked.roots) {
    std::ranges::move(one.result.findings, std::back_inserter(outcome.findings));
    std::ranges::move(one.result.suppressed, std::back_inserter(outcome.suppressed));
    for (const session::FileSummary& file : one.result.files) {
      if (!file.reported || !file.is_manifest) continue;
      ++outcome.manifests;
      outcome.unreadable += file.recognition ? 0 : 1;
    }
  }
  return outcome;
}

// What people should hear on stderr, apart from the report.
void tell(const CheckedPaths& checked, const Options& options) {
  std::string text;
  std::size_t manifests = 0;
  bool failed = !checked.failures.empty();
  for (const CheckedRoot& one : checked.roots) {
    // Their names promise manifests, so nobody should take the report for one about them.
    for (const std::string& sentence : one.result.left_out) text += "paritylint: " + base::printable(sentence) + "\n";
    for (const config::PlacedGlob& glob : one.result.unmatched_globs) {
      text += "paritylint: " + report::unmatched_glob(one.root, glob) + "\n";
    }
    for (const std::string& note : one.result.notes) {
      if (options.verbose) text += "paritylint: " + base::printable(note) + "\n";
    }
    failed = failed || !one.result.failures.empty();
    for (const session::FileSummary& file : one.result.files) {
      manifests += file.reported && file.is_manifest ? 1 : 0;
      const bool named = options.files_from.empty() && std::ranges::binary_search(one.root.reported_files, file.path);
      if (!file.reported || file.is_manifest || !(options.verbose || named)) continue;
      text += "paritylint: " + base::printable(input::display_path(one.root, file.path)) +
              " is no deploy manifest: it has another shape\n";
    }
  }
  // Where something could not be read, the report says more.
  if (manifests == 0 && !failed) text += "paritylint: no deploy manifests found\n";
  write_stderr(text);
}

std::string render(const Outcome& outcome, const report::FormatInfo& format, const Options& options,
                   const check::RuleSet& rules, const report::WriteOptions& write_options) {
  std::vector<check::Finding> shown;
  report::Report report;
  for (const check::Finding& finding : outcome.findings) {
    const bool is_known = finding.baseline == check::BaselineState::unchanged;
    report.unchanged += is_known ? 1 : 0;
    if (is_known && !format.takes_unchanged) continue;
    if (format.takes_all_levels || finding.level >= options.min_level) {
      shown.push_back(finding);
    } else {
      ++(finding.level == check::Level::warning ? report.withheld_warnings : report.withheld_notes);
    }
  }
  report.findings = shown;
  report.suppressed = outcome.suppressed;
  report.include_suppressed = options.include_suppressed;
  report.has_baseline = outcome.known.has_baseline;
  report.gone = outcome.known.gone;
  report.failures = outcome.failures;
  report.rules = rules.enabled();
  report.manifests = outcome.manifests;
  report.unreadable = outcome.unreadable;
  report.single_root = outcome.roots <= 1;
  report.working_directory = outcome.working_directory;
  return format.write(report, write_options);
}

int exit_code(const Outcome& outcome, const Options& options) {
  if (!outcome.failures.empty()) return 2;
  if (options.fail_on == check::Level::off) return 0;
  const bool found = std::ranges::any_of(outcome.findings, [&](const check::Finding& finding) {
    return finding.level >= options.fail_on && finding.baseline != check::BaselineState::unchanged;
  });
  return found ? 1 : 0;
}

}  // namespace

int run_check(const Options& options) {
  const auto chosen = choose_rules(options);
  if (!chosen) return fail(chosen.error());
  const check::RuleSet& rules = chosen->rules;
  auto baseline = read_baseline(options);
  if (!baseline) return fail(baseline.error());
  session::ContentMemo memo;
  auto checked = check_paths(options, *chosen, memo);
  if (!checked) return fail(checked.error());
  tell(*checked, options);
  KnownFindings known = compare_with_baseline(options, rules, *baseline, *checked);
  Outcome outcome = collect(*std::move(checked));
  outcome.known = std::move(known);
  std::error_code unknown;  // without a working directory, names stay as they are
  outcome.working_directory = std::filesystem::current_path(unknown).string();

  report::WriteOptions to_file;
  to_file.version = PARITYLINT_VERSION;
  report::WriteOptions to_terminal = to_file;
  to_terminal.color = use_color(options.color);
  to_terminal.width = terminal_width();
  if (!outcome.known.message.empty()) write_stderr(outcome.known.message);
  // An output that fails takes nothing from the others, least of all from the screen.
  bool failed = false;
  const auto finish = [&](const base::Result<void>& written) {
    if (written) return;
    fail(written.error());
    failed = true;
  };
  finish(write_stdout(render(outcome, *report::find_format(options.format), options, rules, to_terminal)));
  for (const OutputFile& output : options.outputs) {
    const std::string text = render(outcome, *report::find_format(output.format), options, rules, to_file);
    finish(base::write_file_atomically(output.path, text));
  }
  finish(outcome.known.written);
  return failed ? 2 : exit_code(outcome, options);
}

}  // namespace paritylint::app
