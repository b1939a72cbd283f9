// What is wrong with a root's configuration, as failures of the root.
#pragma once

#include <vector>

#include "base/result.h"
#include "session/session.h"

namespace paritylint::session {

// Append each line of an error of src/config, `path:line:column: what was expected`, as a failure at that place. A line
// without a place is a failure of the root.
void add_config_failures(const base::Error& error, std::vector<ReadFailure>& failures);

}  // namespace paritylint::session
