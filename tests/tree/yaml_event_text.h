// A YAML tree as the event lines of the YAML test suite, without the marks that a tree does not keep (whether a
// document's `---` and `...` were written). For tests.
#pragma once

#include <string>
#include <string_view>

#include "tree/tree.h"

namespace paritylint::test {

std::string yaml_event_text(const tree::Tree& tree);

// The same of a suite's test.event file: the marks of documents removed.
std::string normalised_event_text(std::string_view events);

}  // namespace paritylint::test
