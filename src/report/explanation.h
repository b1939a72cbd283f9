// How files were understood: what `paritylint explain` prints.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "input/root.h"
#include "session/session.h"

namespace paritylint::report {

struct ExplainedRoot {
  const input::Root* root = nullptr;
  const session::CheckResult* result = nullptr;
};

// Each reported file: kind, set, environment, binding, and why.
std::string explain_files(std::span<const ExplainedRoot> roots);

// Each set with a reported member: its members by kind and environment, its pipelines and what they name; then what of
// the configuration matches nothing.
std::string explain_sets(std::span<const ExplainedRoot> roots);

// Both as one JSON object; explain_json.cpp describes it.
std::string explain_json(std::span<const ExplainedRoot> roots);

// "paritylint.yaml:4:12: the glob "x/**" matches no manifest", with the file as the user would name it.
std::string unmatched_glob(const input::Root& root, const config::PlacedGlob& glob);

// What the reports have in common.

// Findings per level in a file, of which notes are withheld by default.
struct LevelCounts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
};
// By path of the primary location; views of `result`.
std::map<std::string_view, LevelCounts> count_levels(const session::CheckResult& result);

// True when a member of `set` is reported.
bool is_reported(const ExplainedRoot& explained, const manifest::ManifestSet& set);

}  // namespace paritylint::report
