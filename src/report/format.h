// Output formats: one file each, one row each in formats.cpp, which --format and --help are made from.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "check/baseline.h"
#include "check/finding.h"
#include "check/rule.h"

namespace paritylint::report {

// A file or folder that could not be read. Never lost: every format shows it and the exit code is 2.
struct Failure {
  std::string path;       // as the user would name it
  std::string message;    // "cannot read x: permission denied"
  std::string root = {};  // the display prefix of its root, as in a finding
  // Where in the file, when the message is about a place; then it does not repeat the path. 0: the whole file.
  std::uint32_t line_1based = 0;
  std::uint32_t column_1based = 0;  // in code points
};

// "path:2:5: " in front of what a failure says of a place, made printable; "" for one without.
std::string place_of(const Failure& failure);

// Everything that one run found out, ready to print. Findings are in their final order and already filtered by
// --min-level for the format at hand (see withheld).
struct Report {
  std::span<const check::Finding> findings;
  std::span<const Failure> failures;
  std::span<const check::RuleRecord* const> rules;  // rules that ran, sorted by id
  std::size_t manifests = 0;                        // files checked
  std::size_t unreadable = 0;                       // of these, the ones whose text could not be understood
  // What --min-level kept out of this format. Errors never are.
  std::size_t withheld_warnings = 0;
  std::size_t withheld_notes = 0;
  // Accepted by comments or the configuration, likewise. JSON shows them, SARIF where include_suppressed says so.
  std::span<const check::Finding> suppressed = {};
  bool include_suppressed = false;
  // Findings carry what a baseline knows of them. Formats for people get none that are unchanged, only their number.
  bool has_baseline = false;
  std::size_t unchanged = 0;
  std::span<const check::BaselineEntry> gone = {};  // entries of the baseline that no longer occur
  bool single_root = true;  // SARIF names files below this root; false: below the working directory
  // Absolute and resolved, to shorten names of files in a root above it; empty to leave them as prefix and path.
  std::string_view working_directory = {};
};

struct WriteOptions {
  bool color = false;
  unsigned width = 100;      // terminal columns for text
  std::string_view version;  // of the tool
};

struct FormatInfo {
  std::string_view name;
  std::string_view description;
  bool takes_all_levels;  // JSON and other data formats carry notes whatever --min-level says
  bool takes_unchanged;   // what a baseline holds is marked, not left out
  std::string (*write)(const Report& report, const WriteOptions& options);
};

std::span<const FormatInfo> formats();
const FormatInfo* find_format(std::string_view name);

// The path of a location as the user would name it: its root's display prefix and its path in the root; below a root
// that holds the working directory, relative to that: "taskdef.json" instead of "../service/taskdef.json".
std::string shown_path(const Report& report, const check::Finding& finding, const check::Location& location);

}  // namespace paritylint::report
