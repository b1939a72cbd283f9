// The rule files of this repository.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "check/rule_file.h"
#include "support/shared.h"

namespace paritylint::test {

inline std::vector<check::RuleSource> rule_sources() {
  std::vector<check::RuleSource> sources;
  const std::filesystem::path top = PARITYLINT_SOURCE_DIR "/rules";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(top)) {
    const std::string theme = entry.path().parent_path().filename();
    if (entry.path().extension() != ".yaml" || theme == "data" || theme == "schemas") continue;
    sources.push_back({entry.path(), theme, test::read_file(entry.path()), true});
  }
  std::ranges::sort(sources, {}, &check::RuleSource::path);
  return sources;
}

}  // namespace paritylint::test
