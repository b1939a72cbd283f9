// What rules say about themselves, as `paritylint rules` prints it. All of it comes from the rule files, so that the
// terminal, the page and SARIF's help never differ.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "check/rule.h"

namespace paritylint::report {

using Rules = std::span<const check::RuleRecord* const>;

// A line for each rule: id, level, title.
std::string list_rules(Rules rules);

// One rule in full, for the terminal.
std::string explain_rule(const check::RuleRecord& rule);

// All that the rules say, as one JSON object; rules_json.cpp describes it. `version` is the tool's.
std::string rules_json(Rules rules, std::string_view version);

// The same as a page: a table for each theme, then a section for each rule.
std::string rules_markdown(Rules rules);

// What the documents have in common.

// "taskdef, buildspec"
std::string kinds_of(const check::RuleRecord& rule);
// "error", or "warning in a shared file, note in a variant".
std::string levels_of(const check::RuleRecord& rule);

}  // namespace paritylint::report
