// Names of a file for suggestions and lists, with where they stand, so that a secret among them is masked.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "check/builtin/root_reporter.h"
#include "check/builtin/task_definition.h"

namespace paritylint::check::builtin {

struct PlacedName {
  std::string_view text;
  RootPlace place;
};

// Those of the containers that have one.
std::vector<PlacedName> container_names(const RootReporter& reporter, RootFile& file, const TaskDefinition& task);

// ", did you mean "X"?", or nothing when none is near or there are very many.
std::string did_you_mean(std::string_view word, std::span<const PlacedName> names);

}  // namespace paritylint::check::builtin
