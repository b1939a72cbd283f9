#include "check/builtin/drift/pending.h"

#include <algorithm>
#include <map>
#include <string>

namespace paritylint::check {
namespace {

using diff::Cell;
using diff::CellState;
using diff::Row;

bool is_present(const Cell& cell) { return cell.state == CellState::present; }

bool is_same(const Cell& a, const Cell& b) {
  return is_present(a) == is_present(b) && a.text == b.text && a.mechanism == b.mechanism;
}

// What happened at one place since two branches parted.
struct Change {
  bool is_known = false;
  bool strict = false;  // the last branch changed it
  bool other = false;
};

class PendingJudge {
 public:
  PendingJudge(std::span<const diff::Column> columns, std::span<const diff::Column* const> bases,
               const diff::Comparison& comparison, const manifest::Vocabulary& vocabulary)
      : columns_(columns), comparison_(comparison), strict_(columns.size() - 1), rows_(columns.size()) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (bases[c] != nullptr) align_with(c, *bases[c], vocabulary);
    }
  }

  void judge(DriftStatement& statement) const {
    std::vector<std::size_t> ahead, behind, both;
    for (std::size_t c = 0; c < strict_; ++c) {
      const Change change = change_of(statement, c);
      if (!change.is_known) return;
      if (change.other && !change.strict) ahead.push_back(c);
      if (change.strict && !change.other) behind.push_back(c);
      if (change.strict && change.other) both.push_back(c);
    }
    const std::string& strict = columns_[strict_].label;
    if (behind.empty() && both.empty() && !ahead.empty()) {
      statement.drift_class = DriftClass::pending;
      statement.level = Level::off;
      statement.columns.clear();
      statement.message = "changed in " + listed(ahead) + ", not yet in " + strict;
      statement.evidence.clear();
    } else if (!behind.empty()) {
      add_evidence(statement, strict + " changed it since they parted, which nobody merged into " + listed(behind));
    } else if (!both.empty()) {
      add_evidence(statement, strict + " and " + listed(both) + " both changed it since they parted");
    }
  }

 private:
  // All columns and the base once more: names of places come from the first column that has them, as in the comparison.
  void align_with(std::size_t column, const diff::Column& base, const manifest::Vocabulary& vocabulary) {
    std::vector<diff::Column> columns(columns_.begin(), columns_.end());
    columns.push_back(base);
    for (Row& row : diff::align(columns, vocabulary).rows) {
      std::string place = row.place;
      rows_[column].try_emplace(std::move(place), std::move(row));
    }
  }

  // What happened at the places of a statement where `column` and the last one differ.
  Change change_of(const DriftStatement& statement, std::size_t column) const {
    Change result{true};
    for (const std::size_t r : statement.rows) {
      const Row& row = comparison_.matrix.rows[r];
      if (is_same(row.cells[column], row.cells[strict_])) continue;
      const auto found = rows_[column].find(row.place);
      if (found == rows_[column].end()) return {};
      const Cell& before = found->second.cells.back();
      result.strict = result.strict || !is_same(row.cells[strict_], before);
      result.other = result.other || !is_same(row.cells[column], before);
    }
    return result;
  }

  std::string listed(const std::vector<std::size_t>& columns) const {
    std::string text;
    for (const std::size_t c : columns) text += (text.empty() ? "" : " and ") + columns_[c].label;
    return text;
  }

  static void add_evidence(DriftStatement& statement, const std::string& sentence) {
    statement.evidence += (statement.evidence.empty() ? "" : ", and ") + sentence;
  }

  std::span<const diff::Column> columns_;
  const diff::Comparison& comparison_;
  std::size_t strict_;
  std::vector<std::map<std::string, Row>>
      rows_;  // by column, then place: aligned with its base, which is the last cell
};

}  // namespace

void judge_pending(std::span<const diff::Column> columns, std::span<const diff::Column* const> bases,
                   const diff::Comparison& comparison, const manifest::Vocabulary& vocabulary,
                   std::vector<DriftStatement>& statements) {
  const PendingJudge judge(columns, bases, comparison, vocabulary);
  for (DriftStatement& statement : statements) {
    const DriftClass drift_class = statement.drift_class;
    const bool may_be_pending = drift_class == DriftClass::missing || drift_class == DriftClass::drift ||
                                drift_class == DriftClass::weaker || drift_class == DriftClass::sizing;
    if (may_be_pending) judge.judge(statement);
  }
  sort_statements(statements);
}

}  // namespace paritylint::check
