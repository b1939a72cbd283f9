#include "session/drift_matches.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "check/builtin/drift/drift_rules.h"
#include "check/message.h"

namespace paritylint::session {
namespace {

using check::DriftClass;
using check::DriftStatement;
using diff::Subject;

// Longer lists are counted.
constexpr std::size_t kMostNames = 8;
// Of a copy of a whole file nobody needs every place, and a value may be as long as a file.
constexpr std::size_t kMostPlaces = 20;
constexpr std::size_t kMostRelated = 100;
constexpr std::size_t kLongestValue = 1000;

// "containerDefinitions[web].environment[LOG_LEVEL]" is in "containerDefinitions[web].environment".
struct PlaceParts {
  std::string block, name;
};

PlaceParts parts_of(const std::string& place) {
  std::size_t at = place.size();
  if (place.ends_with(']')) {
    // Names may hold brackets of their own, in pairs at least.
    unsigned depth = 0;
    while (at > 0) {
      --at;
      if (place[at] == ']') ++depth;
      if (place[at] == '[' && --depth == 0) break;
    }
    return {place.substr(0, at), place.substr(at + 1, place.size() - at - 2)};
  }
  at = place.rfind('.');
  if (at == std::string::npos) return {{}, place};
  return {place.substr(0, at), place.substr(at + 1)};
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kMostNames; ++i) text += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > kMostNames) text += " and " + std::to_string(names.size() - kMostNames) + " more";
  return text;
}

class MatchMaker {
 public:
  MatchMaker(const ComparedGroup& group, const check::RuleSet& rules) : group_(group), rules_(rules) {}

  std::vector<DriftMatch> run() {
    for (std::size_t s = 0; s < group_.statements.size(); ++s) {
      const DriftStatement& statement = group_.statements[s];
      if (statement.rows.empty()) continue;
      const Subject subject = row(statement.rows.front()).subject;
      const check::RuleRecord* rule = check::builtin::drift_rule(rules_, statement, subject, group_.kind);
      if (rule == nullptr) continue;
      // Of drift only a change of mechanism has columns: variables that moved together.
      const bool may_join = statement.drift_class == DriftClass::missing ||
                            (statement.drift_class == DriftClass::drift && !statement.columns.empty());
      if (may_join) {
        gather(*rule, s);
      } else {
        add(*rule, {s}, statement.rows);
      }
    }
    for (Cause& cause : causes_) add(*cause.rule, std::move(cause.statements), cause.rows);
    return std::move(matches_);
  }

 private:
  // What the same variants lack in the same block.
  struct Cause {
    const check::RuleRecord* rule = nullptr;
    std::vector<std::size_t> statements;
    std::vector<std::size_t> rows;
  };

  const ComparedRow& row(std::size_t r) const { return group_.rows[r]; }

  void gather(const check::RuleRecord& rule, std::size_t index) {
    const DriftStatement& statement = group_.statements[index];
    const auto key =
        std::tuple(&rule, statement.level, statement.columns, statement.message + '\0' + statement.evidence,
                   parts_of(row(statement.rows.front()).place).block);
    const auto [found, is_new] = cause_of_.emplace(key, causes_.size());
    if (is_new) causes_.push_back({&rule, {}, {}});
    Cause& cause = causes_[found->second];
    cause.statements.push_back(index);
    cause.rows.insert(cause.rows.end(), statement.rows.begin(), statement.rows.end());
  }

  // What the first of `statements` says holds for all of them.
  void add(const check::RuleRecord& rule, std::vector<std::size_t> statements, const std::vector<std::size_t>& rows) {
    const DriftStatement& statement = group_.statements[statements.front()];
    const std::size_t column = statement.columns.empty() ? group_.columns.size() - 1 : statement.columns.back();
    const ComparedCell& cell = row(rows.front()).cells[column];
    DriftMatch& one = matches_.emplace_back();
    one.column = column;
    one.statements = std::move(statements);
    check::PlacedMatch& placed = one.placed;
    placed.path = group_.columns[column].path;
    check::RawMatch& match = placed.match;
    match.rule = &rule;
    match.location = cell.location;
    match.line_hash = cell.line_hash;
    match.value = cell.value.empty() ? cell.location.snippet : cell.value;
    match.level = statement.level;
    match.identity = identity_of(statement, rows, placed.path);
    match.message = message_of(rule, statement, rows, match.value);
    match.difference = difference(statement, rows);
    relate(match, rows, column);
  }

