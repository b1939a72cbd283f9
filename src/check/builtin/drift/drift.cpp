#include "check/builtin/drift/drift.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "check/builtin/drift/leaks.h"
#include "check/builtin/drift/name_facts.h"
#include "check/builtin/drift/names.h"
#include "check/builtin/drift/odd_names.h"
#include "check/builtin/drift/sharing.h"
#include "check/builtin/drift/swapped.h"
#include "manifest/secret_names.h"

namespace paritylint::check {
namespace {

using diff::Cell;
using diff::CellState;
using diff::Difference;
using diff::Mechanism;
using diff::Row;
using diff::Subject;

constexpr std::array<std::string_view, 11> kNames = {"leak",    "foreign-account", "shared-account", "swapped",
                                                     "weaker",  "missing",         "drift",          "sameness",
                                                     "pending", "sizing",          "parameter"};

constexpr std::string_view kGraveDrift[] = {"command", "entryPoint", "containerPort", "logDriver", "networkMode"};

bool is_absent(const Cell& cell) { return cell.state == CellState::absent && cell.text.empty(); }

class RowJudge {
 public:
  RowJudge(std::span<const diff::Column> columns, const diff::Comparison& comparison,
           const manifest::Vocabulary& vocabulary, const NameFacts& names, std::vector<DriftStatement>& statements)
      : columns_(columns),
        comparison_(comparison),
        strictest_(diff::strictest(columns, vocabulary)),
        odd_names_(names, strictest_),
        statements_(statements) {}

  void run() {
    for (const DriftStatement& statement : statements_) {
      // What a leak says of a row is all there is to say.
      if (statement.drift_class == DriftClass::leak || statement.drift_class == DriftClass::swapped)
        leaks_.insert(statement.rows.begin(), statement.rows.end());
    }
    for (std::size_t r = 0; r < comparison_.matrix.rows.size(); ++r) judge(r);
  }

 private:
  const Row& row(std::size_t r) const { return comparison_.matrix.rows[r]; }

  void judge(std::size_t r) {
    switch (comparison_.differences[r]) {
      case Difference::equal:
        return;
      case Difference::parameter:
        if (!leaks_.contains(r)) add(r, DriftClass::parameter, Level::off);
        return;
      case Difference::sizing:
        add(r, DriftClass::sizing, Level::off);
        return;
      case Difference::missing:
        return judge_missing(r);
      case Difference::drift:
        if (!leaks_.contains(r)) judge_drift(r);
        return;
    }
  }

  DriftStatement& add(std::size_t r, DriftClass drift_class, Level level) {
    return add_statement(statements_, drift_class, level, {r});
  }

  std::string listed(const std::vector<std::size_t>& columns) const {
    std::string text;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i > 0) text += i + 1 == columns.size() ? " and " : ", ";
      text += columns_[columns[i]].label;
    }
    return text;
  }

