// What a rule says about itself, rendered once when rules are compiled: for SARIF viewers and for `paritylint rules
// ID`.
#pragma once

#include <string>

#include "check/rule_file.h"

namespace paritylint::check {

// Plain text: why, what to write instead, references.
std::string help_text(const RuleFile& rule);
// The same in Markdown.
std::string help_markdown(const RuleFile& rule);
// A SARIF 2.1.0 reportingDescriptor as compact JSON.
std::string sarif_descriptor(const RuleFile& rule);
// The lines KEY '\t' TEXT of RuleRecord::help_by_key.
std::string help_by_key(const RuleFile& rule);
// The one line that a finding shows: `help:` of the file, or the first sentence of `instead`.
std::string help_line(const RuleFile& rule);

}  // namespace paritylint::check
