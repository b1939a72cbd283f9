// The checks that are written in C++: one table row each. A rule file names one by `builtin: FAMILY/CHECK`.
#pragma once

#include <span>
#include <string_view>
#include <vector>

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
};

std::span<const Builtin> builtins();

// True when `name` is FAMILY/CHECK of the table.
bool is_builtin(std::string_view name);

}  // namespace paritylint::check::builtin
