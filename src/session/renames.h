// Renames: which manifests of a root stood under another path in an earlier state.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "input/root.h"
#include "session/session.h"

namespace paritylint::session {

// Former paths by present ones, both root-relative.
using Renames = std::map<std::string, std::string, std::less<>>;

// The manifests of `now` that `base` does not have, each with the manifest of `earlier` that is gone from `root` and
// has the same bytes, else with one of the same kind that shares at least half of its lines. A former path is used
// once. What cannot be read was not renamed.
Renames find_renames(const input::Root& root, const std::vector<FileSummary>& now, const input::Root& base,
                     const std::vector<FileSummary>& earlier, std::size_t max_bytes);

}  // namespace paritylint::session
