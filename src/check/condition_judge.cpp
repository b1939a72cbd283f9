#include "check/condition_judge.h"

#include <algorithm>
#include <cmath>

#include "base/needed_texts.h"
#include "base/text.h"
#include "base/utf8.h"
#include "check/evidence.h"
#include "manifest/placeholder.h"
#include "tree/number.h"

namespace paritylint::check {
namespace {

using manifest::Atom;
using manifest::AtomKind;
using tree::Cursor;
using tree::NodeKind;

std::uint8_t bit(ValueType type) { return static_cast<std::uint8_t>(1u << static_cast<unsigned>(type)); }

// The bits of the types that a node has; none for a token whose value is not known yet.
std::uint8_t types_of(const tree::Node& node, std::string_view text) {
  switch (node.kind) {
    case NodeKind::string:
      return bit(ValueType::string);
    case NodeKind::integer:
      return bit(ValueType::number) | bit(ValueType::integer);
    case NodeKind::real: {
      const double number = tree::number_value(text).value_or(0.5);
      return static_cast<std::uint8_t>(bit(ValueType::number) |
                                       (number == std::floor(number) ? bit(ValueType::integer) : 0u));
    }
    case NodeKind::boolean:
      return bit(ValueType::boolean);
    case NodeKind::null:
      return bit(ValueType::null);
    case NodeKind::mapping:
      return bit(ValueType::object);
    case NodeKind::sequence:
      return bit(ValueType::array);
    case NodeKind::unquoted:
    case NodeKind::alias:
      return 0;
  }
  return 0;
}

bool is_between(double number, const Condition& condition) {
  return (condition.min == kNoMinimum || number >= condition.min) &&
         (condition.max == kNoMaximum || number <= condition.max);
}

}  // namespace

void ConditionJudge::begin(const FileView& view, std::size_t max_visits) {
  view_ = &view;
  elsewhere_.begin(view, max_visits);
  known_.clear();
}

bool ConditionJudge::hold(std::span<const Condition> conditions, const Subject& subject) {
  bool all = true;
  for_each_condition(conditions, [&](const Condition& condition, std::span<const Condition> parts) {
    all = all && holds(condition, parts, subject);
  });
  return all;
}

bool ConditionJudge::holds(const Condition& condition, std::span<const Condition> parts, const Subject& subject) {
  if (condition.kind == Condition::Kind::all) return hold(parts, subject);
  if (condition.kind == Condition::Kind::any) {
    bool any = false;
    for_each_condition(parts, [&](const Condition& part, std::span<const Condition> its_parts) {
      any = any || holds(part, its_parts, subject);
    });
    return any;
  }
  if (is_elsewhere(condition.kind)) {
    const Outcome* const known = outcome(condition, parts, subject);
    return known != nullptr && known->holds;
  }
  const std::optional<bool> is_true = truth(condition, subject);
  return is_true && *is_true != condition.negated;
}

const ConditionJudge::Outcome* ConditionJudge::outcome(const Condition& condition, std::span<const Condition> parts,
                                                       const Subject& subject) {
  const std::optional<Cursor> start = elsewhere_.start(condition, subject);
  if (!start) return nullptr;
  const std::pair key(&condition, start->node());
  auto known = known_.find(key);
  if (known == known_.end()) known = known_.emplace(key, look_elsewhere(condition, parts, *start)).first;
  return &known->second;
}

ConditionJudge::Outcome ConditionJudge::look_elsewhere(const Condition& condition, std::span<const Condition> parts,
                                                       const Cursor& start) {
  const auto found = elsewhere_.select(condition, start);
  if (!found) return {};
  if (parts.empty()) return {found->empty() == condition.negated, {}};
  const auto fits = [&](const Cursor& value) { return hold(parts, atoms_.value_subject(value)); };
  if (condition.negated) return {std::ranges::all_of(*found, fits), {}};
  const auto witness = std::ranges::find_if(*found, fits);
  if (witness == found->end()) return {};
  return {true, *witness};
}

std::optional<bool> ConditionJudge::truth(const Condition& condition, const Subject& subject) const {
  if (condition.kind == Condition::Kind::is_type) return is_of_type(condition, subject);
  if (condition.kind == Condition::Kind::has_length) return has_length(condition, subject);
  const bool is_text = subject.part != Subject::Part::value || view_->tree->node(subject.node).is_scalar();
  if (!is_text) return std::nullopt;
  switch (condition.kind) {
    case Condition::Kind::has_atom:
      return std::ranges::any_of(atoms_.in(subject),
                                 [&](const Atom& atom) { return counts(atom, condition, atoms_.in(subject)); });
    case Condition::Kind::matches:
      // Most patterns are found in no text of a file, and then are never compiled.
      return base::may_be_found(condition.needed, subject.text) &&
             rules_.regex(condition).search(subject.text).has_value();
    case Condition::Kind::one_of:
      return is_one_of(condition, subject);
    case Condition::Kind::is_placeholder:
      return manifest::is_placeholder(subject.text);
    case Condition::Kind::in_range: {
      const auto number = tree::number_value(subject.text);
      if (!number || std::isnan(*number)) return std::nullopt;
      return is_between(*number, condition);
    }
    default:
      return std::nullopt;
  }
}

bool ConditionJudge::has_placeholder(const Subject& subject) const {
  return std::ranges::any_of(atoms_.in(subject), [](const Atom& atom) { return atom.kind == AtomKind::placeholder; });
}

// What a text that is filled in later will be, nobody knows: it may be one of the texts.
std::optional<bool> ConditionJudge::is_one_of(const Condition& condition, const Subject& subject) const {
  bool found = false;
  for_each_line(condition.text, [&](std::string_view line) {
    found = found || (condition.ignores_case ? base::equals_ignore_case(line, subject.text) : line == subject.text);
  });
  if (!found && has_placeholder(subject)) return std::nullopt;
  return found;
}

std::optional<bool> ConditionJudge::is_of_type(const Condition& condition, const Subject& subject) const {
  if (subject.part != Subject::Part::value) return std::nullopt;
  const std::uint8_t types = types_of(view_->tree->node(subject.node), subject.text);
  if (types == 0) return std::nullopt;
  return (types & condition.types) != 0;
}

std::optional<bool> ConditionJudge::has_length(const Condition& condition, const Subject& subject) const {
  if (subject.part != Subject::Part::comment) {
    const tree::Node& node = view_->tree->node(subject.node);
    if (node.is_collection()) {
      return is_between(static_cast<double>(Cursor(*view_->tree, subject.node).size()), condition);
    }
    if (node.kind != NodeKind::string) return std::nullopt;
  }
  if (has_placeholder(subject)) return std::nullopt;
  return is_between(static_cast<double>(base::code_point_length(subject.text)), condition);
}

void ConditionJudge::add_captures(std::span<const Condition> conditions, const Subject& subject,
                                  std::vector<Capture>& captures) {
  for_each_condition(conditions, [&](const Condition& condition, std::span<const Condition> parts) {
    if (condition.negated) return;
    if (condition.kind == Condition::Kind::all) return add_captures(parts, subject, captures);
    if (condition.kind == Condition::Kind::matches) {
      const base::Regex& regex = rules_.regex(condition);
      const auto [names, is_new] = groups_.try_emplace(&condition);
      if (is_new) names->second = regex.group_names();
      for (const std::string& name : names->second) {
        if (const auto part = regex.search_group(subject.text, name)) captures.push_back({name, subject, *part});
      }
      return;
    }
    if (!is_elsewhere(condition.kind) || parts.empty()) return;
    const Outcome* const known = outcome(condition, parts, subject);
    if (known != nullptr && known->witness) add_captures(parts, atoms_.value_subject(*known->witness), captures);
  });
}

bool ConditionJudge::is_asked_for(std::span<const Condition> conditions, std::uint32_t atom,
                                  const Subject& subject) const {
  bool asked = false;
  for_each_condition(conditions, [&](const Condition& condition, std::span<const Condition> parts) {
    if (condition.kind == Condition::Kind::all || condition.kind == Condition::Kind::any) {
      asked = asked || is_asked_for(parts, atom, subject);
    } else if (condition.kind == Condition::Kind::has_atom && !condition.negated) {
      asked = asked || counts(atoms_[atom], condition, atoms_.in(subject));
    }
  });
  return asked;
}

}  // namespace paritylint::check