  check::Difference difference(const DriftStatement& statement, const std::vector<std::size_t>& rows) const {
    check::Difference difference;
    difference.drift_class = check::name(statement.drift_class);
    difference.evidence = base::printable(statement.evidence);
    for (std::size_t i = 0; i < std::min(rows.size(), kMostPlaces); ++i) {
      check::Difference::Place& place = difference.places.emplace_back();
      place.place = row(rows[i]).place;
      for (std::size_t c = 0; c < group_.columns.size(); ++c) {
        const ComparedCell& cell = row(rows[i]).cells[c];
        std::string value = cell.value;
        base::abridge(value, kLongestValue);
        const ComparedColumn& column = group_.columns[c];
        place.values.push_back(
            {column.label, column.path, column.revision, cell.state == diff::CellState::present, std::move(value)});
      }
    }
    difference.more_places = rows.size() - difference.places.size();
    return difference;
  }

  // Of what is missing only that something is: one variable more is no other finding.
  std::string identity_of(const DriftStatement& statement, const std::vector<std::size_t>& rows,
                          const std::string& path) const {
    const std::string& place = row(rows.front()).place;
    const bool is_joined = statement.drift_class == DriftClass::missing ||
                           (statement.drift_class == DriftClass::drift && !statement.columns.empty());
    return path + '\0' + (is_joined ? parts_of(place).block : place);
  }

  std::string message_of(const check::RuleRecord& rule, const DriftStatement& statement,
                         const std::vector<std::size_t>& rows, const std::string& value) const {
    std::vector<std::string> names, environments;
    for (const std::size_t r : rows) names.push_back(parts_of(row(r).place).name);
    for (const std::size_t column : statement.columns) environments.push_back(group_.columns[column].label);
    std::string text = check::expand_message(rule.message, [&](std::string_view name) {
      if (name == "value") return value;
      if (name == "key") return listed(names);
      if (name == "path") return row(rows.front()).place;
      if (name == "environment") return listed(environments);
      if (name == "atom") return statement.message.empty() ? values_of(row(rows.front())) : statement.message;
      return std::string();
    });
    if (!statement.evidence.empty()) text += " (" + statement.evidence + ")";
    return text;
  }

  // "bridge" in dev, "awsvpc" in prod
  std::string values_of(const ComparedRow& one) const {
    std::string text;
    for (std::size_t c = 0; c < group_.columns.size(); ++c) {
      std::string value = one.cells[c].value;
      constexpr std::size_t kLongest = 60;
      base::abridge(value, kLongest);
      text += text.empty() ? "" : ", ";
      text += (value.empty() ? std::string("nothing") : base::quoted(value)) + " in " + group_.columns[c].label;
    }
    return text;
  }

  // The other variants first, then what else is said in the variant at fault.
  void relate(check::RawMatch& match, const std::vector<std::size_t>& rows, std::size_t column) const {
    const ComparedRow& first = row(rows.front());
    for (std::size_t c = 0; c < group_.columns.size(); ++c) {
      if (c == column) continue;
      const ComparedCell& cell = first.cells[c];
      std::string what = group_.columns[c].label;
      what += cell.state != diff::CellState::present ? " lacks it here" : " has this here";
      relate(match, cell.location, std::move(what));
    }
    for (const std::size_t r : rows) {
      const check::Location& other = row(r).cells[column].location;
      if (r == rows.front() || other.bytes == match.location.bytes) continue;
      if (match.related.size() < kMostRelated) {
        relate(match, other, "likewise here");
      } else {
        ++match.more_places;
      }
    }
  }

  static void relate(check::RawMatch& match, check::Location location, std::string what) {
    location.message = std::move(what);
    match.related.push_back(std::move(location));
  }

  const ComparedGroup& group_;
  const check::RuleSet& rules_;
  std::vector<DriftMatch> matches_;
  std::vector<Cause> causes_;
  std::map<std::tuple<const check::RuleRecord*, check::Level, std::vector<std::size_t>, std::string, std::string>,
           std::size_t>
      cause_of_;
};

}  // namespace

std::vector<DriftMatch> drift_matches(const ComparedGroup& group, const check::RuleSet& rules) {
  return MatchMaker(group, rules).run();
}

}  // namespace paritylint::session
