// Which of a finding's locations is the one that it is reported at.
#pragma once

#include <optional>
#include <string_view>

#include "check/finding.h"

namespace paritylint::session {

// Let the related location `index` be where the finding is reported; the former place becomes a related one, with the
// message that the other had, which is right for places of one kind. `text` is the content of the new place's file, for
// its line hash; nothing leaves the hash as it is.
void make_primary(check::Finding& finding, std::size_t index, std::optional<std::string_view> text);

}  // namespace paritylint::session
