// Where GitHub keeps workflows and a repository's own actions: pipelines that deploy manifests, read as context only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "input/file_system.h"

namespace paritylint::session {

// True for .github/workflows/*.yml and .github/actions/**/action.yml (and .yaml).
bool is_workflow(std::string_view path);

// Root-relative paths of them, sorted. Two listings when there are none.
std::vector<std::string> workflow_paths(const input::FileSystem& file_system);

}  // namespace paritylint::session
