// What the texts of a configuration must look like. Each function returns an empty text when its argument is right,
// else what was expected, for a message. Internal to src/config.
#pragma once

#include <string>
#include <string_view>

namespace paritylint::config {

using TextCheck = std::string (*)(std::string_view text);

// An environment's name or synonym: ASCII letters and digits, with - _ . between them.
std::string wrong_environment_word(std::string_view text);
// Twelve digits.
std::string wrong_account(std::string_view text);
// A region by its grammar: us-east-1, us-gov-west-1, eusc-de-east-1. New regions need no new row.
std::string wrong_region(std::string_view text);
// A glob of root-relative paths, or of branches.
std::string wrong_file_glob(std::string_view text);
std::string wrong_branch_glob(std::string_view text);
// A placeholder's name without its marks.
std::string wrong_placeholder(std::string_view text);
// The path of another configuration file, relative to the one that names it.
std::string wrong_extended_path(std::string_view text);
// A folder with rule files, relative to the configuration that names it.
std::string wrong_rule_folder(std::string_view text);
// A rule's id or a theme's name, which need not exist.
std::string wrong_rule_name(std::string_view text);
// A JSONPath query (RFC 9535).
std::string wrong_json_path(std::string_view text);
// Why something is ignored.
std::string wrong_reason(std::string_view text);
// A day of the calendar: YYYY-MM-DD.
std::string wrong_day(std::string_view text);

}  // namespace paritylint::config
