// Which of a finding's locations is the one that it is reported at.
#pragma once

#include <optional>
#include <string_view>

#include "check/finding.h"

namespace paritylint::session {

// Let the related location `index` be where the finding is reported; the former place becomes a related one and is
// called `former_is` when it has no message. `text` is the content of the new place's file, for its line hash; nothing
// leaves the hash as it is.
void make_primary(check::Finding& finding, std::size_t index, std::string_view former_is,
                  std::optional<std::string_view> text);

}  // namespace paritylint::session
