// Base64 as rule files use it to hold bytes that are no text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace paritylint::base {

// The bytes that `text` spells (RFC 4648 section 4, padding required, white space ignored), or nothing.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace paritylint::base
