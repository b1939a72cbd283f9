#include "check/builtin/drift/sharing.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/text.h"
#include "check/builtin/drift/names.h"

namespace paritylint::check {
namespace {

using diff::CellState;
using diff::Row;
using diff::Subject;
using diff::Word;

class SharingJudge {
 public:
  SharingJudge(NameFacts& facts, std::vector<DriftStatement>& statements) : facts_(facts), statements_(statements) {}

  void run() {
    judge_accounts();
    judge_sameness();
  }

 private:
  // The account that most places of a column name.
  void judge_accounts() {
    std::vector<std::map<std::string, std::set<std::size_t>>> places(facts_.columns().size());
    std::vector<std::string>& own = accounts_;
    own.resize(facts_.columns().size());
    for (std::size_t c = 0; c < facts_.columns().size(); ++c) {
      for (std::size_t r = 0; r < facts_.rows().size(); ++r) {
        if (facts_.rows()[r].is_block || facts_.cell(r, c).state != CellState::present) continue;
        for (const std::string_view account :
             facts_.abstraction().accounts(facts_.cell(r, c).text, facts_.rows()[r].name))
          places[c][std::string(account)].insert(r);
      }
      std::size_t most = 0;
      for (const auto& [account, its_rows] : places[c]) {
        if (its_rows.size() > most) most = its_rows.size(), own[c] = account;
      }
    }
    for (std::size_t c = 0; c < facts_.columns().size(); ++c) {
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
      const std::string& text = facts_.cell(r, c).text;
      return is_role(facts_.rows()[r].name) || text.find(":parameter/") != std::string::npos;
    });
    DriftStatement& statement =
        add_statement(statements_, DriftClass::foreign_account, is_grave ? Level::warning : Level::note,
                      {its_rows.begin(), its_rows.end()}, c);
    statement.message = facts_.label(c) + " uses the account of " + facts_.label(d) + ", " + account;
    statement.evidence = "most of its other places name " + own[c];
  }

  // Equal and without an environment, where names beside it carry one.
  void judge_sameness() {
    // What is called the same in two accounts is not the same.
    const bool is_one_account = std::ranges::all_of(accounts_, [&](const std::string& a) { return a == accounts_[0]; });
    if (facts_.columns().size() < 2 || !is_one_account) return;
    std::map<std::string, std::vector<std::size_t>> equal;
    std::set<std::string> folders;  // of secrets that carry the environment, without it
    std::size_t carrying = 0;
    for (std::size_t r = 0; r < facts_.rows().size(); ++r) {
      bool says = false, none = true, all_present = !facts_.rows()[r].is_block;
      for (std::size_t c = 0; c < facts_.columns().size(); ++c) {
        all_present = all_present && facts_.cell(r, c).state == CellState::present;
        says = says || facts_.says_own(r, c);
        none = none && facts_.abstraction().words(facts_.cell(r, c).text, {}).empty();
      }
      if (!all_present) continue;
      const std::string sort = sort_of(r);
      if (says && facts_.difference(r) == diff::Difference::parameter) {
        ++carrying;
        if (sort == "secret") folders.insert(folder_of(r));
      } else if (none && !sort.empty() && facts_.difference(r) == diff::Difference::equal && is_literal(r)) {
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
    statement.evidence =
        std::to_string(carrying) + " names beside " + (is_one ? "it" : "them") + " carry the environment";
  }

  bool is_literal(std::size_t r) const {
    const std::string& text = facts_.cell(r, 0).text;
    if (text.empty() || text.find_first_of("<${%[") != std::string::npos) return false;
    // The roles that AWS's console makes are called so in every account.
    if (text.find("role/ecsTask") != std::string::npos) return false;
    // What is pulled from elsewhere is everybody's, and a tag that moves is what makes sharing a repository a mistake.
    if (facts_.rows()[r].name != "image") return true;
    const bool is_moving = text.ends_with(":latest") || diff::repository_of(text).size() == text.size();
    return is_moving && text.find(".dkr.ecr.") != std::string::npos;
  }

  // The first two parts of the path of a parameter or secret, without the environment; "" for a name without a path.
  std::string folder_of(std::size_t r) {
    std::string path = diff::without_environment(
        facts_.abstraction().apply(facts_.cell(r, 0).text, facts_.rows()[r].name,
                                   [&](const Word& word) { return facts_.is_own(0, word.environment); }));
    const std::size_t first = path.find('/');
    if (first == std::string::npos) return {};
    std::size_t end = path.find('/', first + 1);
    if (end != std::string::npos) end = path.find('/', end + 1);
    return end == std::string::npos ? std::string() : path.substr(0, end);
  }

  std::string sort_of(std::size_t r) const {
    const Row& row = facts_.rows()[r];
    if (row.is_block) return {};
    if (row.name == "awslogs-group") return "log group";
    if (row.name == "taskRoleArn") return "role";
    if (row.name == "image") return "image";
    const bool is_secret = row.subject == Subject::variable && row.cells[0].mechanism == diff::Mechanism::secret;
    return is_secret ? "secret" : std::string();
  }

  NameFacts& facts_;
  std::vector<DriftStatement>& statements_;
  std::vector<std::string> accounts_;  // by column: the one that most places name, or ""
};

}  // namespace

void judge_sharing(NameFacts& facts, std::vector<DriftStatement>& statements) { SharingJudge(facts, statements).run(); }

}  // namespace paritylint::check
