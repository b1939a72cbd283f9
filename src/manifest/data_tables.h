// The tables of rules/data as constant data: compiled in by rules/data/embed.cmake.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "manifest/atoms.h"
#include "manifest/environment.h"

namespace paritylint::manifest {

struct KnownAccount {
  std::uint64_t id = 0;
  AccountClass account_class = AccountClass::ordinary;
  std::string_view group;  // "appmesh-envoy", "Datadog"
};

// Accounts that are nobody's environment, in ascending order of id.
std::span<const KnownAccount> known_accounts();

struct Partition {
  std::string_view id;  // "aws-cn"
  std::string_view dns_suffix;
  std::string_view dual_stack_dns_suffix;
  std::span<const std::string_view> region_prefixes;  // what its region names begin with: "us-gov"
  std::span<const std::string_view> regions;
};

std::span<const Partition> partitions();

// Suffixes of ECR hosts that are no partition's DNS suffix.
std::span<const std::string_view> extra_ecr_suffixes();

// Words beside an environment's that tell its halves apart: "blue" of prod-blue.
std::span<const std::string_view> environment_colours();

// Words of file names that say how the file is made or used, not what it deploys: "template", "rendered".
std::span<const std::string_view> form_words();

// Words of parts of a system and steps of a build that stand where an environment could: "worker", "lint".
std::span<const std::string_view> part_words();

}  // namespace paritylint::manifest
