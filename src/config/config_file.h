// ConfigFile: what one configuration file says for itself, before it is joined with those that it extends. Internal to
// src/config.
#pragma once

#include <vector>

#include "config/config.h"
#include "config/mistakes.h"

namespace paritylint::config {

// An environment with the places of what is compared with other environments.
struct ListedEnvironment {
  Environment value;
  Mark name;
  std::vector<Mark> synonyms;  // of value.synonyms, one each
  std::vector<Mark> files;     // of value.files, one each
};

struct ListedDeployment {
  Deployment value;
  std::vector<Mark> environments;  // of value.environments, one each
};

struct ConfigFile {
  std::vector<MarkedText> extends;  // paths as written
  std::vector<MarkedText> rules;    // folders, as written
  std::vector<ListedEnvironment> environments;
  std::vector<ListedDeployment> deployments;
  std::vector<PortabilityOverride> portability;
  std::vector<PlacedGlob> globs;  // as Config::globs
  std::vector<Ignore> ignore;
  std::vector<SeverityOverride> severity;
};

// Read one file; what is wrong in it goes to `mistakes` and is left out. `source` must outlive both results.
ConfigFile read_config_file(const ConfigSource& source, Mistakes& mistakes);

}  // namespace paritylint::config
