// Placeholders: the tokens in a manifest that something is meant to replace before it is used. DOMAIN.md 4.1.
#pragma once

#include <optional>
#include <string_view>

#include "base/span.h"

namespace paritylint::manifest {

// The placeholder that begins exactly at `begin`: <X> ${X} $X {{X}} %X% __X__ @X@ #{X}, or a bare word that begins MY_
// or YOUR_ or ends in _PLACEHOLDER. ${AWS::X} (CloudFormation) counts as one.
std::optional<base::Span> placeholder_at(std::string_view text, std::size_t begin);

// True when `text` is one placeholder and nothing else.
bool is_placeholder(std::string_view text);

}  // namespace paritylint::manifest
