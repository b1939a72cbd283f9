// Ids that AWS draws when a resource is made, so that no two accounts have the same: fs-0a1b2c3d, us-east-1_AbCdEfGhI.
// Grammars: DOMAIN.md 5.2.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/span.h"
#include "manifest/atoms.h"

namespace paritylint::manifest {

// The id whose prefix is the word text[begin, dash) with a '-' behind it: EFS and FSx file systems, access points,
// subnets, security groups, VPCs, network interfaces, Cloud Map services and namespaces, multi-region KMS keys.
std::optional<base::Span> prefixed_id_at(std::string_view text, std::size_t begin, std::size_t dash);

// The Cognito user pool or identity pool whose id begins with `region`.
std::optional<base::Span> pool_id_at(std::string_view text, base::Span region);

// The UUID of a KMS key that begins at `begin`, where `key`, the name of the member, says that one stands there.
std::optional<base::Span> kms_key_id_at(std::string_view text, std::string_view key, std::size_t begin);

// True when the word is the id of a CloudFront distribution: it has the form, and `key` or the text before says so.
bool is_distribution_id(std::string_view text, std::string_view key, base::Span word);

// True when the resource of `arn` has a generated id as its name, all of it literal: target groups, load balancers,
// listeners, certificates, KMS keys, Cloud Map, web ACLs, file systems, pools, code connections.
bool names_generated_resource(std::string_view text, const Arn& arn);

}  // namespace paritylint::manifest
