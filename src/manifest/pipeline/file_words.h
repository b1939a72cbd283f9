// Words that look like names of files: what a command or an action that nobody follows may write to.
#pragma once

#include <string_view>
#include <vector>

namespace paritylint::manifest {

// It has an ending: "deploy/taskdef.json".
bool is_file_like(std::string_view text);

// Those of a text, between white space and quotes.
std::vector<std::string_view> file_words(std::string_view text);

}  // namespace paritylint::manifest
