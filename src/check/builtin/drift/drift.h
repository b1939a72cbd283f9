// Drift: which differences between environments are mistakes, and how grave (DESIGN.md 7). The facts come from
// src/diff; here stands what they mean.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/finding.h"
#include "diff/compare.h"

namespace paritylint::check {

// In the order in which people should read them.
enum class DriftClass : std::uint8_t {
  leak,
  foreign_account,
  shared_account,
  swapped,  // values of two variables stand in each other's place
  weaker,
  missing,
  drift,
  sameness,
  pending,  // of branches: one is only ahead of the other (pending.h)
  sizing,
  parameter
};
std::string_view name(DriftClass drift_class);  // "foreign-account"

// What is to be said about one or more rows. One cause is one statement.
struct DriftStatement {
  DriftClass drift_class = DriftClass::drift;
  Level level = Level::off;                // off: shown, never reported
  std::vector<std::size_t> rows;           // of the matrix, at least one unless it is about the files as a whole
  std::vector<std::size_t> columns;        // at fault, or lacking something; may be empty
  std::string message;                     // lower case, no full stop; names places and environments, never values
  std::string evidence;                    // why it is believed, one sentence likewise; may be empty
  std::optional<Suppression> suppression;  // that accepts it; its level is off then
};

// Append a statement that still lacks its words; `column` is the one at fault.
DriftStatement& add_statement(std::vector<DriftStatement>& statements, DriftClass drift_class, Level level,
                              std::vector<std::size_t> rows, std::optional<std::size_t> column = {});

// Into the order of class, level and place.
void sort_statements(std::vector<DriftStatement>& statements);

// Statements about all rows that are not equal, in the order of class, level and place. Of one environment alone, what
// its file says about another one.
std::vector<DriftStatement> judge_drift(std::span<const diff::Column> columns, const diff::Comparison& comparison,
                                        const manifest::Vocabulary& vocabulary);

}  // namespace paritylint::check
