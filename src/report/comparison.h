// Differences between environments, for people and for programs.
#pragma once

#include <span>
#include <string>

#include "input/root.h"
#include "report/format.h"
#include "session/comparison.h"

namespace paritylint::report {

struct ComparedRoot {
  const input::Root* root = nullptr;
  const session::Comparisons* comparisons = nullptr;
};

// The name of a column's file: "origin/main:deploy/taskdef.json" of a branch, else as input::display_path; printable.
std::string file_name(const input::Root& root, const session::ComparedColumn& column);

struct ComparisonOptions {
  bool all = false;  // rows that differ by nature one by one, not only their number
  bool color = false;
  unsigned width = 100;
};

std::string comparison_text(std::span<const ComparedRoot> roots, const ComparisonOptions& options);

// Everything, whatever `all` says.
std::string comparison_json(std::span<const ComparedRoot> roots);

// For a job summary on GitHub, which holds one MiB; nothing in it is left of Markdown or HTML that a file holds.
constexpr std::size_t kMostMarkdownBytes = 1'000'000;
std::string comparison_markdown(std::span<const ComparedRoot> roots, std::size_t most_bytes = kMostMarkdownBytes);

}  // namespace paritylint::report
