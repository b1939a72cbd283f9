#include "check/builtin/drift/swapped.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "base/text.h"

namespace paritylint::check {
namespace {

using diff::CellState;
using diff::Difference;
using diff::Mechanism;
using diff::Subject;

class SwapJudge {
 public:
  SwapJudge(NameFacts& facts, std::vector<DriftStatement>& statements) : facts_(facts), statements_(statements) {}

  void run() {
    for (std::size_t c = 0; c < facts_.columns().size(); ++c) judge_names(c);
    for (const auto& [pair, columns] : by_name_) {
      // Where all environments have it so, it is what the program wants.
      if (columns.size() > 1 && columns.size() == facts_.columns().size()) continue;
      for (const std::size_t c : columns) add(pair.first, pair.second, c, "the name is a URL and the URL is none");
    }
    for (std::size_t c = 1; c < facts_.columns().size(); ++c) judge_exchange(c);
  }

 private:
  const std::string& text(std::size_t r, std::size_t c) const { return facts_.cell(r, c).text; }
  std::string block_of(std::size_t r) const {
    const std::string& place = facts_.rows()[r].place;
    return place.substr(0, place.find("]."));
  }
  bool is_plain(std::size_t r, std::size_t c) const {
    return facts_.rows()[r].subject == Subject::variable && facts_.cell(r, c).state == CellState::present &&
           facts_.cell(r, c).mechanism == Mechanism::plain;
  }

  void add(std::size_t first, std::size_t second, std::size_t c, std::string evidence) {
    if (!told_.insert({std::min(first, second), std::max(first, second), c}).second) return;
    DriftStatement& statement = add_statement(statements_, DriftClass::swapped, Level::warning, {first, second}, c);
    statement.message = facts_.rows()[first].name + " and " + facts_.rows()[second].name +
                        " have each other's value in " + facts_.label(c);
    statement.evidence = std::move(evidence);
  }

  // X_NAME holds a URL and X_URL holds none.
  void judge_names(std::size_t c) {
    std::map<std::pair<std::string, std::string>, std::size_t> names;  // by container and what precedes NAME
    for (std::size_t r = 0; r < facts_.rows().size(); ++r) {
      if (!is_plain(r, c) || text(r, c).find("://") == std::string::npos) continue;
      std::string name = base::to_lower(facts_.rows()[r].name);
      if (!name.ends_with("_name")) continue;
      name.resize(name.size() - std::string_view("name").size());
      names.emplace(std::pair(block_of(r), std::move(name)), r);
    }
    if (names.empty()) return;
    for (std::size_t r = 0; r < facts_.rows().size(); ++r) {
      if (!is_plain(r, c) || !is_bare_name(text(r, c))) continue;
      std::string name = base::to_lower(facts_.rows()[r].name);
      if (!name.ends_with("_url")) continue;
      name.resize(name.size() - std::string_view("url").size());
      const auto found = names.find({block_of(r), name});
      if (found == names.end()) continue;
      by_name_[{found->second, r}].push_back(c);
    }
  }

  static bool is_bare_name(const std::string& value) {
    return !value.empty() && value.find_first_of("<${%[ /") == std::string::npos;
  }

  // What one variable has here another one has in the first environment, and the other way round.
  void judge_exchange(std::size_t c) {
    std::map<std::pair<std::string, std::string>, std::size_t> rows;  // by container and the first column's value
    std::set<std::pair<std::string, std::string>> repeated;
    const auto shape = [&](std::size_t r, std::size_t column) {
      return diff::without_environment(facts_.abstraction().apply(
          text(r, column), {}, [&](const diff::Word& word) { return facts_.is_own(column, word.environment); }));
    };
    const auto counts = [&](std::size_t r) {
      constexpr std::size_t kLeastBytes = 6;  // shorter values are equal by chance
      return is_plain(r, 0) && is_plain(r, c) && facts_.difference(r) == Difference::drift &&
             text(r, 0).size() >= kLeastBytes && text(r, c).size() >= kLeastBytes;
    };
    for (std::size_t r = 0; r < facts_.rows().size(); ++r) {
      if (!counts(r)) continue;
      std::pair key(block_of(r), shape(r, 0));
      if (!rows.emplace(key, r).second) repeated.insert(std::move(key));
    }
    for (std::size_t r = 0; r < facts_.rows().size(); ++r) {
      if (!counts(r)) continue;
      const std::pair key(block_of(r), shape(r, c));
      const auto other = rows.find(key);
      if (other == rows.end() || other->second == r || repeated.contains(key)) continue;
      if (shape(other->second, c) == shape(r, 0))
        add(std::min(r, other->second), std::max(r, other->second), c,
            facts_.label(0) + " has them the other way round");
    }
  }

  NameFacts& facts_;
  std::vector<DriftStatement>& statements_;
  std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> by_name_;  // columns by rows of NAME and URL
  std::set<std::tuple<std::size_t, std::size_t, std::size_t>> told_;
};

}  // namespace

void judge_swapped(NameFacts& facts, std::vector<DriftStatement>& statements) { SwapJudge(facts, statements).run(); }

}  // namespace paritylint::check
