#include "app/baseline_file.h"

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "base/text.h"

namespace paritylint::app {
namespace {

namespace fs = std::filesystem;

// The folder that a file is, or will be, in.
fs::path folder_of(const std::string& file) {
  std::error_code unknown;
  return fs::weakly_canonical(fs::absolute(file, unknown), unknown).parent_path();
}

// What tells one of several roots from the others: the way to it from the baseline's own folder, which does not depend
// on where the program was started. The root around the baseline goes without.
std::string label_of(const input::Root& root, const fs::path& folder) {
  if (root.top.empty()) return {};
  const std::string way = fs::path(root.top).lexically_relative(folder).generic_string();
  return way == "." ? std::string() : way;
}

// From then on everything is known, so that the run that writes the file succeeds.
void write_new(const Options& options, CheckedPaths& checked, KnownFindings& known) {
  check::Baseline baseline;
  std::size_t count = 0;
  const fs::path folder = folder_of(options.new_baseline);
  for (const CheckedRoot& one : checked.roots) {
    baseline.add(one.result.findings, checked.roots.size() == 1 ? std::string() : label_of(one.root, folder));
    count += one.result.findings.size();
  }
  known.written = base::write_file_atomically(options.new_baseline, baseline.text());
  if (known.written) {
    known.has_baseline = true;
    for (CheckedRoot& one : checked.roots) {
      for (check::Finding& finding : one.result.findings) finding.baseline = check::BaselineState::unchanged;
      for (check::Finding& finding : one.result.suppressed) finding.baseline = check::BaselineState::added;
    }
    known.message = "paritylint: " + base::counted(count, "finding") + " written to the baseline " +
                    base::quoted(options.new_baseline) + "\n";
  }
}

}  // namespace

base::Result<std::optional<check::Baseline>> read_baseline(const Options& options) {
  if (options.baseline.empty()) return std::optional<check::Baseline>();
  const fs::path path(options.baseline);
  TRY_ASSIGN(const input::DiskFileSystem disk,
             input::DiskFileSystem::open(path.has_parent_path() ? path.parent_path().string() : std::string(".")));
  input::Bytes bytes;
  constexpr std::uint32_t kMaxBytes = 64u << 20;
  TRY(disk.read(path.filename().string(), kMaxBytes, bytes));
  TRY_ASSIGN(check::Baseline baseline, check::Baseline::parse(bytes.view(), options.baseline));
  return std::optional<check::Baseline>(std::move(baseline));
}

KnownFindings compare_with_baseline(const Options& options, const check::RuleSet& rules,
                                    std::optional<check::Baseline>& baseline, CheckedPaths& checked) {
  KnownFindings known;
  bool failed = !checked.failures.empty();
  for (const CheckedRoot& one : checked.roots) failed = failed || !one.result.failures.empty();
  const bool wants_file = options.prune_baseline || !options.new_baseline.empty();
  if (failed && wants_file) {
    known.message = "paritylint: the baseline is left as it is, because something could not be read\n";
  } else if (!options.new_baseline.empty()) {
    write_new(options, checked, known);
  }
  if (!baseline) return known;
  known.has_baseline = true;
  const bool is_only_root = checked.roots.size() == 1;
  const fs::path folder = folder_of(options.baseline);
  for (CheckedRoot& one : checked.roots) baseline->mark(one.result.findings, label_of(one.root, folder), is_only_root);
  const auto looked_at = [&](const check::BaselineEntry& entry) {
    const check::RuleRecord* rule = rules.find(entry.rule);
    if (rule == nullptr ? !rules.is_complete() : !rules.is_enabled(*rule)) return false;
    return std::ranges::any_of(checked.roots, [&](const CheckedRoot& one) {
      const bool is_its_root = entry.root == label_of(one.root, folder) || (is_only_root && entry.root.empty());
      return is_its_root && one.root.is_reported(entry.path);
    });
  };
  if (!failed && options.since.empty()) known.gone = baseline->gone(looked_at);
  if (!failed && options.prune_baseline && !known.gone.empty()) {
    baseline->prune(looked_at);
    known.written = base::write_file_atomically(options.baseline, baseline->text());
    if (known.written) {
      known.message = "paritylint: " + base::counted(known.gone.size(), "entry", "entries") +
                      " taken out of the baseline " + base::quoted(options.baseline) + "\n";
      known.gone.clear();
    }
  }
  for (CheckedRoot& one : checked.roots) {
    baseline->mark(one.result.suppressed, label_of(one.root, folder), is_only_root);
  }
  return known;
}

}  // namespace paritylint::app
