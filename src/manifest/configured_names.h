// What paritylint.yaml says of a manifest's environment: by its path, and by the accounts in it. Internal to
// root_names.cpp.
#pragma once

#include <string_view>

#include "config/config.h"
#include "manifest/root_names.h"

namespace paritylint::manifest {

// Set the environment that a glob of `config` gives to `path`, with its evidence, word and variant key, when one does.
void name_by_configuration(std::string_view path, const config::Config& config, const Vocabulary& vocabulary,
                           ManifestName& name);

// Set environment and evidence when the accounts of `identity` (may be nullptr) that `config` declares belong to one
// environment and to no other; what it does not declare, as a registry's account, says nothing. False when none do.
bool name_by_accounts(const Identity* identity, const config::Config& config, ManifestName& name);

// The same for the region in a path, which one environment alone declares.
bool name_by_region(std::string_view region, const config::Config& config, ManifestName& name);

}  // namespace paritylint::manifest
