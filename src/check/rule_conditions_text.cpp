// The conditions of a rule file: `where`.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/regex.h"
#include "check/message.h"
#include "check/rule_text.h"
#include "tree/json_path.h"
#include "tree/number.h"

namespace paritylint::check {
namespace {

using tree::Cursor;
using Kind = Condition::Kind;

constexpr std::array<std::string_view, 16> kKnown = {
    "has",    "matches", "equals", "one-of", "one-of-ignoring-case", "range",  "length",
    "type",   "not",     "all",    "any",    "placeholder",          "member", "sibling",
    "parent", "root"};

// Where in a manifest the queries under a key begin.
constexpr std::array<std::pair<std::string_view, Kind>, 4> kPlaces = {
    {{"member", Kind::at_member}, {"sibling", Kind::at_sibling}, {"parent", Kind::at_parent}, {"root", Kind::at_root}}};

bool is_capture_name_taken(std::string_view name) {
  return std::ranges::find(message_names(), name) != message_names().end() ||
         std::ranges::find(atom_names(), name, &AtomName::name) != atom_names().end();
}

// A member's name alone is taken as it stands; anything else is a query without its `$`.
std::string query_text(std::string_view text) {
  if (text.find_first_of(".[]*?@'\"") == std::string_view::npos) return "$['" + std::string(text) + "']";
  return (text.starts_with('.') || text.starts_with('[') ? "$" : "$.") + std::string(text);
}

// Reads conditions; a negated one is turned into its opposite down to the leaves.
class ConditionReader {
 public:
  explicit ConditionReader(RuleText& text) : text_(text) {}

  // The members of a mapping, side by side.
  std::vector<RuleCondition> members(const Cursor& where, bool negated);

 private:
  RuleCondition begin(const Cursor& at, Kind kind, bool negated) const;
  // All members of a mapping as one condition.
  RuleCondition together(const Cursor& where, bool negated);
  RuleCondition join(const Cursor& at, Kind kind, bool negated, std::vector<RuleCondition> parts) const;
  RuleCondition member(const Cursor& key, const Cursor& value, bool negated);
  RuleCondition group(const Cursor& key, const Cursor& list, bool negated);
  RuleCondition elsewhere(const Cursor& key, const Cursor& value, Kind kind, bool negated);
  RuleCondition one_place(const Cursor& query, const Cursor& value, Kind kind, bool negated);
  void read_leaf(std::string_view name, const Cursor& value, RuleCondition& condition);
  void read_atom(const Cursor& value, RuleCondition& condition);
  void read_pattern(const Cursor& value, RuleCondition& condition);
  void read_texts(const Cursor& value, RuleCondition& condition);
  void read_types(const Cursor& value, RuleCondition& condition);
  void read_bounds(const Cursor& value, RuleCondition& condition);
  double read_bound(const Cursor& value, bool is_length);

