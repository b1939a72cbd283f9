// What envsubst does to a text: $NAME and ${NAME}, of a list or all.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/pipeline/rendered_text.h"

namespace paritylint::manifest {

struct EnvironmentReference {
  base::Span span;  // $NAME or ${NAME} in the text
  std::string_view name;
};

// What envsubst would replace when it has no list, in order. $$, ${X:-d}, $1 are none.
std::vector<EnvironmentReference> find_environment_references(std::string_view text);

struct EnvironmentSubstitution {
  std::optional<std::vector<std::string>> names;  // of the list; nothing: all
};

// `value_of` gives the value of an exported variable, symbols allowed; "" for one that is known to be none.
void apply_envsubst(const EnvironmentSubstitution& substitution,
                    const std::function<std::string(std::string_view name)>& value_of, std::uint32_t step,
                    RenderedText& text);

}  // namespace paritylint::manifest