  void judge_missing(std::size_t r) {
    std::vector<std::size_t> lacking, having;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const Cell& cell = row(r).cells[c];
      if (is_absent(cell)) lacking.push_back(c);
      if (cell.state == CellState::present) having.push_back(c);
    }
    const Subject subject = row(r).subject;
    // Steps of a build and single settings differ by design more often than by mistake.
    const bool is_setting = row(r).name != "environmentFiles" &&
                            (subject == Subject::command || subject == Subject::field || subject == Subject::element) &&
                            !row(r).is_block;
    const bool is_build = columns_.front().recognition.kind == manifest::ManifestKind::buildspec;
    const bool is_shown_only =
        is_setting || (is_build && subject != Subject::variable) || row(r).place.starts_with("tags[");
    const bool strictest_lacks = std::ranges::find(lacking, strictest_) != lacking.end();
    DriftClass drift_class = DriftClass::missing;
    Level level = Level::off;
    if (is_shown_only) {
      drift_class = DriftClass::drift;
    } else if (is_about_bare(lacking, having) ||
               (is_build && is_used_in(having, row(r).name) && !is_used_in(lacking, row(r).name))) {
      level = Level::off;
    } else if (having.size() == 1 && (columns_.size() > 2 || having.front() == strictest_)) {
      level = Level::note;
    } else {
      // What a bare file is for is a guess.
      const bool is_bare = lacking.size() == 1 && columns_[lacking.front()].environment == "default";
      const bool is_minority = lacking.size() * 2 < lacking.size() + having.size();
      level = !is_bare && (strictest_lacks || is_minority) ? Level::warning : Level::note;
    }
    // A check of health that production lacks is a weaker production.
    if (row(r).name == "healthCheck" && strictest_lacks) drift_class = DriftClass::weaker;
    DriftStatement& statement = add(r, drift_class, level);
    statement.columns = lacking;
    statement.message = "missing in " + listed(lacking);
    if (!is_shown_only) statement.evidence = listed(having) + (having.size() == 1 ? " has it" : " have it");
  }

  // Of a bare file beside two or more named ones nobody knows what it is for.
  bool is_about_bare(const std::vector<std::size_t>& lacking, const std::vector<std::size_t>& having) const {
    if (lacking.size() + having.size() < 3) return false;
    const auto is_bare = [&](const std::vector<std::size_t>& one) {
      return one.size() == 1 && columns_[one.front()].environment == "default";
    };
    return is_bare(lacking) || is_bare(having);
  }

  // True when a command in one of the columns names a variable, which it then wants to be there. Builds that go other
  // ways need other variables.
  bool is_used_in(const std::vector<std::size_t>& columns, const std::string& name) {
    if (used_.empty()) read_used();
    return std::ranges::any_of(columns, [&](std::size_t c) { return used_[c].contains(name); });
  }

  void read_used() {
    used_.resize(columns_.size());
    for (const Row& one : comparison_.matrix.rows) {
      if (one.subject != Subject::command) continue;
      for (std::size_t c = 0; c < columns_.size(); ++c) add_variables(one.cells[c].text, used_[c]);
    }
  }

  static void add_variables(std::string_view command, std::set<std::string, std::less<>>& names) {
    for (std::size_t at = command.find('$'); at != std::string_view::npos; at = command.find('$', at + 1)) {
      std::size_t begin = at + 1;
      if (begin < command.size() && command[begin] == '{') ++begin;
      std::size_t end = begin;
      while (end < command.size() && (base::is_alnum(command[end]) || command[end] == '_')) ++end;
      if (end > begin) names.emplace(command.substr(begin, end - begin));
    }
  }

  void judge_drift(std::size_t r) {
    if (judge_mechanism(r) || judge_weaker(r)) return;
    const bool is_grave =
        row(r).subject != Subject::variable &&
        (std::ranges::find(kGraveDrift, row(r).name) != std::end(kGraveDrift) || row(r).place.starts_with("volumes["));
    // A role, or the place that a secret is read from, that differs in more than the environment.
    const bool is_name = is_role(row(r).name) || std::ranges::any_of(row(r).cells, [](const Cell& c) {
                           return c.mechanism == Mechanism::secret;
                         });
    const bool is_misspelt = odd_names_.differs_in_placeholders(r);
    const bool is_odd = is_misspelt || (is_name && odd_names_.is_odd(r));
    DriftStatement& statement = add(r, DriftClass::drift,
                                    is_grave ? Level::warning
                                    : is_odd ? Level::note
                                             : Level::off);
    if (is_misspelt) statement.evidence = "one placeholder is spelt in two ways";
  }

  // A secret in one environment, written out in another.
  bool judge_mechanism(std::size_t r) {
    std::vector<std::size_t> plain, secret;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const Cell& cell = row(r).cells[c];
      if (cell.state != CellState::present) continue;
      if (cell.mechanism == Mechanism::plain) plain.push_back(c);
      if (cell.mechanism == Mechanism::secret) secret.push_back(c);
    }
    if (plain.empty() || secret.empty()) return false;
    const bool is_strict = std::ranges::find(plain, strictest_) != plain.end();
    const bool is_weaker = is_strict && manifest::is_secret_name(row(r).name);
    DriftStatement& statement = add(r, is_weaker ? DriftClass::weaker : DriftClass::drift, Level::warning);
    if (!is_weaker && !manifest::is_secret_name(row(r).name)) statement.level = Level::note;
    if (is_about_bare(plain, secret)) statement.level = Level::off;
    statement.columns = plain;
    statement.message = "written out in " + listed(plain) + ", a secret in " + listed(secret);
    return true;
  }

  bool judge_weaker(std::size_t r) {
    const auto is_weak = [&](const std::string& text) {
      if (row(r).name == "privileged") return text == "true";
      if (row(r).name == "readonlyRootFilesystem") return text == "false";
      if (row(r).name == "user")
        return text == "root" || text == "0" || text.starts_with("root:") || text.starts_with("0:");
      return false;
    };
    const Cell& strict = row(r).cells[strictest_];
    if (strict.state == CellState::covered || !is_weak(strict.text)) return false;
    const bool is_stronger_elsewhere = std::ranges::any_of(
        row(r).cells, [&](const Cell& c) { return c.state != CellState::covered && !is_weak(c.text); });
    if (!is_stronger_elsewhere) return false;
    DriftStatement& statement = add(r, DriftClass::weaker, Level::warning);
    statement.columns = {strictest_};
    statement.message = "weaker in " + columns_[strictest_].label + " than elsewhere";
    return true;
  }

  std::span<const diff::Column> columns_;
  const diff::Comparison& comparison_;
  std::size_t strictest_;
  OddNames odd_names_;
  std::vector<std::set<std::string, std::less<>>> used_;  // by column: the variables that its commands name
  std::set<std::size_t> leaks_;                           // rows
  std::vector<DriftStatement>& statements_;
};

