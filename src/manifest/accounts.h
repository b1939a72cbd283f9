// When are twelve digits an AWS account? The digits decide nothing; what stands around them does.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/span.h"

namespace paritylint::manifest {

enum class AccountEvidence : std::uint8_t {
  none,    // another number: the tail of a UUID, a time, a phone number, an id in a web address
  weak,    // twelve digits in free text
  strong,  // the text or the key says that they are an account
};

// What `digits` are. Requires: exactly 12 digits with no letter or digit beside them, not in an ARN's account field
// and not before an ECR host, both of which are strong without question.
AccountEvidence judge_account(std::string_view text, std::string_view key, base::Span digits);

}  // namespace paritylint::manifest
