// Hosts that belong to one resource of one account: databases, caches, load balancers, APIs, queues, distributions.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/span.h"

namespace paritylint::manifest {

// The endpoint around the word "amazonaws" at `word`, without scheme and port; of a queue's URL everything up to the
// end of the queue's name. Nothing for the host of a whole service and for one whose own part is a placeholder.
std::optional<base::Span> aws_endpoint_at(std::string_view text, std::size_t word);

// The same for the word "cloudfront" at `word`: d111111abcdef8.cloudfront.net.
std::optional<base::Span> cloudfront_endpoint_at(std::string_view text, std::size_t word);

}  // namespace paritylint::manifest
