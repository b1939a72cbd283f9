// What a partial clone left out, told once: a list with the command that fetches it, instead of a failure per file.
#pragma once

#include <string>
#include <vector>

#include "input/root.h"
#include "session/session.h"

namespace paritylint::session {

// Replace all failures of `root` that are ErrorCode::missing_object by one without a path, which names all objects.
void join_missing_objects(const input::Root& root, std::vector<ReadFailure>& failures);

}  // namespace paritylint::session