  RuleText& text_;
};

RuleCondition ConditionReader::begin(const Cursor& at, Kind kind, bool negated) const {
  RuleCondition condition;
  condition.row.kind = kind;
  condition.row.negated = negated;
  condition.source_line = text_.line_of(at);
  return condition;
}

std::vector<RuleCondition> ConditionReader::members(const Cursor& where, bool negated) {
  std::vector<RuleCondition> conditions;
  if (!where.is_mapping() || where.size() == 0) {
    text_.fail(where, "expected a mapping of conditions");
    return conditions;
  }
  text_.check_keys(where, kKnown);
  where.for_each_member([&](const Cursor& key, const Cursor& value) {
    if (std::ranges::find(kKnown, key.text()) != kKnown.end()) conditions.push_back(member(key, value, negated));
  });
  return conditions;
}

// One condition stands for itself. Of a negated group the opposite of one part is enough, so `all` and `any` change.
RuleCondition ConditionReader::join(const Cursor& at, Kind kind, bool negated, std::vector<RuleCondition> parts) const {
  if (parts.size() == 1) return std::move(parts.front());
  RuleCondition joined = begin(at, (kind == Kind::all) != negated ? Kind::all : Kind::any, false);
  joined.parts = std::move(parts);
  return joined;
}

RuleCondition ConditionReader::together(const Cursor& where, bool negated) {
  return join(where, Kind::all, negated, members(where, negated));
}

RuleCondition ConditionReader::member(const Cursor& key, const Cursor& value, bool negated) {
  const std::string_view name = key.text();
  if (name == "all" || name == "any") return group(key, value, negated);
  if (name == "not") {
    if (value.is_mapping() && value.size() > 1)
      text_.fail(value, "expected one condition under not (all or any joins several)");
    return together(value, !negated);
  }
  for (const auto& [place, kind] : kPlaces) {
    if (name == place) return elsewhere(key, value, kind, negated);
  }
  RuleCondition condition = begin(key, Kind::has_atom, negated);
  read_leaf(name, value, condition);
  return condition;
}

RuleCondition ConditionReader::group(const Cursor& key, const Cursor& list, bool negated) {
  std::vector<RuleCondition> parts;
  if (!list.is_sequence() || list.size() == 0) text_.fail(list, "expected a list of mappings of conditions");
  list.for_each_element([&](std::size_t, const Cursor& one) { parts.push_back(together(one, negated)); });
  return join(key, key.text() == "all" ? Kind::all : Kind::any, negated, std::move(parts));
}

RuleCondition ConditionReader::elsewhere(const Cursor& key, const Cursor& value, Kind kind, bool negated) {
  std::vector<RuleCondition> parts;
  if (!value.is_mapping() || value.size() == 0) {
    text_.fail(value, "expected a mapping of members or queries to present, absent or conditions");
  }
  value.for_each_member(
      [&](const Cursor& query, const Cursor& what) { parts.push_back(one_place(query, what, kind, negated)); });
  return join(key, Kind::all, negated, std::move(parts));
}

RuleCondition ConditionReader::one_place(const Cursor& query, const Cursor& value, Kind kind, bool negated) {
  RuleCondition condition = begin(query, kind, negated);
  condition.text = query_text(query.text());
  if (const auto parsed = tree::JsonPath::parse(condition.text); !parsed)
    text_.fail(query, "in the query " + condition.text + ": " + parsed.error().message);
  if (value.is_mapping()) {
    if (negated) {
      condition.parts.push_back(together(value, true));
    } else {
      condition.parts = members(value, false);
    }
    return condition;
  }
  static constexpr std::array<std::string_view, 2> kWords = {"present", "absent"};
  const std::string_view word = value.text();
  if (!value.is_scalar() || std::ranges::find(kWords, word) == kWords.end()) {
    text_.fail(value, "expected present, absent or a mapping of conditions" + base::did_you_mean(word, kWords));
  }
  if (word == "absent") condition.row.negated = !negated;
  return condition;
}

void ConditionReader::read_leaf(std::string_view name, const Cursor& value, RuleCondition& condition) {
  Condition& row = condition.row;
  if (name == "has") {
    read_atom(value, condition);
  } else if (name == "matches") {
    read_pattern(value, condition);
  } else if (name == "type") {
    read_types(value, condition);
  } else if (name == "range" || name == "length") {
    row.kind = name == "range" ? Kind::in_range : Kind::has_length;
    read_bounds(value, condition);
  } else if (name == "placeholder") {
    row.kind = Kind::is_placeholder;
    if (value.kind() != tree::NodeKind::boolean) text_.fail(value, "expected true or false");
    if (value.text() == "false") row.negated = !row.negated;
  } else {
    row.kind = Kind::one_of;
    row.ignores_case = name == "one-of-ignoring-case";
    if (name == "equals") {
      condition.text = text_.one_line(value);
    } else {
      read_texts(value, condition);
    }
  }
}

void ConditionReader::read_atom(const Cursor& value, RuleCondition& condition) {
  const std::string word = text_.text(value);
  const auto atom = std::ranges::find(atom_names(), word, &AtomName::name);
  if (atom != atom_names().end()) {
    condition.row.atom = atom->kind;
    condition.row.account_class = atom->account_class;
    return;
  }
  std::vector<std::string_view> names;
  for (const AtomName& known : atom_names()) names.push_back(known.name);
  text_.fail(value, "unknown atom " + base::quoted(word) + nearest_or_all(word, names));
}

void ConditionReader::read_pattern(const Cursor& value, RuleCondition& condition) {
  condition.row.kind = Kind::matches;
  condition.text = text_.text(value);
  const auto regex = base::Regex::compile(condition.text);
  if (!regex) return text_.fail(value, "in the regular expression: " + regex.error().message);
  condition.needed = regex->needed_texts();
  condition.groups = regex->group_names();
  for (const std::string& name : condition.groups) {
    if (is_capture_name_taken(name))
      text_.fail(value, "expected another name for the group, because {" + name + "} has a meaning in messages");
  }
}

void ConditionReader::read_texts(const Cursor& value, RuleCondition& condition) {
  if (!value.is_sequence() || value.size() == 0) return text_.fail(value, "expected a list of texts");
  value.for_each_element([&](std::size_t index, const Cursor& one) {
    if (index > 0) condition.text += '\n';
    condition.text += text_.one_line(one);
  });
}

void ConditionReader::read_types(const Cursor& value, RuleCondition& condition) {
  condition.row.kind = Kind::is_type;
  const auto add = [&](const Cursor& one) {
    const std::string_view word = one.text();
    const auto names = value_type_names();
    const auto found = std::ranges::find(names, word);
    if (!one.is_scalar() || found == names.end()) {
      return text_.fail(
          one, "expected string, number, integer, boolean, null, object or array" + base::did_you_mean(word, names));
    }
    condition.row.types = static_cast<std::uint8_t>(condition.row.types | (1u << (found - names.begin())));
  };
  if (!value.is_sequence()) return add(value);
  if (value.size() == 0) text_.fail(value, "expected at least one type");
  value.for_each_element([&](std::size_t, const Cursor& one) { add(one); });
}

double ConditionReader::read_bound(const Cursor& value, bool is_length) {
  const bool is_number = value.kind() == tree::NodeKind::integer || value.kind() == tree::NodeKind::real;
  const double number = is_number ? tree::number_value(value.text()).value_or(0) : 0;
  if (!is_number || !std::isfinite(number))
    text_.fail(value, "expected a number");
  else if (is_length && (number < 0 || number != std::floor(number)))
    text_.fail(value, "expected a whole number from 0");
  return number;
}

void ConditionReader::read_bounds(const Cursor& value, RuleCondition& condition) {
  static constexpr std::array<std::string_view, 2> kBounds = {"min", "max"};
  if (!value.is_mapping() || value.size() == 0) return text_.fail(value, "expected a mapping with min, max or both");
  text_.check_keys(value, kBounds);
  Condition& row = condition.row;
  const bool is_length = row.kind == Kind::has_length;
  if (const auto min = value.find("min")) row.min = read_bound(*min, is_length);
  if (const auto max = value.find("max")) row.max = read_bound(*max, is_length);
  if (row.min > row.max) text_.fail(value, "expected min to be at most max");
}

}  // namespace

std::vector<RuleCondition> read_conditions(RuleText& text, const Cursor& where) {
  return ConditionReader(text).members(where, false);
}

bool finds_atom(std::span<const RuleCondition> conditions) {
  return std::ranges::any_of(conditions, [](const RuleCondition& condition) {
    if (condition.row.kind == Kind::all || condition.row.kind == Kind::any) return finds_atom(condition.parts);
    return condition.row.kind == Kind::has_atom && !condition.row.negated;
  });
}

std::vector<std::string_view> captures_of(std::span<const RuleCondition> conditions, bool with_other_places) {
  std::vector<std::string_view> names;
  for (const RuleCondition& condition : conditions) {
    if (condition.row.negated || condition.row.kind == Kind::any) continue;
    names.insert(names.end(), condition.groups.begin(), condition.groups.end());
    if (is_elsewhere(condition.row.kind) && !with_other_places) continue;
    std::ranges::copy(captures_of(condition.parts, with_other_places), std::back_inserter(names));
  }
  return names;
}

}  // namespace paritylint::check
