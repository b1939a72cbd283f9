// The words of the built-in environments (rules/data/environments.json). Internal to src/config; what they mean is for
// src/manifest.
#pragma once

#include <span>
#include <string_view>

namespace paritylint::config {

// One list per environment, in lower case, its name first.
std::span<const std::span<const std::string_view>> built_in_environments();

}  // namespace paritylint::config
