// Which values can be a secret, once a name has promised one.
#pragma once

#include <string_view>

namespace paritylint::manifest {

// True when `value` could be the secret itself: not empty, no placeholder, ARN, parameter path, switch or small number.
// Placeholders are taken more strictly than elsewhere, because a password may begin with a dollar: $Hunt3r and
// <Hunt3r> are values, and so is the default of ${DB_PASSWORD:-hunter2}.
bool is_secret_value(std::string_view value);

// The same for the value of a known name: PWD alone is a working directory as often as a password.
bool is_secret(std::string_view name, std::string_view value);

}  // namespace paritylint::manifest
