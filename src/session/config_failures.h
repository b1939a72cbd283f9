// What is wrong with a root's configuration, as failures of the root.
#pragma once

#include <vector>

#include "base/result.h"
#include "input/root.h"
#include "session/session.h"

namespace paritylint::session {

// Append each line of an error of src/config, `path:line:column: what was expected`, as a failure of that file, named
// as the user names it. A line without a place is one of the root.
void add_config_failures(const base::Error& error, const input::Root& root, std::vector<ReadFailure>& failures);

}  // namespace paritylint::session
