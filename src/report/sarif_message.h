// The text of a SARIF result: the finding's message as a sentence, then links to its related locations.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "report/format.h"

namespace paritylint::report {

// More are neither linked nor listed: GitHub shows 100 locations of a result, the primary one among them.
constexpr std::size_t kMaxSarifRelated = 99;

// `text` as SARIF plain message text: made printable, braces doubled (3.11.5), and nothing in it reads as a link.
std::string sarif_text(std::string_view text);

// sarif_text(text) as a sentence: with a capital, and with a full stop unless it ends like one.
std::string sarif_sentence(std::string_view text);

// The message of `finding`; the related location at index i is linked as i + 1.
std::string sarif_message(const Report& report, const check::Finding& finding);

}  // namespace paritylint::report
