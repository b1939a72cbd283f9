// Hosts of AWS services, and the buckets inside them.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/span.h"

namespace paritylint::manifest {

// The end of the ECR host whose 12-digit account ends at `after_account`: .dkr.ecr.REGION.SUFFIX in all its spellings.
// The region and the suffix may be placeholders.
std::optional<std::size_t> ecr_host_end(std::string_view text, std::size_t after_account);

// The name of the host that the byte at `index` belongs to: letters, digits, dots, hyphens and placeholders' marks.
base::Span host_around(std::string_view text, std::size_t index);

// True for a host of AWS in any partition.
bool is_aws_host(std::string_view host);

// The bucket of an S3 URL whose word "s3" stands at `s3`: BUCKET.s3.REGION.amazonaws.com, s3.amazonaws.com/BUCKET.
std::optional<base::Span> bucket_of_host(std::string_view text, std::size_t s3);

// The bucket that begins at `begin` and ends at '/' or at what no bucket's name holds; nothing when it is empty or
// one placeholder.
std::optional<base::Span> bucket_at(std::string_view text, std::size_t begin);

}  // namespace paritylint::manifest
