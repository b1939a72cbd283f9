// The commands, one file each, and what they share. Each returns the exit code: 0 nothing at or above --fail-on,
// 1 findings, 2 the work could not be done.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/options.h"
#include "base/result.h"
#include "check/rule_choice.h"
#include "config/config.h"
#include "input/root.h"
#include "report/format.h"
#include "session/session.h"

namespace paritylint::app {

int run_check(const Options& options);
int run_diff(const Options& options);
int run_explain(const Options& options);
int run_rules(const Options& options);
// `rules test DIR...`: runs the examples of the rule files in the folders behind the word "test".
int run_rules_test(const Options& options);

// Print "paritylint: message" on stderr and return 2.
int fail(const base::Error& error);

// The rule files (*.yaml) in a folder; the folder that holds a file is its theme.
base::Result<std::vector<check::RuleSource>> read_rule_folder(const std::string& folder);

// What --select, --ignore, --rules and --config say.
struct ChosenRules {
  check::RuleChoice choice;
  check::RuleSet rules;                  // for every root that brings none along
  std::optional<config::Config> config;  // of --config or --no-config; else each root reads its own
};

// The rules that the options choose: the embedded pack, every --rules folder and those that --config names; for `rules`
// also those that the configuration of this folder's root names.
base::Result<ChosenRules> choose_rules(const Options& options);

// One root with what was found in it.
struct CheckedRoot {
  input::Root root;
  session::CheckResult result;
  session::Comparisons comparisons;  // of `diff` alone
};

struct CheckedPaths {
  std::vector<CheckedRoot> roots;            // in order of their top
  std::vector<input::OpenFailure> failures;  // paths that could not be opened, or compared with --since
};

// All that could not be opened or read, named as the user would, in the order of the roots.
std::vector<report::Failure> failures_of(const CheckedPaths& checked);

// The same for options.references: a root per repository, that of its last branch, with the comparison of all.
base::Result<CheckedPaths> check_references(const Options& options, const ChosenRules& chosen,
                                            session::ContentMemo& memo);

// Check everything that options.paths name, the current folder when they name nothing, nested repositories as roots of
// their own. Standard input is checked in the place on the disk that --stdin-filename says.
// A rule that the options name has to be one of `chosen` or of a root's own.
base::Result<CheckedPaths> check_paths(const Options& options, const ChosenRules& chosen, session::ContentMemo& memo);

}  // namespace paritylint::app
