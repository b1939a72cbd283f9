#include "config/config.h"

#include <algorithm>

#include "base/text.h"

namespace paritylint::config {

const PortabilityOverride* Config::portability_of(std::string_view path) const {
  const auto matches = [&](const PortabilityOverride& one) {
    return std::ranges::any_of(one.files, [&](const std::string& glob) { return base::glob_matches(glob, path); });
  };
  const auto last = std::find_if(portability.rbegin(), portability.rend(), matches);
  return last == portability.rend() ? nullptr : &*last;
}

}  // namespace paritylint::config
