// Since: of a root's findings, those that a change brought about or touched.
//
// Two sessions are compared, the present one and one over the earlier state. A finding stays when its fingerprint is
// not among the earlier ones, wherever it stands (deleting a line of one file can make a finding in another), or when
// one of its locations lies in lines that were added or changed. The location in the diff is what the author can act
// on, so it becomes the primary one when the primary is not in the diff itself. A manifest that was renamed is compared
// with its former self (see renames.h).
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "check/finding.h"
#include "input/changed_lines.h"
#include "session/session.h"

namespace paritylint::session {

// The present text of a file and its lines that are not in the earlier one (input::changed_lines).
struct ChangedFile {
  std::string text;
  std::vector<input::LineRange> lines;
};
using ChangedFiles =
    std::map<std::string, ChangedFile, std::less<>>;  // by root-relative path; unchanged ones are absent

// True when `location` has bytes in a line of `lines`. Where lines were only removed, it must stand around that place:
// what ends before it or begins behind it was not touched.
bool is_touched(const check::Location& location, const std::vector<input::LineRange>& lines);

// Keep of `findings` what is new or touched, in the order of all output. Fingerprints stay as they are.
void keep_since(std::vector<check::Finding>& findings, const std::vector<check::Finding>& earlier,
                const ChangedFiles& changed);

// What happened, for --verbose.
struct SinceResult {
  bool is_merge_base = true;  // false: no merge base is here, so the reference itself was compared with
};

// Reduce `result`, the outcome of a session over `root`, to what came since the merge base of `reference` and `head`.
// Failures to read the earlier state are added to its failures where they hide something.
base::Result<SinceResult> check_since(const input::Root& root, const std::string& reference, const std::string& head,
                                      const check::RuleSet& rules, ContentMemo& memo, const SessionOptions& options,
                                      CheckResult& result);

}  // namespace paritylint::session
