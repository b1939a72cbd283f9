#include "check/builtin/drift/name_facts.h"

#include <algorithm>
#include <set>

#include "check/builtin/drift/names.h"

namespace paritylint::check {

NameFacts::NameFacts(std::span<const diff::Column> columns, const diff::Comparison& comparison,
                     const manifest::Vocabulary& vocabulary)
    : columns_(columns),
      comparison_(comparison),
      vocabulary_(vocabulary),
      abstraction_(vocabulary),
      votes_(columns.size()),
      words_(comparison.matrix.rows.size()) {
  for (std::size_t r = 0; r < words_.size(); ++r) {
    words_[r].resize(columns.size());
    for (std::size_t c = 0; c < columns.size(); ++c) {
      words_[r][c] = naming_words(rows()[r], cell(r, c), abstraction_);
      count(r, c);
    }
  }
}

void NameFacts::count(std::size_t row, std::size_t column) {
  NameVotes& votes = votes_[column];
  if (says_own(row, column)) {
    ++votes.own;
    return;
  }
  std::set<std::string> seen;
  for (const diff::Word& word : words_[row][column]) {
    if (seen.insert(word.environment).second)
      (word.strong ? votes.foreign : votes.weak)[word.environment].push_back(row);
  }
}

bool NameFacts::nobody_says_own() const {
  return std::ranges::all_of(votes_, [](const NameVotes& votes) { return votes.own == 0; });
}

bool NameFacts::says_own(std::size_t row, std::size_t column) const {
  return std::ranges::any_of(words_[row][column],
                             [&](const diff::Word& word) { return is_own(column, word.environment); });
}

std::optional<std::size_t> NameFacts::rank(const std::string& environment) const {
  return diff::strictness(environment, vocabulary_);
}

bool NameFacts::is_strictest(std::size_t column) const {
  const auto own = rank(column);
  return own && *own + 1 == vocabulary_.environments().size();
}

}  // namespace paritylint::check
