// Baseline: findings that a team knows and has not solved yet, in a file of its own.
//
// The file is ours and not SARIF: it holds only what identifies a finding (rule, path, fingerprint) and its level, no
// place and no text, so that it does not change when lines move, shows no secret, and a review sees one line per
// finding that came or went.
//
//   {
//     "version": 1,
//     "findings": [
//       {"path": "deploy/taskdef.json", "rule": "hardcoded-role-arn", "level": "warning", "fingerprint": "2f..."}
//     ]
//   }
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "check/finding.h"

namespace paritylint::check {

struct BaselineEntry {
  std::string root;  // which of several roots it is in; "" when a run has one (see Baseline::mark)
  std::string path;  // root-relative
  std::string rule;
  Level level = Level::warning;
  std::string fingerprint;
};

class Baseline {
 public:
  // Read the file's text, followed by tree::kPadding readable bytes. The error says what was expected, with line and
  // column behind `name`.
  static base::Result<Baseline> parse(std::string_view text, std::string_view name);

  // The baseline of all of `findings` that are in `root`; others may be added.
  void add(std::span<const Finding> findings, std::string_view root);

  // Say of each finding what is known of it: unchanged; updated, when it has become graver or has further places; or
  // new. `root` is
  // the label of the findings' root; entries without one count where `is_only_root`.
  void mark(std::span<Finding> findings, std::string_view root, bool is_only_root);

  // True for entries that the run would have found again: their file was looked at, and their rule ran.
  using LookedAt = std::function<bool(const BaselineEntry& entry)>;

  // Entries that mark() met no finding for, although they were looked at.
  std::vector<BaselineEntry> gone(const LookedAt& looked_at) const;
  // Take them out, and lower the levels of those whose findings became less grave. Nothing is added.
  void prune(const LookedAt& looked_at);

  bool empty() const { return entries_.empty(); }
  // The file's text: sorted, one line per entry.
  std::string text() const;

 private:
  struct Known;
  Known* find(std::string_view root, const std::string& fingerprint, bool is_only_root);

  struct Known {
    BaselineEntry entry;
    bool is_met = false;
    Level met = Level::off;  // the level of the finding
  };
  std::map<std::pair<std::string, std::string>, Known> entries_;  // by root and fingerprint
};

}  // namespace paritylint::check
