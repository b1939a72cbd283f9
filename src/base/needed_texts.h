// What a text must hold for a pattern to be found in it: a few plain texts. Looking for them costs nothing beside
// compiling the pattern, and most patterns are found nowhere.
//
// A statement is a text of lines, all of which must be fulfilled. "^arn:" says how the text begins. Any other line has
// alternatives with tabs between them, one of which must stand in the text in any letter case. The empty statement is
// always fulfilled.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace paritylint::base {

// The statement for a pattern that is found only in texts that begin with `prefix` (in ASCII, may be empty), and of
// which `can_match` says whether it may be found in a text that holds these of `texts`, by index, and no others.
// Requires: what can match still can when more texts are there.
std::string needed_of(std::string_view prefix, const std::vector<std::string>& texts,
                      const std::function<bool(const std::vector<int>& present)>& can_match);

// False when `text` does not fulfil the statement, so that the pattern is not found in it.
bool may_be_found(std::string_view needed, std::string_view text);

}  // namespace paritylint::base
