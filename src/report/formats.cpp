#include <algorithm>
#include <array>

#include "base/text.h"
#include "input/display_names.h"
#include "report/format.h"
#include "report/writers.h"

namespace paritylint::report {
namespace {

constexpr std::array<FormatInfo, 8> kFormats = {{
    {"text", "findings with their source lines, for people", false, false, write_text},
    {"concise", "one line per finding, for grep and editors", false, false, write_concise},
    {"json", "one JSON object with all that is known", true, true, write_json},
    {"ndjson", "one JSON object per line and finding, for jq and tables", true, true, write_ndjson},
    {"sarif", "SARIF 2.1.0, for code scanning", false, true, write_sarif},
    {"github", "annotations of GitHub Actions", false, false, write_github},
    {"gitlab", "GitLab's code quality report", false, false, write_gitlab},
    {"junit", "JUnit's XML, for report groups of CodeBuild and others", false, false, write_junit},
}};

// The part of `working_directory` that lies below the root with the display prefix `root`: as many of its last folders
// as the prefix climbs up. Empty when the root is not above it.
std::string_view folder_below(std::string_view root, std::string_view working_directory) {
  std::size_t begin = working_directory.size();
  while (root.starts_with("../") && begin > 0) {
    root.remove_prefix(3);
    begin = working_directory.rfind('/', begin - 1);
    if (begin == std::string_view::npos) return {};
  }
  if (!root.empty() || begin == working_directory.size()) return {};
  return working_directory.substr(begin + 1);
}

}  // namespace

std::span<const FormatInfo> formats() { return kFormats; }

const FormatInfo* find_format(std::string_view name) {
  const auto found = std::ranges::find(kFormats, name, &FormatInfo::name);
  return found == kFormats.end() ? nullptr : &*found;
}

std::string shown_path(const Report& report, const check::Finding& finding, const check::Location& location) {
  const std::string_view folder = folder_below(finding.root, report.working_directory);
  return folder.empty() ? finding.root + location.path : input::relative_path(folder, location.path);
}

Counts count(const Report& report, Known known) {
  Counts counts;
  const check::Finding* previous = nullptr;
  for (const check::Finding& finding : report.findings) {
    if (known == Known::left_out && finding.baseline == check::BaselineState::unchanged) continue;
    switch (finding.level) {
      case check::Level::off:
        break;
      case check::Level::note:
        ++counts.notes;
        break;
      case check::Level::warning:
        ++counts.warnings;
        break;
      case check::Level::error:
        ++counts.errors;
        break;
    }
    // Findings are sorted by root and path, so that those of one file are neighbours.
    const bool is_same_file =
        previous != nullptr && previous->root == finding.root && previous->primary.path == finding.primary.path;
    if (!is_same_file) ++counts.files;
    previous = &finding;
  }
  return counts;
}

std::string place_of(const Failure& failure) {
  if (failure.line_1based == 0) return {};
  std::string place = base::printable(failure.path);
  base::append_number(place += ':', failure.line_1based);
  base::append_number(place += ':', failure.column_1based);
  return place + ": ";
}

void append_position(std::string& out, const base::Position& position) {
  out += ':';
  base::append_number(out, position.line);
  out += ':';
  base::append_number(out, position.column_code_points);
}

}  // namespace paritylint::report
