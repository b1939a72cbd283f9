#include "check/evidence.h"

#include <algorithm>

namespace paritylint::check {

using manifest::Atom;
using manifest::AtomKind;

namespace {

// The atoms that begin inside `outer`: those before and behind it need not be looked at, however many there are.
std::span<const Atom> beginning_inside(std::span<const Atom> atoms, base::Span outer) {
  const auto begin_of = [](const Atom& atom) { return atom.span.begin; };
  const auto first = std::ranges::lower_bound(atoms, outer.begin, {}, begin_of);
  return {first, std::ranges::lower_bound(first, atoms.end(), outer.end, {}, begin_of)};
}

bool any_inside(std::span<const Atom> atoms, base::Span outer, AtomKind kind) {
  return std::ranges::any_of(beginning_inside(atoms, outer),
                             [&](const Atom& a) { return a.kind == kind && outer.contains(a.span); });
}

}  // namespace

const Atom* account_inside(std::span<const Atom> atoms, base::Span outer) {
  const auto near = beginning_inside(atoms, outer);
  const auto found = std::ranges::find_if(near, [&](const Atom& a) {
    return a.kind == AtomKind::account_id && a.account_class == manifest::AccountClass::ordinary && a.strong &&
           outer.contains(a.span);
  });
  return found == near.end() ? nullptr : &*found;
}

bool counts(const Atom& atom, const Condition& condition, std::span<const Atom> atoms) {
  if (atom.kind != condition.atom) return false;
  switch (atom.kind) {
    case AtomKind::account_id:
      return atom.strong && atom.account_class == condition.account_class;
    case AtomKind::role_arn:
    case AtomKind::arn:
    case AtomKind::ecr_host:
    case AtomKind::secret_arn:
    case AtomKind::parameter_arn:
      return account_inside(atoms, atom.span) != nullptr;
    case AtomKind::s3_bucket:
      return !any_inside(atoms, atom.span, AtomKind::placeholder);
    case AtomKind::environment_word:
      return atom.strong;
    case AtomKind::region:
    case AtomKind::placeholder:
      return true;
  }
  return false;
}

}  // namespace paritylint::check
