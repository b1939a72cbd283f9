// Region names by grammar: a partition's prefix, a direction, a number. New regions need no new table row.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/span.h"

namespace paritylint::manifest {

// The region that begins exactly at `begin`: us-east-1, us-gov-west-1, eusc-de-east-1. The letter of an availability
// zone may follow and is not part of it. Requires: `begin` begins a word.
std::optional<base::Span> region_at(std::string_view text, std::size_t begin);

// The partition of a region, "aws-cn"; empty when `name` as a whole is no region's name.
std::string_view partition_of(std::string_view name);

// The region that ends exactly at `end`.
std::optional<base::Span> region_before(std::string_view text, std::size_t end);

}  // namespace paritylint::manifest
