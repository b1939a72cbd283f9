// Loading a root's configuration: paritylint.yaml at its top and the local files that it extends.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "config/config.h"
#include "input/file_system.h"

namespace paritylint::config {

// The configuration at the top of `file_system`, or nothing when there is none. ErrorCode::invalid_config carries every
// mistake of all its files, one per line: `path:line:column: what was expected`; also for a file at the top whose name
// was surely meant to be paritylint.yaml (paritylint.yml), because it would be ignored. ErrorCode::io and too_large
// when the file cannot be read. An empty file, and one of comments only, is a configuration that says nothing.
//
// `extends` names files below the same top, relative to the file that names them. Each extended file comes before the
// one that extends it, a list in its order; a file that is reached twice counts where it is reached first. Deployments
// and portability follow each other, and so do folders of `rules`, relative to the file that names them; an environment
// of the same name replaces the earlier one whole, in its place.
base::Result<std::optional<Config>> load_config(const input::FileSystem& file_system);

// The same for the file that the user named, whatever it is called. ErrorCode::not_found when it does not exist.
base::Result<Config> load_config_file(const input::FileSystem& file_system, std::string_view path);

}  // namespace paritylint::config
