#include "diff/compare.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "base/text.h"
#include "diff/abstraction.h"
#include "diff/sizing.h"
#include "manifest/secret_names.h"

namespace paritylint::diff {
namespace {

constexpr std::size_t kVotesForWord = 2;
constexpr std::size_t kVotesForConstant = 3;
constexpr std::size_t kMostConstantBytes = 60;

bool counts(const Cell& cell) {
  return cell.state == CellState::present || (cell.state == CellState::absent && !cell.text.empty());
}

std::string_view compared_text(const Row& row, const Cell& cell) {
  return row.name == "image" ? repository_of(cell.text) : std::string_view(cell.text);
}

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return base::is_digit(c) || c == '.'; });
}

class Comparer {
 public:
  Comparer(std::span<const Column> columns, const manifest::Vocabulary& vocabulary)
      : columns_(columns), abstraction_(vocabulary) {
    result_.matrix = align(columns, vocabulary);
    for (const manifest::Environment& one : vocabulary.environments()) {
      if (!one.strong) weak_.insert(std::string(one.name));
    }
  }

  Comparison run() {
    learn_words();
    for (const Row& row : result_.matrix.rows) result_.differences.push_back(difference(row));
    learn_constants();
    apply_constants();
    return std::move(result_);
  }

 private:
  using Votes = std::map<std::string, std::size_t>;  // by name of environment

