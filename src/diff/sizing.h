// Fields and variables whose numbers differ between environments by intent: rules/data/sizing.json.
#pragma once

#include <span>
#include <string_view>

namespace paritylint::diff {

std::span<const std::string_view> sizing_fields();
std::span<const std::string_view> sizing_variable_words();  // lower case parts of names: "timeout" of HTTP_TIMEOUT

// True when the member or variable `name` is a size, count or time-out. Letter case is ignored in the variable's name.
bool is_sizing(std::string_view name, bool is_variable);

}  // namespace paritylint::diff
