// Harms: what a line of a build takes away for good or overwrites.
#pragma once

#include <string_view>
#include <vector>

#include "base/span.h"

namespace paritylint::check {

// What a command takes away or overwrites.
struct Harm {
  base::Span name;        // of the resource, in the command
  std::string_view what;  // "deletes a stack"
};

// Of all calls of the AWS command line in one line of a build, in order.
std::vector<Harm> harms_of(std::string_view command);

// The harm in whose name `word` stands; nullptr for none.
const Harm* harm_at(const std::vector<Harm>& harms, base::Span word);

}  // namespace paritylint::check
