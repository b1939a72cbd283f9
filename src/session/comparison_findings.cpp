#include "session/comparison_findings.h"

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "base/text.h"
#include "check/builtin/drift/drift_rules.h"

namespace paritylint::session {
namespace {

using check::DriftClass;
using check::DriftStatement;
using diff::CellState;

// Of a copy of a whole file nobody needs every place, and a value may be as long as a file.
constexpr std::size_t kMostPlaces = 20;
constexpr std::size_t kMostRelated = 100;
constexpr std::size_t kLongestValue = 1000;

class FindingMaker {
 public:
  FindingMaker(const ComparedGroup& group, const DriftStatement& statement) : group_(group), statement_(statement) {
    column_ = statement.columns.empty() ? group.columns.size() - 1 : statement.columns.back();
    for (const std::size_t row : statement.rows) {
      if (group.rows[row].cells[column_].state != CellState::covered) places_.push_back(row);
    }
    // All of it lies in blocks that are not there.
    if (places_.empty()) places_ = statement.rows;
  }

  check::Finding make(const check::RuleRecord& rule, const std::string& root) {
    check::Finding finding;
    finding.rule = &rule;
    finding.level = statement_.level;
    finding.root = root;
    finding.message = base::printable(message());
    finding.help = rule.help_line;
    if (places_.empty()) {
      finding.primary.path = group_.columns[column_].path;
    } else {
      const ComparedCell& cell = group_.rows[places_.front()].cells[column_];
      finding.primary = cell.location;
      finding.line_hash = cell.line_hash;
      finding.value = cell.value;
      add_related(finding);
    }
    add_fingerprints(finding);
    finding.difference = difference();
    return finding;
  }

 private:
  const ComparedRow& row(std::size_t place) const { return group_.rows[places_[place]]; }
  const std::string& label(std::size_t column) const { return group_.columns[column].label; }
  bool is_at_fault(std::size_t column) const {
    return std::ranges::find(statement_.columns, column) != statement_.columns.end();
  }

  std::string listed_columns() const {
    std::string text;
    for (std::size_t c = 0; c < group_.columns.size(); ++c) {
      if (c > 0) text += c + 1 == group_.columns.size() ? " and " : ", ";
      text += label(c);
    }
    return text;
  }

  // A sentence that stands alone: the first place is in it.
  std::string message() const {
    std::string text = statement_.message.empty() ? listed_columns() + " differ" : statement_.message;
    if (!places_.empty()) text += ": " + place_in_sentence(row(0).place);
    if (places_.size() > 1) {
      text += " and ";
      base::append_number(text, places_.size() - 1);
      text += places_.size() == 2 ? " more place" : " more places";
    }
    // Who has what is missing is told by the related locations.
    const bool is_told = statement_.drift_class == DriftClass::missing;
    if (!statement_.evidence.empty() && !is_told) text += "; " + statement_.evidence;
    return text;
  }

  // The other environments at the first place, then the other places of the same file.
  void add_related(check::Finding& finding) const {
    for (std::size_t c = group_.columns.size(); c-- > 0;) {
      if (c == column_) continue;
      finding.related.push_back(row(0).cells[c].location);
      finding.related.back().message = message_of(c);
    }
    std::set<std::pair<std::uint32_t, std::uint32_t>> known;
    const auto is_new = [&](const check::Location& one) {
      return known.emplace(one.bytes.begin, one.bytes.end).second;
    };
    is_new(finding.primary);
    for (std::size_t i = 1; i < places_.size(); ++i) {
      const check::Location& location = row(i).cells[column_].location;
      if (!is_new(location)) continue;
      if (finding.related.size() >= kMostRelated) {
        ++finding.more_places;
        continue;
      }
      finding.related.push_back(location);
      finding.related.back().message = "also here";
    }
  }

  std::string message_of(std::size_t column) const {
    const bool is_absent = row(0).cells[column].state != CellState::present;
    const bool is_same_fault = is_at_fault(column) && is_at_fault(column_);
    std::string text = is_absent ? "not in " : "in ";
    text += label(column);
    if (is_same_fault) text += is_absent ? " either" : " too";
    return base::printable(text);
  }

  void add_fingerprints(check::Finding& finding) const {
    std::set<std::string> places;
    for (const std::size_t place : places_) places.insert(group_.rows[place].place);
    if (places.empty()) places.insert(std::string());
    for (const std::string& place : places) {
      std::string identity(finding.rule->id);
      identity.append(1, '\0').append(finding.primary.path).append(1, '\0').append(place);
      std::string fingerprint = base::to_hex(base::hash128(identity));
      if (finding.fingerprint.empty()) {
        finding.fingerprint = std::move(fingerprint);
      } else {
        finding.other_places.push_back(std::move(fingerprint));
      }
    }
  }

  check::Difference difference() const {
    check::Difference difference;
    difference.drift_class = check::name(statement_.drift_class);
    difference.evidence = base::printable(statement_.evidence);
    for (std::size_t i = 0; i < std::min(places_.size(), kMostPlaces); ++i) {
      check::Difference::Place& place = difference.places.emplace_back();
      place.place = row(i).place;
      for (std::size_t c = 0; c < group_.columns.size(); ++c) {
        const ComparedCell& cell = row(i).cells[c];
        std::string value = cell.value;
        base::abridge(value, kLongestValue);
        place.values.push_back({label(c), group_.columns[c].path, cell.state == CellState::present, std::move(value)});
      }
    }
    difference.more_places = places_.size() - difference.places.size();
    return difference;
  }

  const ComparedGroup& group_;
  const DriftStatement& statement_;
  std::size_t column_;               // of the primary location
  std::vector<std::size_t> places_;  // rows
};

}  // namespace

std::vector<check::Finding> findings_of(const Comparisons& comparisons, const check::RuleSet& rules,
                                        const std::string& root) {
  std::vector<check::Finding> findings;
  for (const ComparedGroup& group : comparisons.groups) {
    for (const DriftStatement& statement : group.statements) {
      const check::RuleRecord* rule = check::drift_rule(statement.drift_class, rules);
      if (statement.level == check::Level::off || rule == nullptr) continue;
      findings.push_back(FindingMaker(group, statement).make(*rule, root));
    }
  }
  std::ranges::sort(findings, check::precedes);
  return findings;
}

}  // namespace paritylint::session
