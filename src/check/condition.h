// Condition: one statement about a matched value, as flat constant data. rules/README.md explains them to the people
// who write rules.
//
// A tree of conditions stands in preorder: every condition is followed by its parts, and `size` says how many rows that
// makes. Negation stands at the leaves (the reader of rule files pushes it there), because a statement about something
// that a value does not have, such as the length of a number, does not hold, and its opposite does not hold either.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "manifest/atoms.h"

namespace paritylint::check {

// No bound: the ends of what a double holds.
constexpr double kNoMinimum = std::numeric_limits<double>::lowest();
constexpr double kNoMaximum = std::numeric_limits<double>::max();

struct Condition {
  enum class Kind : std::uint8_t {
    has_atom,        // an atom of `atom` that is evidence (check/evidence.h says when)
    matches,         // the regular expression `text` is found in the value
    one_of,          // the value is one of the '\n'-separated texts in `text`
    is_placeholder,  // the whole value is one
    is_type,         // one of `types`
    in_range,        // a number, also one that is written as a text, from `min` to `max`
    has_length,      // code points of a text, elements of a list, members of an object: from `min` to `max`
    all,             // each of its parts holds
    any,             // one of its parts holds
    // Some value that the query `text` selects fulfils all parts; when negated, every one does. Without parts: there is
    // such a value; when negated, there is none.
    at_member,   // from the value itself
    at_sibling,  // from the nearest object around it
    at_parent,   // from the nearest object around that one
    at_root,     // from the manifest's root
  };
  Kind kind = Kind::has_atom;
  bool negated = false;
  bool ignores_case = false;  // one_of
  std::uint8_t types = 0;     // is_type: bits of ValueType
  manifest::AtomKind atom = manifest::AtomKind::account_id;
  manifest::AccountClass account_class = manifest::AccountClass::ordinary;  // of an account_id that counts
  std::uint32_t size = 1;                                                   // rows: this one and its parts
  double min = kNoMinimum, max = kNoMaximum;                                // inclusive
  std::string_view text;
  std::string_view needed;  // matches: what base::may_be_found asks before the expression is compiled
};

constexpr bool is_elsewhere(Condition::Kind kind) { return kind >= Condition::Kind::at_member; }

// What a value may be; a whole number is `integer` and `number`.
enum class ValueType : std::uint8_t { string, number, integer, boolean, null, object, array };
std::span<const std::string_view> value_type_names();  // by ValueType

// An atom as rule files name it.
struct AtomName {
  manifest::AtomKind kind;
  std::string_view name;
  manifest::AccountClass account_class = manifest::AccountClass::ordinary;
};
std::span<const AtomName> atom_names();

// Call visit(condition, parts) for each condition that stands side by side in `conditions`.
template <class Visit>
void for_each_condition(std::span<const Condition> conditions, Visit&& visit) {
  for (; !conditions.empty(); conditions = conditions.subspan(conditions.front().size)) {
    visit(conditions.front(), conditions.subspan(1, conditions.front().size - 1));
  }
}

}  // namespace paritylint::check
