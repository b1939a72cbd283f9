// NameFacts: which environments the names in each column say, read once for all that judges them.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "diff/abstraction.h"
#include "diff/compare.h"

namespace paritylint::check {

// What the names of one column say.
struct NameVotes {
  std::size_t own = 0;                                      // rows that name its own environment
  std::map<std::string, std::vector<std::size_t>> foreign;  // rows by the strong word that they say alone
  std::map<std::string, std::vector<std::size_t>> weak;     // the same for ambiguous words
};

class NameFacts {
 public:
  // All must outlive the facts.
  NameFacts(std::span<const diff::Column> columns, const diff::Comparison& comparison,
            const manifest::Vocabulary& vocabulary);

  std::span<const diff::Column> columns() const { return columns_; }
  std::span<const diff::Row> rows() const { return comparison_.matrix.rows; }
  const diff::Cell& cell(std::size_t row, std::size_t column) const { return rows()[row].cells[column]; }
  diff::Difference difference(std::size_t row) const { return comparison_.differences[row]; }
  const std::string& label(std::size_t column) const { return columns_[column].label; }

  const NameVotes& votes(std::size_t column) const { return votes_[column]; }
  bool nobody_says_own() const;
  // The environment words of a cell that name a resource (names.h).
  const std::vector<diff::Word>& words(std::size_t row, std::size_t column) const { return words_[row][column]; }
  bool says_own(std::size_t row, std::size_t column) const;
  bool is_own(std::size_t column, const std::string& environment) const {
    return comparison_.is_own(column, environment);
  }

  const manifest::Vocabulary& vocabulary() const { return vocabulary_; }
  // How strict an environment is among those of the vocabulary; nothing when it is unknown.
  std::optional<std::size_t> rank(const std::string& environment) const;
  std::optional<std::size_t> rank(std::size_t column) const { return rank(columns_[column].environment); }
  bool is_strictest(std::size_t column) const;

  diff::Abstraction& abstraction() { return abstraction_; }

 private:
  void count(std::size_t row, std::size_t column);

  std::span<const diff::Column> columns_;
  const diff::Comparison& comparison_;
  const manifest::Vocabulary& vocabulary_;
  diff::Abstraction abstraction_;
  std::vector<NameVotes> votes_;                             // by column
  std::vector<std::vector<std::vector<diff::Word>>> words_;  // by row and column
};

}  // namespace paritylint::check
