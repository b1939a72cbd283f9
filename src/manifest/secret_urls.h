// Logins inside addresses: scheme://user:password@host, user:password@tcp(host).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace paritylint::manifest {

// Append the password of the URL whose `://` begins at `colon`, or a long token in the user's place.
void append_login_span(std::string_view text, std::size_t colon, std::vector<base::Span>& spans);

// Append the password of Go's names of data sources, user:password@tcp(host:3306)/name, whose @ stands at `at`.
void append_source_name_span(std::string_view text, std::size_t at, std::vector<base::Span>& spans);

}  // namespace paritylint::manifest
