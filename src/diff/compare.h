// Compare: what the rows of a matrix are, as facts. Whether a fact is a mistake is judged in
// check/builtin/drift/drift.h.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "diff/matrix.h"

namespace paritylint::diff {

// parameter: equal once account, region, partition, environment word, generated id and learned constants are variables.
// missing: a value or block that some columns lack.
enum class Difference : std::uint8_t { equal, parameter, sizing, missing, drift };

// Two texts that stand for each other throughout two variants: "plx-dev" in one where "shn" stands in the other.
struct Constant {
  std::size_t left = 0, right = 0;  // columns
  std::string left_text, right_text;
  std::size_t votes = 0;  // rows that are equal once they are exchanged
};

struct Comparison {
  Matrix matrix;
  std::vector<Difference> differences;              // by row
  std::vector<std::set<std::string>> environments;  // by column: the names of the environment words that are its own
  std::vector<Constant> constants;

  bool is_own(std::size_t column, const std::string& environment) const {
    return environments[column].contains(environment);
  }
};

Comparison compare(std::span<const Column> columns, const manifest::Vocabulary& vocabulary);

// How strict a column's environment is among those of the vocabulary; nothing for an unknown word and a bare file.
std::optional<std::size_t> strictness(const std::string& environment, const manifest::Vocabulary& vocabulary);

// The column with the strictest environment: of a bare file beside others that are not production, the bare file.
std::size_t strictest(std::span<const Column> columns, const manifest::Vocabulary& vocabulary);

// The columns in groups of one design each, by column: those that have little in common are no variants of each other,
// and comparing them says nothing. Groups are in order of their first column.
std::vector<std::vector<std::size_t>> designs(const Matrix& matrix, std::size_t columns);

}  // namespace paritylint::diff
