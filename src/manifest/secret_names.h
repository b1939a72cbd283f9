// Which names of variables promise a secret, and which values can be one.
#pragma once

#include <string_view>

namespace paritylint::manifest {

// True for DB_PASSWORD, jwtSecret, api-key, splunk-token; false for names of something about a secret: TOKEN_TTL,
// SECRET_ARN, PASSWORD_FILE.
bool is_secret_name(std::string_view name);

// True when `value` could be the secret itself: not empty, no placeholder, ARN, parameter path, switch or small number.
bool is_secret_value(std::string_view value);

}  // namespace paritylint::manifest
