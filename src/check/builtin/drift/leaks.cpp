#include "check/builtin/drift/leaks.h"

#include <algorithm>

#include "base/text.h"
#include "check/builtin/drift/harms.h"
#include "check/builtin/drift/names.h"

namespace paritylint::check {
namespace {

using diff::Cell;
using diff::CellState;
using diff::Row;
using diff::Subject;
using diff::Word;

class LeakJudge {
 public:
  LeakJudge(NameFacts& facts, std::vector<DriftStatement>& statements) : facts_(facts), statements_(statements) {}

  void run() {
    for (std::size_t c = 0; c < columns(); ++c) {
      // What a bare file is for is a guess, and a guess accuses nobody.
      if (!facts_.rank(c) || judge_copy(c)) continue;
      for (std::size_t r = 0; r < facts_.rows().size(); ++r) judge_row(r, c);
    }
  }

 private:
  std::size_t columns() const { return facts_.columns().size(); }
  const Row& row(std::size_t r) const { return facts_.rows()[r]; }
  const Cell& cell(std::size_t r, std::size_t c) const { return facts_.cell(r, c); }
  const std::string& environment(std::size_t c) const { return facts_.label(c); }
  bool says_own(std::size_t r, std::size_t c) const { return facts_.says_own(r, c); }
  bool is_own(std::size_t c, const Word& word) const { return facts_.is_own(c, word.environment); }
  DriftStatement& add(Level level, std::vector<std::size_t> rows, std::size_t column) {
    return add_statement(statements_, DriftClass::leak, level, std::move(rows), column);
  }

  // None of the names in a file says its environment and several say another one: the file is a copy.
  bool judge_copy(std::size_t c) {
    constexpr std::size_t kLeastNames = 3;
    const NameVotes& votes = facts_.votes(c);
    if (votes.own > 0) return false;
    std::set<std::size_t> places, strong;
    std::set<std::string> environments;
    for (const auto& [word, its_rows] : votes.foreign) {
      strong.insert(its_rows.begin(), its_rows.end());
      environments.insert(word);
    }
    places = strong;
    for (const auto& [word, its_rows] : votes.weak) {
      places.insert(its_rows.begin(), its_rows.end());
      environments.insert(word);
    }
    // Where the environments share an account's resources, their names say one word in every file.
    const bool all_say_so = columns() > 2 && facts_.nobody_says_own();
    if (strong.size() < 2 || places.size() < kLeastNames || all_say_so) return false;
    std::string said;
    for (const std::string& word : environments) said += (said.empty() ? "" : " and ") + word;
    DriftStatement& statement = add(Level::error, {places.begin(), places.end()}, c);
    statement.message = "the file of " + environment(c) + " is named for " + said + " throughout";
    statement.evidence =
        std::to_string(places.size()) + " names in it say " + said + " and none says " + environment(c);
    return true;
  }

  void judge_row(std::size_t r, std::size_t c) {
    if (judge_own_name(r, c) || judge_extra_word(r, c)) return;
    if (says_own(r, c)) return;
    for (const Word& word : facts_.words(r, c)) {
      if (!word.strong || is_own(c, word)) continue;
      judge_word(r, c, word);
      return;
    }
  }

  // Where a place stands with a word of `other` in it, elsewhere.
  struct Elsewhere {
    std::optional<std::size_t> equal;   // a column of `other` with the same value
    std::optional<std::size_t> varies;  // a third column that has its own word here
  };

  Elsewhere look_elsewhere(std::size_t r, std::size_t c, const std::string& other) {
    Elsewhere result;
    for (std::size_t d = 0; d < columns(); ++d) {
      if (d == c || cell(r, d).state != CellState::present) continue;
      const bool is_others = facts_.is_own(d, other);
      if (is_others && same_text(r, c, d)) result.equal = d;
      if (!is_others && says_own(r, d)) result.varies = d;
    }
    return result;
  }

  bool same_text(std::size_t r, std::size_t c, std::size_t d) {
    const auto text = [&](std::size_t column) {
      return facts_.abstraction().apply(cell(r, column).text, row(r).name, [](const Word&) { return false; });
    };
    return text(c) == text(d);
  }

  void judge_word(std::size_t r, std::size_t c, const Word& word) {
    const std::string& other = word.environment;
    const Elsewhere elsewhere = look_elsewhere(r, c, other);
    const bool is_command = row(r).subject == Subject::command && row(r).name != "environmentFiles";
    const bool is_image = row(r).name == "image";
    const auto other_rank = facts_.rank(other);
    const bool is_lower = other_rank && *other_rank < *facts_.rank(c);
    // A tool that all environments share may be named for one of them.
    constexpr std::size_t kFewSiblings = 2, kManySiblings = 4;
    const std::size_t own = facts_.votes(c).own;
    const bool is_told_here = elsewhere.varies && own >= kFewSiblings;
    // Images are promoted from one environment to the next.
    if (is_image && !is_told_here) return;
    const bool is_lower_twice =
        is_lower && elsewhere.equal && (own >= kFewSiblings || (own > 0 && is_role(row(r).name)));
    Level level = Level::off;
    if (is_command ? elsewhere.equal || elsewhere.varies : is_told_here || is_lower_twice) {
      level = Level::error;
    } else if (is_command) {
      return;
    } else if (is_lower && own >= kManySiblings && columns() > 1) {
      level = Level::warning;
    } else if (elsewhere.equal && own >= kFewSiblings) {
      level = Level::note;
    }
    if (level == Level::off) return;
    DriftStatement& statement = add(level, {r}, c);
    // What a line of a build does is harm, or the line would name nothing.
    const std::vector<Harm> harms = is_command ? harms_of(cell(r, c).text) : std::vector<Harm>();
    const Harm* harm = harm_at(harms, word.span);
    statement.message = environment(c) + " ";
    statement.message.append(harm == nullptr ? "uses what is named for " : std::string(harm->what) + " of ");
    statement.message += other;
    statement.evidence = evidence(elsewhere, c, own);
  }

