// What the system refuses, in one wording: "cannot read "deploy/taskdef.json": permission denied".
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace paritylint::base {

// "permission denied": the system's text for an errno value, beginning in lower case.
std::string system_error_text(int error);

// The error "cannot ACTION "NAME": REASON". `name` is made printable and never cut: it is what the user has to find.
Error cannot(ErrorCode code, std::string_view action, std::string_view name, std::string_view reason);

// The same for an errno value: ErrorCode::not_found when something on the way does not exist, else ErrorCode::io.
Error cannot(std::string_view action, std::string_view name, int error);

}  // namespace paritylint::base
