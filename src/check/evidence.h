// Which atoms are evidence that a value is bound to one account or environment. Internal to src/check.
#pragma once

#include <span>

#include "check/rule.h"
#include "manifest/atoms.h"

namespace paritylint::check {

// True when `atom` counts for a condition `has`: accounts of AWS, of the documentation and doubtful numbers are no
// evidence, an ARN is only as hardcoded as its account, a bucket whose name is filled in later is not hardcoded at all.
// `atoms` are all atoms of the same text, as scan_atoms orders them.
bool counts(const manifest::Atom& atom, const Condition& condition, std::span<const manifest::Atom> atoms);

// The ordinary account inside `outer` (bytes of the scanned text), or nullptr.
const manifest::Atom* account_inside(std::span<const manifest::Atom> atoms, base::Span outer);

}  // namespace paritylint::check
