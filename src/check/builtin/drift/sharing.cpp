#include "check/builtin/drift/sharing.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

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
  using Rows = std::set<std::size_t>;
  using Places = std::map<std::string, Rows>;  // by account

  Places places_of(std::size_t c) {
    Places places;
    for (std::size_t r = 0; r < facts_.rows().size(); ++r) {
      if (facts_.rows()[r].is_block || facts_.cell(r, c).state != CellState::present) continue;
      for (const std::string_view account :
           facts_.abstraction().accounts(facts_.cell(r, c).text, facts_.rows()[r].name))
        places[std::string(account)].insert(r);
    }
    return places;
  }

  void judge_accounts() {
    std::vector<Places> places;
    for (std::size_t c = 0; c < facts_.columns().size(); ++c) {
      places.push_back(places_of(c));
      std::size_t most = 0;
      std::string& own = accounts_.emplace_back();
      for (const auto& [account, its_rows] : places[c]) {
        if (its_rows.size() > most) most = its_rows.size(), own = account;
      }
    }
    for (std::size_t c = 0; c < facts_.columns().size(); ++c) {
      for (const auto& [account, its_rows] : places[c]) {
        if (!judge_configured(c, account, its_rows) && account != accounts_[c]) judge_account(c, account, its_rows);
      }
    }
    judge_shared(places);
  }

  // The configured environment of a column; "" for one that it gives no account.
  std::string_view configured(std::size_t c) const {
    const auto rank = facts_.rank(c);
    const std::string_view name = rank ? facts_.vocabulary()[*rank].name : std::string_view();
    return facts_.vocabulary().has_account(name) ? name : std::string_view();
  }

  // What the configuration says of an account needs no majority; true when it says whose it is.
  bool judge_configured(std::size_t c, const std::string& account, const Rows& its_rows) {
    const std::vector<std::string_view> owners = facts_.vocabulary().owners_of(account);
    const std::string_view own = configured(c);
    if (owners.empty() || own.empty()) return false;
    if (std::ranges::find(owners, own) != owners.end()) return true;
    const Level level = std::ranges::any_of(its_rows, [&](std::size_t r) { return !may_be_foreign(r, c); })
                            ? Level::warning
                            : Level::note;
    DriftStatement& statement =
        add_statement(statements_, DriftClass::foreign_account, level, {its_rows.begin(), its_rows.end()}, c);
    std::string names;
    for (const std::string_view owner : owners) names.append(names.empty() ? "" : " and ").append(owner);
    statement.message = facts_.label(c) + " uses the account of " + names + ", " + account;
    statement.evidence = "the configuration gives it to " + names;
    return true;
  }

  // Images, buckets and secrets may be another account's.
  bool may_be_foreign(std::size_t r, std::size_t c) const {
    const std::string& text = facts_.cell(r, c).text;
    return facts_.rows()[r].name == "image" || text.find(".dkr.ecr.") != std::string::npos ||
           text.find(":s3:") != std::string::npos || text.find("s3://") != std::string::npos ||
           text.find(":secretsmanager:") != std::string::npos;
  }

  bool is_role_or_parameter(std::size_t r, std::size_t c) const {
    return is_role(facts_.rows()[r].name) || facts_.cell(r, c).text.find(":parameter/") != std::string::npos;
  }

  void judge_account(std::size_t c, const std::string& account, const Rows& its_rows) {
    const auto owner = std::ranges::find(accounts_, account);
    if (owner == accounts_.end() || accounts_[c].empty()) return;
    const std::size_t d = static_cast<std::size_t>(owner - accounts_.begin());
    const bool is_grave = std::ranges::any_of(its_rows, [&](std::size_t r) { return is_role_or_parameter(r, c); });
    DriftStatement& statement =
        add_statement(statements_, DriftClass::foreign_account, is_grave ? Level::warning : Level::note,
                      {its_rows.begin(), its_rows.end()}, c);
    statement.message = facts_.label(c) + " uses the account of " + facts_.label(d) + ", " + account;
    statement.evidence = "most of its other places name " + accounts_[c];
  }

  // Roles and parameters of one account, in environments to which the configuration gives different ones.
  void judge_shared(const std::vector<Places>& places) {
    std::map<std::string, std::vector<std::size_t>> columns_of;
    for (std::size_t c = 0; c < places.size(); ++c) {
      if (configured(c).empty()) continue;
      for (const auto& [account, its_rows] : places[c]) {
        const bool is_used = std::ranges::any_of(its_rows, [&](std::size_t r) { return is_role_or_parameter(r, c); });
        if (is_used && facts_.vocabulary().owners_of(account).empty()) columns_of[account].push_back(c);
      }
    }
    for (const auto& [account, columns] : columns_of) {
      std::set<std::string_view> environments;
      Rows rows;
      for (const std::size_t c : columns) {
        environments.insert(configured(c));
        for (const std::size_t r : places[c].at(account)) {
          if (is_role_or_parameter(r, c)) rows.insert(r);
        }
      }
      if (environments.size() < 2) continue;
      std::string names;
      for (const std::size_t c : columns) names.append(names.empty() ? "" : " and ").append(facts_.label(c));
      DriftStatement& statement = statements_.emplace_back();
      statement.drift_class = DriftClass::shared_account;
      statement.level = Level::warning;
      statement.rows.assign(rows.begin(), rows.end());
      statement.columns = columns;
      statement.message = std::move(names);
      statement.message.append(" share the account ").append(account);
      statement.evidence = "the configuration gives each of them another one";
    }
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
