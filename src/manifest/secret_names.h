// Which names of variables promise a secret.
#pragma once

#include <string_view>

namespace paritylint::manifest {

// True for DB_PASSWORD, PGPASSWORD, jwtSecret, api-key, Authorization; false for names of something about a secret:
// TOKEN_TTL, SECRET_ARN, PASSWORD_FILE.
bool is_secret_name(std::string_view name);

}  // namespace paritylint::manifest