  std::string evidence(const Elsewhere& elsewhere, std::size_t c, std::size_t own) const {
    std::string text;
    const auto add_part = [&](const std::string& part) { text += (text.empty() ? "" : ", and ") + part; };
    if (elsewhere.equal) add_part(environment(*elsewhere.equal) + " has the same value here");
    if (elsewhere.varies) add_part(environment(*elsewhere.varies) + " has its own here");
    if (own > 0) add_part(base::counted(own, "other name says", "other names say") + " " + environment(c));
    return text;
  }

  // SENTRY_ENVIRONMENT=stage in production. The other way round says nothing: staging runs with NODE_ENV=production.
  bool judge_own_name(std::size_t r, std::size_t c) {
    const Row& variable = row(r);
    if (variable.subject != Subject::variable || cell(r, c).state != CellState::present) return false;
    if (!facts_.is_strictest(c)) return false;
    const std::string name = base::to_lower(variable.name);
    const bool is_environment = name.ends_with("environment") || name.ends_with("env") || name.ends_with("stage") ||
                                name.ends_with("profiles_active");
    if (!is_environment || cell(r, c).mechanism != diff::Mechanism::plain) return false;
    const std::vector<Word> words = facts_.abstraction().words(cell(r, c).text, variable.name);
    if (words.size() != 1 || words[0].span.size() != cell(r, c).text.size() || !words[0].strong) return false;
    if (is_own(c, words[0])) return false;
    // Several files may be at fault together, but then one of them is for that environment.
    if (facts_.votes(c).own < 2) return false;
    DriftStatement& statement = add(Level::error, {r}, c);
    statement.message = environment(c) + " says that it is " + words[0].environment;
    statement.evidence = std::to_string(facts_.votes(c).own) + " other names say " + environment(c);
    return true;
  }

  // The same name as in another column but for one word more, of an environment: gloddy-prd-task-test.
  bool judge_extra_word(std::size_t r, std::size_t c) {
    if (!says_own(r, c)) return false;
    for (const Word& word : facts_.words(r, c)) {
      if (is_own(c, word)) continue;
      const auto is_this = [&](const Word& one) { return one.span == word.span || is_own(c, one); };
      const std::string here = shape(r, c, is_this);
      // Both words are the environment's variable now: the other column must have one less of them.
      for (std::size_t d = 0; d < columns(); ++d) {
        if (d == c || cell(r, d).state != CellState::present || !says_own(r, d)) continue;
        const std::string there = shape(r, d, [&](const Word& one) { return is_own(d, one); });
        if (count_of(here) != count_of(there) + 1) continue;
        if (diff::without_environment(here) != diff::without_environment(there)) continue;
        DriftStatement& statement = add(Level::error, {r}, c);
        statement.message = "a name of " + environment(c) + " ends in another environment's word: " + word.environment;
        statement.evidence = environment(d) + " has the same name here without such a word";
        return true;
      }
    }
    return judge_longer_name(r, c);
  }

  // The family gloddy-prd-task-test in a file whose log group is /ecs/gloddy-prd-task.
  bool judge_longer_name(std::size_t r, std::size_t c) {
    if (row(r).name != "family") return false;
    const std::string& text = cell(r, c).text;
    const Word& word = facts_.words(r, c).back();
    if (is_own(c, word) || word.span.end != text.size() || word.span.begin < 2) return false;
    const std::string shorter = text.substr(0, word.span.begin - 1);
    for (std::size_t other = 0; other < facts_.rows().size(); ++other) {
      if (other == r || facts_.rows()[other].is_block || cell(other, c).state != CellState::present) continue;
      const std::string& name = cell(other, c).text;
      const bool is_end = name.ends_with(shorter) &&
                          (name.size() == shorter.size() || !base::is_alnum(name[name.size() - shorter.size() - 1]));
      if (!is_end) continue;
      DriftStatement& statement = add(Level::error, {r}, c);
      statement.message = "a name of " + environment(c) + " ends in another environment's word: " + word.environment;
      statement.evidence = facts_.rows()[other].place + " has the same name without that word";
      return true;
    }
    return false;
  }

  template <class Predicate>
  std::string shape(std::size_t r, std::size_t c, Predicate&& is_variable) {
    return facts_.abstraction().apply(cell(r, c).text, row(r).name, is_variable);
  }
  static std::ptrdiff_t count_of(const std::string& text) {
    return std::ranges::count(text, diff::Abstraction::kEnvironment);
  }

  NameFacts& facts_;
  std::vector<DriftStatement>& statements_;
};

}  // namespace

void judge_leaks(NameFacts& facts, std::vector<DriftStatement>& statements) { LeakJudge(facts, statements).run(); }

}  // namespace paritylint::check
