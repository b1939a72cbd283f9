// What happens to matches after the rules have run, always in this order, which decides what a user sees:
//   level by binding and configuration -> supersedes -> suppress -> places of one cause become one finding ->
//   fingerprint.
// A suppression takes its places out of a finding; the others stay one. The baseline comes last, when fingerprints are
// unique (check/baseline.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "check/finding.h"
#include "check/match.h"
#include "check/policy.h"
#include "check/suppress.h"
#include "manifest/binding.h"

namespace paritylint::check {

// Where a file stands, as far as levels depend on it.
struct FileContext {
  std::string_view root;  // display prefix
  std::string_view path;  // root-relative
  manifest::ManifestKind kind = manifest::ManifestKind::taskdef;
  const manifest::BoundManifest* bound = nullptr;  // null when no rule at hand asks for it
  const Policy* policy = nullptr;                  // null: the configuration says nothing about rules
  FileSuppressions* suppressions = nullptr;        // null: nothing is suppressed
  bool is_readable = true;  // an unreadable file's findings are silenced by the rule's own id only, not with a theme
};

// The findings of one file in their final order, the suppressed ones among them. `matches` may come in any order.
std::vector<Finding> settle(const FileContext& file, std::vector<RawMatch> matches);

// Give findings that share a fingerprint distinct ones (":2", ":3") in their order, those of `suppressed` after all
// others, so that a suppression changes no other finding's. Requires: both are sorted.
void make_fingerprints_unique(std::vector<Finding>& findings, std::vector<Finding>& suppressed);

}  // namespace paritylint::check