// Statements of one class about the same columns with the same words are one, except what has a place of its own.
void join_leaks(std::vector<DriftStatement>& statements) {
  std::vector<DriftStatement> joined;
  for (DriftStatement& statement : statements) {
    const auto same = std::ranges::find_if(joined, [&](const DriftStatement& one) {
      return one.drift_class == DriftClass::leak && statement.drift_class == DriftClass::leak &&
             one.level == statement.level && one.columns == statement.columns && one.message == statement.message;
    });
    if (same == joined.end()) {
      joined.push_back(std::move(statement));
    } else {
      same->rows.insert(same->rows.end(), statement.rows.begin(), statement.rows.end());
    }
  }
  statements = std::move(joined);
}

}  // namespace

DriftStatement& add_statement(std::vector<DriftStatement>& statements, DriftClass drift_class, Level level,
                              std::vector<std::size_t> rows, std::optional<std::size_t> column) {
  DriftStatement& statement = statements.emplace_back();
  statement.drift_class = drift_class;
  statement.level = level;
  statement.rows = std::move(rows);
  if (column) statement.columns = {*column};
  return statement;
}

std::string_view name(DriftClass drift_class) { return kNames[static_cast<std::size_t>(drift_class)]; }

std::vector<DriftStatement> judge_drift(std::span<const diff::Column> columns, const diff::Comparison& comparison,
                                        const manifest::Vocabulary& vocabulary) {
  std::vector<DriftStatement> statements;
  NameFacts names(columns, comparison, vocabulary);
  judge_leaks(names, statements);
  judge_sharing(names, statements);
  judge_swapped(names, statements);
  join_leaks(statements);
  RowJudge(columns, comparison, vocabulary, names, statements).run();
  sort_statements(statements);
  return statements;
}

void sort_statements(std::vector<DriftStatement>& statements) {
  std::ranges::stable_sort(statements, [](const DriftStatement& a, const DriftStatement& b) {
    if (a.drift_class != b.drift_class) return a.drift_class < b.drift_class;
    if (a.level != b.level) return a.level > b.level;
    return !a.rows.empty() && !b.rows.empty() && a.rows.front() < b.rows.front();
  });
}

}  // namespace paritylint::check
