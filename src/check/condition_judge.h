// ConditionJudge: whether the conditions of rules hold for a subject, and what their patterns captured. Internal to
// src/check.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "check/elsewhere.h"
#include "check/file_atoms.h"
#include "check/places.h"
#include "check/rule_set.h"

namespace paritylint::check {

// One per engine. What `rules` and `atoms` are must outlive it.
class ConditionJudge {
 public:
  ConditionJudge(const RuleSet& rules, FileAtoms& atoms) : rules_(rules), atoms_(atoms) {}

  // Begin with another file. `max_visits` bounds the nodes that conditions on other places look at.
  void begin(const FileView& view, std::size_t max_visits);
  // True when they did not suffice: nothing that was said about the file counts.
  bool is_exhausted() const { return elsewhere_.is_exhausted(); }

  // True when each of the conditions holds.
  bool hold(std::span<const Condition> conditions, const Subject& subject);

  // Append what the named groups of patterns hold, of those that are sure to have matched: not under `any`, not
  // negated. Requires: hold() was true for the same arguments.
  void add_captures(std::span<const Condition> conditions, const Subject& subject, std::vector<Capture>& captures);

  // True when a `has` condition on the subject itself asks for the atom with this index.
  bool is_asked_for(std::span<const Condition> conditions, std::uint32_t atom, const Subject& subject) const;

 private:
  bool holds(const Condition& condition, std::span<const Condition> parts, const Subject& subject);
  // Whether a statement about a text or a value is true; nothing when it is about something that the subject has not.
  std::optional<bool> truth(const Condition& condition, const Subject& subject) const;
  std::optional<bool> is_of_type(const Condition& condition, const Subject& subject) const;
  std::optional<bool> has_length(const Condition& condition, const Subject& subject) const;
  std::optional<bool> is_one_of(const Condition& condition, const Subject& subject) const;
  bool has_placeholder(const Subject& subject) const;

  const RuleSet& rules_;
  FileAtoms& atoms_;
  const FileView* view_ = nullptr;
  Elsewhere elsewhere_;
  // What a condition on other places came to.
  struct Outcome {
    bool holds = false;
    std::optional<tree::Cursor> witness;  // the value that fulfils its parts
  };
  const Outcome* outcome(const Condition& condition, std::span<const Condition> parts, const Subject& subject);
  Outcome look_elsewhere(const Condition& condition, std::span<const Condition> parts, const tree::Cursor& start);
  // By condition and where its query begins: many values stand in one object.
  std::map<std::pair<const Condition*, tree::NodeId>, Outcome> known_;
  std::map<const Condition*, std::vector<std::string>> groups_;  // names, by `matches` condition
};

}  // namespace paritylint::check