  // Count the words that one column alone has in this row.
  void vote(const Row& row, std::vector<Votes>& votes) {
    Votes owners;
    std::vector<std::set<std::string>> words(columns_.size());
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (row.cells[c].state != CellState::present) continue;
      for (Word& word : abstraction_.words(compared_text(row, row.cells[c]), row.name)) {
        if (word.strong) words[c].insert(std::move(word.environment));
      }
      for (const std::string& word : words[c]) ++owners[word];
    }
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      for (const std::string& word : words[c]) votes[c][word] += owners[word] == 1 ? 1 : 0;
    }
  }

  // A word that stands where the columns differ, in this column only, is this column's: "stage" in files for preprod.
  void learn_words() {
    std::set<std::string> names;
    for (const Column& column : columns_) {
      names.insert(column.environment);
      result_.environments.push_back({column.environment});
    }
    if (columns_.size() < 2) return;
    std::vector<Votes> votes(columns_.size());
    for (const Row& row : result_.matrix.rows) {
      if (!row.is_block && std::ranges::count_if(row.cells, counts) > 1) vote(row, votes);
    }
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const auto own_votes = votes[c].find(columns_[c].environment);
      const std::size_t own = own_votes == votes[c].end() ? 0 : own_votes->second;
      for (const auto& [word, number] : votes[c]) {
        const bool is_told = number >= kVotesForWord || (is_weak(c) && votes[c].size() == 1);
        if (is_told && number > own && !names.contains(word)) result_.environments[c].insert(word);
      }
    }
  }

  // Files for "main" or "live" often say "prod" inside.
  bool is_weak(std::size_t column) const { return weak_.contains(columns_[column].environment); }

  std::string abstract(const Row& row, std::size_t column) {
    return abstraction_.apply(compared_text(row, row.cells[column]), row.name,
                              [&](const Word& word) { return result_.is_own(column, word.environment); });
  }

  std::string abstract_all(const Row& row, std::size_t column) {
    return abstraction_.apply(compared_text(row, row.cells[column]), row.name, [&](const Word& word) {
      return word.strong || result_.is_own(column, word.environment);
    });
  }

  template <class Text>
  bool are_equal(const Row& row, Text&& text) {
    std::optional<std::string> first;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (!counts(row.cells[c])) continue;
      std::string one = text(c);
      if (!first) {
        first = std::move(one);
      } else if (*first != one) {
        return false;
      }
    }
    return true;
  }

  Difference difference(const Row& row) {
    const auto is_absent = [](const Cell& cell) { return cell.state == CellState::absent && cell.text.empty(); };
    if (std::ranges::any_of(row.cells, is_absent)) return Difference::missing;
    if (row.is_block || std::ranges::count_if(row.cells, counts) < 2) return Difference::equal;
    if (!has_one_mechanism(row)) return Difference::drift;
    if (are_equal(row, [&](std::size_t c) { return row.cells[c].text; })) return Difference::equal;
    if (are_equal(row, [&](std::size_t c) { return abstract(row, c); })) return Difference::parameter;
    if (are_equal(row, [&](std::size_t c) { return without_environment(abstract(row, c)); }))
      return Difference::parameter;
    if (are_equal(row, [&](std::size_t c) { return without_environment(abstract_all(row, c)); }))
      return Difference::parameter;
    if (differs_in_own_words(row)) return Difference::parameter;
    const bool are_numbers =
        std::ranges::all_of(row.cells, [](const Cell& cell) { return !counts(cell) || is_number(cell.text); });
    const bool is_variable = row.subject == Subject::variable;
    if (is_sizing(row.name, is_variable) && (are_numbers || !is_variable)) return Difference::sizing;
    return Difference::drift;
  }

  // "es7-4stage-url" and "es7-4prod-url": words that stand too close to others to be found in one text alone.
  bool differs_in_own_words(const Row& row) {
    std::optional<std::size_t> first;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (!counts(row.cells[c])) continue;
      if (!first) {
        first = c;
        continue;
      }
      const auto [left, right] = letters_apart(compared_text(row, row.cells[*first]), compared_text(row, row.cells[c]));
      if (left.empty() || right.empty()) return false;
      if (!may_be_own_word(left, *first) || !may_be_own_word(right, c)) return false;
    }
    return true;
  }

  // An environment's word, and not one of the other columns.
  bool may_be_own_word(std::string_view text, std::size_t column) {
    const std::vector<Word> words = abstraction_.words(text, {});
    if (words.size() != 1 || words[0].span.size() != text.size()) return false;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (c != column && result_.is_own(c, words[0].environment)) return false;
    }
    return true;
  }

  // Where two texts differ, as whole runs of letters.
  static std::pair<std::string_view, std::string_view> letters_apart(std::string_view left, std::string_view right) {
    std::size_t front = 0;
    while (front < left.size() && front < right.size() && left[front] == right[front]) ++front;
    while (front > 0 && base::is_alpha(left[front - 1])) --front;
    left.remove_prefix(front);
    right.remove_prefix(front);
    std::size_t back = 0;
    while (back < left.size() && back < right.size() && left[left.size() - 1 - back] == right[right.size() - 1 - back])
      ++back;
    while (back > 0 && base::is_alpha(left[left.size() - back])) --back;
    return {left.substr(0, left.size() - back), right.substr(0, right.size() - back)};
  }

  static bool has_one_mechanism(const Row& row) {
    std::optional<Mechanism> first;
    for (const Cell& cell : row.cells) {
      if (cell.state != CellState::present) continue;
      if (first && *first != cell.mechanism) return false;
      first = cell.mechanism;
    }
    return true;
  }

  // Where two texts differ: what is left without the common beginning and end, cut at the borders of words.
  static std::pair<std::string, std::string> middles(std::string_view left, std::string_view right) {
    const auto is_inside = [](char c) { return base::is_alnum(c); };
    std::size_t front = 0;
    while (front < left.size() && front < right.size() && left[front] == right[front]) ++front;
    while (front > 0 && is_inside(left[front - 1])) --front;
    left.remove_prefix(front);
    right.remove_prefix(front);
    std::size_t back = 0;
    while (back < left.size() && back < right.size() && left[left.size() - 1 - back] == right[right.size() - 1 - back])
      ++back;
    while (back > 0 && is_inside(left[left.size() - back])) --back;
    return {std::string(left.substr(0, left.size() - back)), std::string(right.substr(0, right.size() - back))};
  }

  // Only of two columns: of more, most rows that differ do so in each pair.
  void learn_constants() {
    std::map<std::tuple<std::size_t, std::string, std::string>, std::size_t> votes;
    for (std::size_t r = 0; r < result_.matrix.rows.size(); ++r) {
      const Row& row = result_.matrix.rows[r];
      if (result_.differences[r] != Difference::drift || !has_one_mechanism(row) || manifest::is_secret_name(row.name))
        continue;
      for (std::size_t c = 1; c < columns_.size(); ++c) {
        if (row.cells[0].state != CellState::present || row.cells[c].state != CellState::present) continue;
        auto [left, right] = middles(abstract(row, 0), abstract(row, c));
        if (!is_constant(left) || !is_constant(right)) continue;
        ++votes[{c, std::move(left), std::move(right)}];
      }
    }
    for (const auto& [pair, number] : votes) {
      const auto& [column, left, right] = pair;
      if (number >= kVotesForConstant) result_.constants.push_back({0, column, left, right, number});
    }
  }

  static bool is_constant(const std::string& text) {
    const bool has_letter = std::ranges::any_of(text, [](char c) { return base::is_alpha(c); });
    const bool has_space = text.find_first_of(" \t\n\"") != std::string::npos;
    return has_letter && !has_space && text.size() <= kMostConstantBytes && text != "true" && text != "false";
  }

  void apply_constants() {
    if (result_.constants.empty()) return;
    for (std::size_t r = 0; r < result_.matrix.rows.size(); ++r) {
      const Row& row = result_.matrix.rows[r];
      if (result_.differences[r] != Difference::drift || !has_one_mechanism(row)) continue;
      if (are_equal(row, [&](std::size_t c) { return exchanged(row, c); }))
        result_.differences[r] = Difference::parameter;
    }
  }

  // The abstracted text with the texts of the first column in the place of its own.
  std::string exchanged(const Row& row, std::size_t column) {
    std::string text = abstract(row, column);
    if (column == 0 || row.cells[0].state != CellState::present) return text;
    const auto [left, right] = middles(abstract(row, 0), text);
    for (const Constant& constant : result_.constants) {
      if (constant.right == column && constant.left_text == left && constant.right_text == right)
        return abstract(row, 0);
    }
    return text;
  }

  std::span<const Column> columns_;
  std::set<std::string> weak_;  // names of environments that are ambiguous words
  Abstraction abstraction_;
  Comparison result_;
};

}  // namespace

