#include "check/builtin/drift_leaks.h"

#include <algorithm>

#include "base/text.h"
#include "check/builtin/drift_names.h"

namespace paritylint::check {
namespace {

using diff::Cell;
using diff::CellState;
using diff::Row;
using diff::Subject;
using diff::Word;

std::string number(std::size_t value) {
  std::string text;
  base::append_number(text, value);
  return text;
}

class NameJudge {
 public:
  NameJudge(std::span<const diff::Column> columns, const diff::Comparison& comparison,
            const manifest::Vocabulary& vocabulary, std::vector<DriftStatement>& statements)
      : columns_(columns),
        comparison_(comparison),
        vocabulary_(vocabulary),
        abstraction_(vocabulary),
        statements_(statements) {}

  void run() {
    read_names();
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      // What a bare file is for is a guess, and a guess accuses nobody.
      if (!rank(c)) continue;
      if (judge_copy(c)) continue;
      for (std::size_t r = 0; r < rows().size(); ++r) judge_row(r, c);
    }
    judge_accounts();
    judge_sameness();
  }

 private:
  std::span<const Row> rows() const { return comparison_.matrix.rows; }
  const Cell& cell(std::size_t r, std::size_t c) const { return rows()[r].cells[c]; }
  std::optional<std::size_t> rank(std::size_t c) const {
    return diff::strictness(columns_[c].environment, vocabulary_);
  }
  const std::string& environment(std::size_t c) const { return columns_[c].label; }

  void read_names() {
    votes_.resize(columns_.size());
    words_.resize(rows().size());
    for (std::size_t r = 0; r < rows().size(); ++r) {
      words_[r].resize(columns_.size());
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        words_[r][c] = naming_words(rows()[r], cell(r, c), abstraction_);
        count(r, c);
      }
    }
  }

  void count(std::size_t r, std::size_t c) {
    NameVotes& votes = votes_[c];
    if (says_own(r, c)) {
      ++votes.own;
      return;
    }
    std::set<std::string> seen;
    for (const Word& word : words_[r][c]) {
      if (seen.insert(word.environment).second)
        (word.strong ? votes.foreign : votes.weak)[word.environment].push_back(r);
    }
  }

  bool says_own(std::size_t r, std::size_t c) const {
    return std::ranges::any_of(words_[r][c], [&](const Word& w) { return comparison_.is_own(c, w.environment); });
  }

  // None of the names in a file says its environment and several say another one: the file is a copy.
  bool judge_copy(std::size_t c) {
    constexpr std::size_t kLeastNames = 3;
    const NameVotes& votes = votes_[c];
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
    const bool all_say_so =
        columns_.size() > 2 && std::ranges::all_of(votes_, [](const NameVotes& v) { return v.own == 0; });
    if (strong.size() < 2 || places.size() < kLeastNames || all_say_so) return false;
    std::string said;
    for (const std::string& word : environments) said += (said.empty() ? "" : " and ") + word;
    DriftStatement& statement = add(DriftClass::leak, Level::error, {places.begin(), places.end()}, c);
    statement.message = "the file of " + environment(c) + " is named for " + said + " throughout";
    statement.evidence = number(places.size()) + " names in it say " + said + " and none says " + environment(c);
    return true;
  }

