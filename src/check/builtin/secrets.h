// Secrets that stand in a file as they are: known shapes anywhere, passwords in addresses, variables whose names
// promise a secret, and arguments of commands.
//
// manifest/secrets.h masks whatever might be one; here only what a reviewer would call a leak counts.
#pragma once

#include <string_view>
#include <vector>

#include "check/closer.h"
#include "check/file_view.h"
#include "check/match.h"
#include "check/rule_set.h"

namespace paritylint::check::builtin {

// True when `builtin: secret/NAME` is a check.
bool is_secret_check(std::string_view name);

// Append a match per secret that stands in the file.
void report_secrets(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches);

}  // namespace paritylint::check::builtin
