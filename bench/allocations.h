// Counts calls of operator new, so that a benchmark can say how often a warm reader allocates.
#pragma once

#include <cstdint>

namespace paritylint::bench {

// Calls of any operator new on the calling thread since it began. malloc itself is not seen.
std::uint64_t allocations_on_this_thread();

}  // namespace paritylint::bench