  void judge_row(std::size_t r, std::size_t c) {
    if (judge_own_name(r, c) || judge_extra_word(r, c)) return;
    if (says_own(r, c)) return;
    for (const Word& word : words_[r][c]) {
      if (!word.strong || comparison_.is_own(c, word.environment)) continue;
      judge_word(r, c, word.environment);
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
    for (std::size_t d = 0; d < columns_.size(); ++d) {
      if (d == c || cell(r, d).state != CellState::present) continue;
      const bool is_others = comparison_.is_own(d, other);
      if (is_others && same_text(r, c, d)) result.equal = d;
      if (!is_others && says_own(r, d)) result.varies = d;
    }
    return result;
  }

  bool same_text(std::size_t r, std::size_t c, std::size_t d) {
    const auto text = [&](std::size_t column) {
      return abstraction_.apply(cell(r, column).text, rows()[r].name, [](const Word&) { return false; });
    };
    return text(c) == text(d);
  }

  void judge_word(std::size_t r, std::size_t c, const std::string& other) {
    const Elsewhere elsewhere = look_elsewhere(r, c, other);
    const bool is_command = rows()[r].subject == Subject::command && rows()[r].name != "environmentFiles";
    const bool is_image = rows()[r].name == "image";
    const auto other_rank = diff::strictness(other, vocabulary_);
    const bool is_lower = other_rank && *other_rank < *rank(c);
    // A tool that all environments share may be named for one of them.
    constexpr std::size_t kFewSiblings = 2, kManySiblings = 4;
    const std::size_t own = votes_[c].own;
    const bool is_told_here = elsewhere.varies && own >= kFewSiblings;
    // Images are promoted from one environment to the next.
    if (is_image && !is_told_here) return;
    const bool is_lower_twice =
        is_lower && elsewhere.equal && (own >= kFewSiblings || (own > 0 && is_role(rows()[r].name)));
    Level level = Level::off;
    if (is_command ? elsewhere.equal || elsewhere.varies : is_told_here || is_lower_twice) {
      level = Level::error;
    } else if (is_command) {
      return;
    } else if (is_lower && own >= kManySiblings && rows()[r].cells.size() > 1) {
      level = Level::warning;
    } else if (elsewhere.equal && own >= kFewSiblings) {
      level = Level::note;
    }
    if (level == Level::off) return;
    DriftStatement& statement = add(DriftClass::leak, level, {r}, c);
    statement.message = (is_command ? environment(c) + " writes to or deletes from a bucket of " + other
                                    : environment(c) + " uses what is named for " + other);
    statement.evidence = evidence(elsewhere, c, own, other);
  }

  std::string evidence(const Elsewhere& elsewhere, std::size_t c, std::size_t own, const std::string& other) const {
    std::string text;
    const auto add_part = [&](const std::string& part) { text += (text.empty() ? "" : ", and ") + part; };
    if (elsewhere.equal) add_part(environment(*elsewhere.equal) + " has the same value here");
    if (elsewhere.varies) add_part(environment(*elsewhere.varies) + " has its own here");
    if (own > 0) add_part(number(own) + (own == 1 ? " other name says " : " other names say ") + environment(c));
    return text.empty() ? "no other name in the file says " + other : text;
  }

  // SENTRY_ENVIRONMENT=stage in production. The other way round says nothing: staging runs with NODE_ENV=production.
  bool judge_own_name(std::size_t r, std::size_t c) {
    const Row& row = rows()[r];
    if (row.subject != Subject::variable || cell(r, c).state != CellState::present) return false;
    if (*rank(c) + 1 != vocabulary_.environments().size()) return false;
    const std::string name = base::to_lower(row.name);
    const bool is_environment = name.ends_with("environment") || name.ends_with("env") || name.ends_with("stage") ||
                                name.ends_with("profiles_active");
    if (!is_environment || cell(r, c).mechanism != diff::Mechanism::plain) return false;
    const std::vector<Word> words = abstraction_.words(cell(r, c).text, row.name);
    if (words.size() != 1 || words[0].span.size() != cell(r, c).text.size() || !words[0].strong) return false;
    if (comparison_.is_own(c, words[0].environment)) return false;
    // Several files may be at fault together, but then one of them is for that environment.
    if (votes_[c].own < 2) return false;
    DriftStatement& statement = add(DriftClass::leak, Level::error, {r}, c);
    statement.message = environment(c) + " says that it is " + words[0].environment;
    statement.evidence = number(votes_[c].own) + " other names say " + environment(c);
    return true;
  }

  // The same name as in another column but for one word more, of an environment: gloddy-prd-task-test.
  bool judge_extra_word(std::size_t r, std::size_t c) {
    if (!says_own(r, c)) return false;
    for (const Word& word : words_[r][c]) {
      if (comparison_.is_own(c, word.environment)) continue;
      const auto is_this = [&](const Word& one) {
        return one.span == word.span || comparison_.is_own(c, one.environment);
      };
      const std::string here = shape(r, c, is_this);
      // Both words are the environment's variable now: the other column must have one less of them.
      for (std::size_t d = 0; d < columns_.size(); ++d) {
        if (d == c || cell(r, d).state != CellState::present || !says_own(r, d)) continue;
        const std::string there = shape(r, d, [&](const Word& one) { return comparison_.is_own(d, one.environment); });
        if (count_of(here) != count_of(there) + 1) continue;
        if (diff::without_environment(here) != diff::without_environment(there)) continue;
        DriftStatement& statement = add(DriftClass::leak, Level::error, {r}, c);
        statement.message = "a name of " + environment(c) + " ends in another environment's word: " + word.environment;
        statement.evidence = environment(d) + " has the same name here without such a word";
        return true;
      }
    }
    return judge_longer_name(r, c);
  }

  // The family gloddy-prd-task-test in a file whose log group is /ecs/gloddy-prd-task.
  bool judge_longer_name(std::size_t r, std::size_t c) {
    if (rows()[r].name != "family") return false;
    const std::string& text = cell(r, c).text;
    const Word& word = words_[r][c].back();
    if (comparison_.is_own(c, word.environment) || word.span.end != text.size() || word.span.begin < 2) return false;
    const std::string shorter = text.substr(0, word.span.begin - 1);
    for (std::size_t other = 0; other < rows().size(); ++other) {
      if (other == r || rows()[other].is_block || cell(other, c).state != CellState::present) continue;
      const std::string& name = cell(other, c).text;
      const bool is_end = name.ends_with(shorter) &&
                          (name.size() == shorter.size() || !base::is_alnum(name[name.size() - shorter.size() - 1]));
      if (!is_end) continue;
      DriftStatement& statement = add(DriftClass::leak, Level::error, {r}, c);
      statement.message = "a name of " + environment(c) + " ends in another environment's word: " + word.environment;
      statement.evidence = rows()[other].place + " has the same name without that word";
      return true;
    }
    return false;
  }

  template <class Predicate>
  std::string shape(std::size_t r, std::size_t c, Predicate&& is_variable) {
    return abstraction_.apply(cell(r, c).text, rows()[r].name, is_variable);
  }
  static std::ptrdiff_t count_of(const std::string& text) {
    return std::ranges::count(text, diff::Abstraction::kEnvironment);
  }

  static bool is_role(const std::string& name) { return name == "taskRoleArn" || name == "executionRoleArn"; }

  // The account that most places of a column name.
  void judge_accounts() {
    std::vector<std::map<std::string, std::set<std::size_t>>> places(columns_.size());
    std::vector<std::string>& own = accounts_;
    own.resize(columns_.size());
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      for (std::size_t r = 0; r < rows().size(); ++r) {
        if (rows()[r].is_block || cell(r, c).state != CellState::present) continue;
        for (const std::string_view account : abstraction_.accounts(cell(r, c).text, rows()[r].name))
          places[c][std::string(account)].insert(r);
      }
      std::size_t most = 0;
      for (const auto& [account, its_rows] : places[c]) {
        if (its_rows.size() > most) most = its_rows.size(), own[c] = account;
      }
    }
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      for (const auto& [account, its_rows] : places[c]) {
        if (account != own[c]) judge_account(c, account, own, its_rows);
      }
    }
  }

  void judge_account(std::size_t c, const std::string& account, const std::vector<std::string>& own,
                     const std::set<std::size_t>& its_rows) {
    const auto owner = std::ranges::find(own, account);
    if (owner == own.end() || own[c].empty()) return;
    const std::size_t d = static_cast<std::size_t>(owner - own.begin());
    const bool is_grave = std::ranges::any_of(its_rows, [&](std::size_t r) {
      const std::string& text = cell(r, c).text;
      return is_role(rows()[r].name) || text.find(":parameter/") != std::string::npos;
    });
    DriftStatement& statement = add(DriftClass::foreign_account, is_grave ? Level::warning : Level::note,
                                    {its_rows.begin(), its_rows.end()}, c);
    statement.message = environment(c) + " uses the account of " + environment(d) + ", " + account;
    statement.evidence = "most of its other places name " + own[c];
  }

  // Equal and without an environment, where names beside it carry one.
  void judge_sameness() {
    // What is called the same in two accounts is not the same.
    const bool is_one_account = std::ranges::all_of(accounts_, [&](const std::string& a) { return a == accounts_[0]; });
    if (columns_.size() < 2 || !is_one_account) return;
    std::map<std::string, std::vector<std::size_t>> equal;
    std::set<std::string> folders;  // of secrets that carry the environment, without it
    std::size_t carrying = 0;
    for (std::size_t r = 0; r < rows().size(); ++r) {
      bool says = false, none = true, all_present = !rows()[r].is_block;
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        all_present = all_present && cell(r, c).state == CellState::present;
        says = says || says_own(r, c);
        none = none && abstraction_.words(cell(r, c).text, {}).empty();
      }
      if (!all_present) continue;
      const std::string sort = sort_of(r);
      if (says && comparison_.differences[r] == diff::Difference::parameter) {
        ++carrying;
        if (sort == "secret") folders.insert(folder_of(r));
      } else if (none && !sort.empty() && comparison_.differences[r] == diff::Difference::equal && is_literal(r)) {
        equal[sort].push_back(r);
      }
    }
    constexpr std::size_t kFewSiblings = 2;
    if (carrying < kFewSiblings) return;
    // A secret that all share is nothing unusual, one in a folder where the others are kept apart is.
    std::erase_if(equal["secret"],
                  [&](std::size_t r) { return folder_of(r).empty() || !folders.contains(folder_of(r)); });
    for (const auto& [sort, its_rows] : equal) {
      if (!its_rows.empty()) add_sameness(sort, its_rows, carrying);
    }
  }

  void add_sameness(const std::string& sort, const std::vector<std::size_t>& its_rows, std::size_t carrying) {
    const bool is_one = its_rows.size() == 1;
    DriftStatement& statement = statements_.emplace_back();
    statement.drift_class = DriftClass::sameness;
    statement.level = Level::note;
    statement.rows = its_rows;
    statement.message =
        (is_one ? "all environments share this " : "all environments share these ") + sort + (is_one ? "" : "s");
    statement.evidence = number(carrying) + " names beside " + (is_one ? "it" : "them") + " carry the environment";
  }

  bool is_literal(std::size_t r) const {
    const std::string& text = cell(r, 0).text;
    if (text.empty() || text.find_first_of("<${%[") != std::string::npos) return false;
    // The roles that AWS's console makes are called so in every account.
    if (text.find("role/ecsTask") != std::string::npos) return false;
    // What is pulled from elsewhere is everybody's, and a tag that moves is what makes sharing a repository a mistake.
    if (rows()[r].name != "image") return true;
    const bool is_moving = text.ends_with(":latest") || diff::repository_of(text).size() == text.size();
    return is_moving && text.find(".dkr.ecr.") != std::string::npos;
  }

  // The first two parts of the path of a parameter or secret, without the environment; "" for a name without a path.
  std::string folder_of(std::size_t r) {
    std::string path = diff::without_environment(abstraction_.apply(
        cell(r, 0).text, rows()[r].name, [&](const Word& word) { return comparison_.is_own(0, word.environment); }));
    const std::size_t first = path.find('/');
    if (first == std::string::npos) return {};
    std::size_t end = path.find('/', first + 1);
    if (end != std::string::npos) end = path.find('/', end + 1);
    return end == std::string::npos ? std::string() : path.substr(0, end);
  }

  std::string sort_of(std::size_t r) const {
    const Row& row = rows()[r];
    if (row.is_block) return {};
    if (row.name == "awslogs-group") return "log group";
    if (row.name == "taskRoleArn") return "role";
    if (row.name == "image") return "image";
    const bool is_secret = row.subject == Subject::variable && row.cells[0].mechanism == diff::Mechanism::secret;
    return is_secret ? "secret" : std::string();
  }

  DriftStatement& add(DriftClass drift_class, Level level, std::vector<std::size_t> rows, std::size_t column) {
    DriftStatement& statement = statements_.emplace_back();
    statement.drift_class = drift_class;
    statement.level = level;
    statement.rows = std::move(rows);
    statement.columns = {column};
    return statement;
  }

  std::span<const diff::Column> columns_;
  const diff::Comparison& comparison_;
  const manifest::Vocabulary& vocabulary_;
  diff::Abstraction abstraction_;
  std::vector<DriftStatement>& statements_;
  std::vector<std::string> accounts_;                  // by column: the one that most places name, or ""
  std::vector<NameVotes> votes_;                       // by column
  std::vector<std::vector<std::vector<Word>>> words_;  // by row and column
};

}  // namespace

void judge_names(std::span<const diff::Column> columns, const diff::Comparison& comparison,
                 const manifest::Vocabulary& vocabulary, std::vector<DriftStatement>& statements) {
  NameJudge(columns, comparison, vocabulary, statements).run();
}

}  // namespace paritylint::check
