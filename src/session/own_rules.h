// Rule files that stand in folders: those of --rules, and those that a repository brings along.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "check/rule_choice.h"
#include "config/config.h"
#include "input/file_system.h"

namespace paritylint::session {

// The rule files (*.yaml, *.yml) below `folder`, in the order of their paths. The folder that holds a file is its
// theme; `top_theme` stands for the name of the file system's top. Errors name files behind `prefix`.
// ErrorCode::not_found when there are none.
base::Result<std::vector<check::RuleSource>> read_rule_folder(const input::FileSystem& file_system,
                                                              const std::string& folder, std::string_view top_theme,
                                                              std::string_view prefix);

// The rule files in the folders that a configuration names. The error has the place where the folder is named.
base::Result<std::vector<check::RuleSource>> read_rule_folders(const input::FileSystem& file_system,
                                                               const std::vector<config::RuleFolder>& folders,
                                                               std::string_view top_theme, std::string_view prefix);

}  // namespace paritylint::session
