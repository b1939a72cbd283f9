#include "config/config.h"

#include <algorithm>

#include "base/text.h"

namespace paritylint::config {

Portability Config::portability_of(std::string_view path) const {
  Portability result = Portability::automatic;
  for (const PortabilityOverride& one : portability) {
    const bool matches =
        std::ranges::any_of(one.files, [&](const std::string& glob) { return base::glob_matches(glob, path); });
    if (matches) result = one.mode;
  }
  return result;
}

}  // namespace paritylint::config
