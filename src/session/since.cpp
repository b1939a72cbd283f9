#include "session/since.h"

#include <algorithm>
#include <limits>
#include <set>

#include "config/load_config.h"
#include "input/git_root.h"
#include "session/primary.h"
#include "session/renames.h"

namespace paritylint::session {
namespace {

constexpr input::LineRange kAllLines{1, std::numeric_limits<std::uint32_t>::max()};

const std::vector<input::LineRange>* lines_of(const ChangedFiles& changed, std::string_view path) {
  const auto file = changed.find(path);
  return file == changed.end() ? nullptr : &file->second.lines;
}

bool is_in_diff(const check::Location& location, const ChangedFiles& changed) {
  const auto* lines = lines_of(changed, location.path);
  return lines != nullptr && is_touched(location, *lines);
}

// The first related location in the diff comes to the front when the primary is not in it. False when none is.
bool bring_forward(check::Finding& finding, const ChangedFiles& changed) {
  if (is_in_diff(finding.primary, changed)) return true;
  const auto touched = std::ranges::find_if(
      finding.related, [&](const check::Location& location) { return is_in_diff(location, changed); });
  if (touched == finding.related.end()) return false;
  const auto file = changed.find(touched->path);
  std::optional<std::string_view> text;
  if (file != changed.end()) text = file->second.text;
  make_primary(finding, static_cast<std::size_t>(touched - finding.related.begin()), text);
  return true;
}

std::set<std::string> located_paths(const std::vector<check::Finding>& findings) {
  std::set<std::string> paths;
  for (const check::Finding& finding : findings) {
    paths.insert(finding.primary.path);
    for (const check::Location& location : finding.related) paths.insert(location.path);
  }
  return paths;
}

// Compare one file with its earlier state and note what changed. What cannot be read now was told by the session.
base::Result<void> compare(const std::string& path, const std::string& former_path, const input::Root& root,
                           const input::Root& base, std::size_t max_bytes, ChangedFiles& changed) {
  input::Bytes now;
  input::Bytes before;
  if (!root.file_system->read(path, max_bytes, now)) return {};
  if (auto done = base.file_system->read(former_path, max_bytes, before); !done) {
    if (done.error().code == base::ErrorCode::missing_object) return done;
    changed[path] = {std::string(now.view()), {kAllLines}};
    return {};
  }
  TRY_ASSIGN(std::vector<input::LineRange> lines, input::changed_lines(before.view(), now.view()));
  if (!lines.empty()) changed[path] = {std::string(now.view()), std::move(lines)};
  return {};
}

// The earlier state with the files under their present paths: fingerprints hold the path, and which files belong
// together is told from their names.
CheckResult check_renamed(const input::Root& base, const Renames& renames, const check::RuleSet& rules,
                          ContentMemo& memo, const SessionOptions& options) {
  Session session(base, rules, memo, options);
  input::Bytes bytes;
  for (const auto& [path, former_path] : renames) {
    if (!base.file_system->read(former_path, options.read.max_bytes, bytes)) continue;
    session.update(path, std::string(bytes.view()));
    session.leave_out(former_path);
  }
  return session.check();
}

}  // namespace

bool is_touched(const check::Location& location, const std::vector<input::LineRange>& lines) {
  const std::uint32_t first = location.begin.line;
  const bool ends_at_line_start = location.end.column_bytes <= 1 && location.end.line > first;
  const std::uint32_t last = location.end.line - (ends_at_line_start ? 1 : 0);
  return std::ranges::any_of(lines, [&](const input::LineRange& range) {
    if (range.begin == range.end) return first < range.begin && range.begin <= last;
    return first < range.end && range.begin <= last;
  });
}

void keep_since(std::vector<check::Finding>& findings, const std::vector<check::Finding>& earlier,
                const ChangedFiles& changed) {
  std::set<std::string_view> known;
  for (const check::Finding& finding : earlier) known.insert(finding.fingerprint);
  std::erase_if(findings, [&](check::Finding& finding) {
    const bool is_touched_somewhere = bring_forward(finding, changed);
    return !is_touched_somewhere && known.contains(finding.fingerprint);
  });
  std::ranges::sort(findings, check::precedes);
}

base::Result<SinceResult> check_since(const input::Root& root, const std::string& reference, const std::string& head,
                                      const check::RuleSet& rules, ContentMemo& memo, const SessionOptions& options,
                                      CheckResult& result) {
  TRY_ASSIGN(const input::BaseRoot base, input::open_base_root(root, reference, head));
  // Both contents are judged by the present configuration: a finding is not new because the configuration is.
  SessionOptions base_options = options;
  if (!base_options.config) {
    auto present = config::load_config(*root.file_system);
    if (present) base_options.config = *std::move(present);
    if (!base_options.config) base_options.config.emplace();
  }
  base_options.is_part = true;
  CheckResult earlier = Session(base.root, rules, memo, base_options).check();
  const Renames renames = find_renames(root, result.files, base.root, earlier.files, options.read.max_bytes);
  if (!renames.empty()) earlier = check_renamed(base.root, renames, rules, memo, base_options);
  ChangedFiles changed;
  std::set<std::string> paths = located_paths(result.findings);
  paths.merge(located_paths(result.suppressed));
  for (const std::string& path : paths) {
    const auto renamed = renames.find(path);
    const std::string& former_path = renamed == renames.end() ? path : renamed->second;
    if (const auto done = compare(path, former_path, root, base.root, options.read.max_bytes, changed);
        !done && done.error().code != base::ErrorCode::missing_object) {
      return done.error();
    }
  }
  // A file that was unreadable then makes its findings new, which is true; one that is only not here would hide what is
  // known of it.
  for (ReadFailure& failure : earlier.failures) {
    const bool hides = failure.code == base::ErrorCode::missing_object;
    const auto is_same = [&](const ReadFailure& other) { return other.message == failure.message; };
    if (hides && std::ranges::none_of(result.failures, is_same)) result.failures.push_back(std::move(failure));
  }
  keep_since(result.findings, earlier.findings, changed);
  keep_since(result.suppressed, earlier.suppressed, changed);
  return SinceResult{base.is_merge_base};
}

}  // namespace paritylint::session
