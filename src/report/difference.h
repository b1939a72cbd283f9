// What a finding about several environments stands on, as members of a JSON object.
#pragma once

#include "base/json_writer.h"
#include "check/finding.h"

namespace paritylint::report {

// The members class, evidence, places[] and more_places of the object that is open in `json`. A place is
// {place, environments[]}; an environment is {name, path, revision, present, value},
// where only what --ref read has a revision.
void write_difference(base::JsonWriter& json, const check::Difference& difference);

}  // namespace paritylint::report
