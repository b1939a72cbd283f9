#include "check/evidence.h"

#include <algorithm>

namespace paritylint::check {

using manifest::Atom;
using manifest::AtomKind;

namespace {

// The first atom inside `outer` that `claim` holds for. Atoms stand sorted by their begin, so that looking inside each
// of many atoms costs what stands there, not all of them.
template <class Claim>
const Atom* find_inside(std::span<const Atom> atoms, base::Span outer, Claim&& claim) {
  const auto first = std::ranges::lower_bound(atoms, outer.begin, {}, [](const Atom& atom) { return atom.span.begin; });
  for (auto at = first; at != atoms.end() && at->span.begin < outer.end; ++at) {
    if (outer.contains(at->span) && claim(*at)) return &*at;
  }
  return nullptr;
}

}  // namespace

const Atom* account_inside(std::span<const Atom> atoms, base::Span outer) {
  return find_inside(atoms, outer, [](const Atom& a) {
    return a.kind == AtomKind::account_id && a.account_class == manifest::AccountClass::ordinary && a.strong;
  });
}

namespace {

// True when an account inside `outer` is nobody's own: of the documentation, of AWS, of the Marketplace.
bool has_other_account(std::span<const Atom> atoms, base::Span outer) {
  return find_inside(atoms, outer, [](const Atom& a) {
           return a.kind == AtomKind::account_id && a.account_class != manifest::AccountClass::ordinary;
         }) != nullptr;
}

// True for the region in the host of a Marketplace image, which is the same for every buyer. Only what begins shortly
// before the region can be its host.
bool is_marketplace_region(const Atom& region, std::span<const Atom> atoms) {
  constexpr std::uint32_t kReach = 64;
  const std::uint32_t first = region.span.begin > kReach ? region.span.begin - kReach : 0;
  return find_inside(atoms, {first, region.span.begin}, [](const Atom& a) {
           return a.kind == AtomKind::account_id && a.account_class == manifest::AccountClass::marketplace;
         }) != nullptr;
}

}  // namespace

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
      return find_inside(atoms, atom.span, [](const Atom& a) { return a.kind == AtomKind::placeholder; }) == nullptr;
    case AtomKind::environment_word:
      return atom.strong;
    case AtomKind::generated_id:
    case AtomKind::endpoint:
      return !has_other_account(atoms, atom.span);
    case AtomKind::region:
      return !is_marketplace_region(atom, atoms);
    case AtomKind::partition:
    case AtomKind::placeholder:
      return true;
  }
  return false;
}

}  // namespace paritylint::check
