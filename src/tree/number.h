// Numbers as JSON and YAML's core schema spell them.
#pragma once

#include <optional>
#include <string_view>

namespace paritylint::tree {

// The value of a number's text: 12, -0.5e3, +7, 0x1F, 0o17, .inf. Beyond a double's range it is infinite or zero.
// Nothing when the text is no number.
std::optional<double> number_value(std::string_view text);

}  // namespace paritylint::tree
