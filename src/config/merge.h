// Joining the files of one configuration, and what can be judged only when all are joined. Internal to src/config.
#pragma once

#include "config/config_file.h"

namespace paritylint::config {

// Put what `file` says behind what `merged` says already. An environment of the same name, letter case ignored,
// replaces the earlier one whole and keeps its place in the order. The files' `extends` are left alone.
void merge_config_file(ConfigFile& merged, ConfigFile file);

// Words and globs that belong to two environments, and deployments to environments that nobody declares.
void check_merged(const ConfigFile& merged, Mistakes& mistakes);

}  // namespace paritylint::config
