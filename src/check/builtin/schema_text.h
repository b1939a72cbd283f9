// The schemas of rules/schemas, as they were compiled into the program.
#pragma once

#include <string_view>

#include "manifest/kind.h"

namespace paritylint::check::builtin {

// The JSON text of the schema of a kind. Static.
std::string_view schema_text(manifest::ManifestKind kind);

}  // namespace paritylint::check::builtin
