// The functions behind the rows of formats.cpp, one file each, and what they share.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "report/format.h"

namespace paritylint::report {

std::string write_text(const Report& report, const WriteOptions& options);
std::string write_concise(const Report& report, const WriteOptions& options);
std::string write_json(const Report& report, const WriteOptions& options);
std::string write_ndjson(const Report& report, const WriteOptions& options);
std::string write_github(const Report& report, const WriteOptions& options);
std::string write_gitlab(const Report& report, const WriteOptions& options);
std::string write_junit(const Report& report, const WriteOptions& options);
std::string write_sarif(const Report& report, const WriteOptions& options);

// How many findings of each level, and in how many files their primary locations are.
struct Counts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
  std::size_t files = 0;
};
// Whether what a baseline knows and did not become graver is counted.
enum class Known : bool { counted, left_out };
Counts count(const Report& report, Known known = Known::counted);

// ":12:7": line and column in code points, as editors show them.
void append_position(std::string& out, const base::Position& position);

}  // namespace paritylint::report
