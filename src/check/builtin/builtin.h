// The checks that are written in C++: one table row each. A rule file names one by `builtin: FAMILY/CHECK`.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "check/builtin/root_reporter.h"
#include "check/closer.h"
#include "check/file_view.h"
#include "check/match.h"
#include "check/rule_set.h"

namespace paritylint::check::builtin {

struct Builtin {
  std::string_view family;
  bool (*has)(std::string_view check);
  // Append a match per place where one of the family's rules holds. Called for every manifest, readable or not.
  // nullptr: the rules are about several files, and the session asks for them where it knows these.
  void (*report)(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches);
  // The same over a whole root; nullptr: the rules are about one file, or about variants (drift).
  void (*report_root)(RootReporter& reporter) = nullptr;
};

std::span<const Builtin> builtins();

// True when a rule over the whole root is on.
bool is_root_wanted(const RuleSet& rules);

// Append what the rules over a whole root say of `view`.
void report_root(const RootView& view, const RuleSet& rules, std::vector<PlacedMatch>& matches);

// True when `name` is FAMILY/CHECK of the table.
bool is_builtin(std::string_view name);

}  // namespace paritylint::check::builtin
