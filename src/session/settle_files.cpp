// The end of a session: matches of the files, and of the rules about several of them, become findings.
#include <algorithm>
#include <iterator>

#include "check/builtin/builtin.h"
#include "check/builtin/drift/drift_rules.h"
#include "check/settle.h"
#include "session/drift_matches.h"
#include "session/idle_suppressions.h"
#include "session/loaded.h"
#include "session/primary.h"
#include "session/root_files.h"
#include "session/root_pipelines.h"
#include "session/second_look.h"
#include "session/session.h"
#include "session/workflows.h"

namespace paritylint::session {
namespace {

// In their final order, the suppressed ones apart.
void take_findings(std::vector<check::Finding> settled, CheckResult& result) {
  for (check::Finding& finding : settled) {
    (finding.suppression ? result.suppressed : result.findings).push_back(std::move(finding));
  }
  std::ranges::sort(result.findings, check::precedes);
  std::ranges::sort(result.suppressed, check::precedes);
  check::make_fingerprints_unique(result.findings, result.suppressed);
}

}  // namespace

// Put a location in a reported file in the first place: whoever changed that file is to see the finding there. False
// when it has none.
bool Session::promote(check::Finding& finding) const {
  const auto found =
      std::ranges::find_if(finding.related, [&](const check::Location& one) { return reports(one.path); });
  if (found == finding.related.end()) return false;
  input::Bytes bytes;
  std::optional<std::string_view> text;
  if (read(found->path, bytes)) text = bytes.view();
  make_primary(finding, static_cast<std::size_t>(found - finding.related.begin()), text);
  found->message = "the place that it is about";
  return true;
}

std::map<std::string, std::vector<check::RawMatch>> Session::judge_sets(const CheckResult& result) const {
  std::map<std::string, std::vector<check::RawMatch>> of_files;
  std::vector<check::PlacedMatch> matches;
  if (!options_.judges_sets) return of_files;
  if (check::builtin::is_drift_wanted(*rules_)) {
    CompareOptions options;
    options.only_reportable = true;
    for (const ComparedGroup& group : compare(result, options).groups) {
      for (DriftMatch& one : drift_matches(group, *rules_)) matches.push_back(std::move(one.placed));
    }
  }
  const bool has_manifest = std::ranges::any_of(result.files, &FileSummary::is_manifest);
  if (has_manifest && check::builtin::is_root_wanted(*rules_)) add_pipeline_matches(result, matches);
  for (check::PlacedMatch& one : matches) of_files[std::move(one.path)].push_back(std::move(one.match));
  return of_files;
}

void Session::add_pipeline_matches(const CheckResult& result, std::vector<check::PlacedMatch>& matches) const {
  RootFiles files([this](const std::string& path, input::Bytes& bytes) { return read(path, bytes); }, options_.read,
                  rules_->keys(), vocabulary(), result.files);
  add_root_matches(root_inputs(files, result), *rules_, matches);
}

// What stands in workflows and scripts, which are no manifests: their places are settled without a binding.
void Session::settle_others(std::map<std::string, std::vector<check::RawMatch>> of_files, check::EntryUse& use,
                            SecondLook& look, const CheckResult& result, std::vector<check::Finding>& settled) const {
  for (auto& entry : of_files) {
    const std::string& path = entry.first;
    const auto found = std::ranges::lower_bound(result.files, path, {}, &FileSummary::path);
    if (found != result.files.end() && found->path == path && found->is_manifest) continue;
    check::FileSuppressions suppressions({}, path, policy_, use, vocabulary(),
                                         [&](std::size_t number) { return look.selected(path, number); });
    const check::FileContext context{root_.display_prefix, path, {}, nullptr, &policy_, &suppressions};
    std::vector<check::Finding> findings = check::settle(context, std::move(entry.second));
    if (!reports(path)) std::erase_if(findings, [&](check::Finding& one) { return !promote(one); });
    std::ranges::move(findings, std::back_inserter(settled));
  }
}

// Make findings of what the files say. Requires: result.files holds all of `files` that could be read.
void Session::settle(const std::vector<Loaded>& files, CheckResult& result) {
  check::EntryUse use(policy_);
  const SecondLook::ReadBytes read_bytes = [&](const std::string& path, input::Bytes& bytes) {
    return read(path, bytes).has_value();
  };
  SecondLook look(policy_, read_bytes, options_.read, vocabulary());
  IdleSuppressions idle(*rules_, policy_, root_.display_prefix, look);
  const bool tells_idle = sees_everything();
  std::map<std::string, std::vector<check::RawMatch>> of_sets = judge_sets(result);
  std::vector<check::Finding> settled;
  auto summary = result.files.begin();
  for (const Loaded& file : files) {
    if (file.result == nullptr) continue;
    const FileSummary& of_file = *summary++;
    if (!of_file.is_manifest) continue;
    const auto of_set = of_sets.find(file.path);
    if (!of_file.reported && of_set == of_sets.end()) continue;
    check::FileSuppressions suppressions(file.result->suppressions, file.path, policy_, use, vocabulary(),
                                         [&](std::size_t entry) { return look.selected(file.path, entry); });
    check::FileContext context{root_.display_prefix, file.path, of_file.kind, &of_file.bound, &policy_, &suppressions};
    context.is_readable = of_file.recognition.has_value();
    std::vector<check::RawMatch> matches;
    if (of_file.reported) matches = file.result->matches;
    if (of_set != of_sets.end()) std::ranges::move(of_set->second, std::back_inserter(matches));
    std::vector<check::Finding> findings = check::settle(context, std::move(matches));
    if (!of_file.reported) std::erase_if(findings, [&](check::Finding& one) { return !promote(one); });
    std::ranges::move(findings, std::back_inserter(settled));
    if (!of_file.reported) continue;
    if (!context.is_readable) {
      suppressions.assume_entries_needed();
    } else if (tells_idle) {
      idle.add_comments(file.path, suppressions, settled);
    }
  }
  settle_others(std::move(of_sets), use, look, result, settled);
  // Of a configuration that somebody else keeps for many roots, this one need not need everything.
  if (tells_idle && !options_.config && result.failures.empty()) idle.add_entries(use, settled);
  take_findings(std::move(settled), result);
}

}  // namespace paritylint::session
