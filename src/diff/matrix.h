// Matrix: the variants of one manifest side by side. A row is a place that they share, a column an environment.
//
// Lists are aligned by identity, not by position; command lines and other lists whose order means something by their
// longest common subsequence. What is only spelt differently (defaults, "1 vCPU", absent and empty) is equal here.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "diff/column.h"
#include "manifest/vocabulary.h"

namespace paritylint::diff {

// `covered`: a block around the place is absent, which a row of its own says.
enum class CellState : std::uint8_t { absent, covered, present };

// How a variable gets its value.
enum class Mechanism : std::uint8_t { none, plain, secret };

struct Cell {
  CellState state = CellState::absent;
  Mechanism mechanism = Mechanism::none;
  tree::NodeId node = tree::kNoNode;  // the value; where absent, the nearest collection around the place that is there
  base::Span part;                    // of the node's decoded text; empty: all of it
  std::string text;                   // of a scalar, normalised; "" for a block
};

// What a row is about, for those who judge whether it may be absent.
enum class Subject : std::uint8_t { field, variable, container, port, volume, mount, block, command, element };

struct Row {
  std::string place;  // "containerDefinitions[web].environment[LOG_LEVEL]"
  std::string name;   // of the variable, member or list that the value belongs to, in the API's spelling
  Subject subject = Subject::field;
  bool is_block = false;    // a mapping as a whole, there or absent; its values have rows of their own
  bool is_default = false;  // where it is absent the service fills in what is meant here
  std::vector<Cell> cells;  // by column
};

struct Matrix {
  std::vector<Row> rows;    // in the order of the first column that has them
  bool is_complete = true;  // false: aliases or size made an end of the comparison
};

// Requires: columns of one kind, two or more for anything to differ.
Matrix align(std::span<const Column> columns, const manifest::Vocabulary& vocabulary);

// The bytes of the file that a cell's value stands in.
base::Span span_of(const Column& column, const Cell& cell);

}  // namespace paritylint::diff