Comparison compare(std::span<const Column> columns, const manifest::Vocabulary& vocabulary) {
  return Comparer(columns, vocabulary).run();
}

std::optional<std::size_t> strictness(const std::string& environment, const manifest::Vocabulary& vocabulary) {
  std::optional<std::size_t> result;
  std::size_t longest = 0;
  const auto environments = vocabulary.environments();
  for (std::size_t i = 0; i < environments.size(); ++i) {
    const std::string_view name = environments[i].name;
    // "prod-blue" and "dev2" are of prod and dev.
    const bool is_same = environment.starts_with(name) &&
                         (environment.size() == name.size() || !base::is_alpha(environment[name.size()]));
    if (!is_same || name.size() < longest) continue;
    longest = name.size();
    result = i;
  }
  return result;
}

std::size_t strictest(std::span<const Column> columns, const manifest::Vocabulary& vocabulary) {
  std::size_t best = 0;
  std::optional<std::size_t> bare;
  std::optional<std::size_t> best_rank;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const auto rank = strictness(columns[c].environment, vocabulary);
    if (!rank) {
      bare = columns[c].environment == "default" ? std::optional(c) : bare;
    } else if (!best_rank || *rank > *best_rank) {
      best_rank = rank;
      best = c;
    }
  }
  const bool has_production = best_rank && *best_rank + 1 == vocabulary.environments().size();
  return bare && !has_production ? *bare : best;
}

std::vector<std::vector<std::size_t>> designs(const Matrix& matrix, std::size_t columns) {
  constexpr double kLeastInCommon = 0.35;
  constexpr std::size_t kFewRows = 12;
  std::vector<std::size_t> design(columns);
  std::iota(design.begin(), design.end(), std::size_t{0});
  for (std::size_t a = 0; a < columns; ++a) {
    for (std::size_t b = a + 1; b < columns; ++b) {
      std::size_t both = 0, any = 0;
      for (const Row& row : matrix.rows) {
        const bool in_a = row.cells[a].state == CellState::present, in_b = row.cells[b].state == CellState::present;
        both += in_a && in_b ? 1 : 0;
        any += in_a || in_b ? 1 : 0;
      }
      const bool is_same = any < kFewRows || static_cast<double>(both) >= kLeastInCommon * static_cast<double>(any);
      if (!is_same) continue;
      const std::size_t from = design[b], to = design[a];
      std::ranges::replace(design, std::max(from, to), std::min(from, to));
    }
  }
  std::vector<std::vector<std::size_t>> groups;
  for (std::size_t first = 0; first < columns; ++first) {
    std::vector<std::size_t> group;
    for (std::size_t c = 0; c < columns; ++c) {
      if (design[c] == first) group.push_back(c);
    }
    if (!group.empty()) groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace paritylint::diff
