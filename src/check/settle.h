// What happens to matches after the rules have run, always in this order, which decides what a user sees:
//   level by binding -> supersedes -> places of one cause become one finding -> fingerprint.
// Suppressions and the baseline have their place between the last two.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "check/finding.h"
#include "check/match.h"
#include "manifest/binding.h"

namespace paritylint::check {

// Where a file stands, as far as levels depend on it.
struct FileContext {
  std::string_view root;  // display prefix
  std::string_view path;  // root-relative
  manifest::ManifestKind kind = manifest::ManifestKind::taskdef;
  const manifest::BoundManifest* bound = nullptr;
};

// The findings of one file in their final order. `matches` may come in any order.
std::vector<Finding> settle(const FileContext& file, std::vector<RawMatch> matches);

// Give findings that share a fingerprint distinct ones (":2", ":3") in their order. Requires: findings are sorted.
void make_fingerprints_unique(std::vector<Finding>& findings);

}  // namespace paritylint::check
