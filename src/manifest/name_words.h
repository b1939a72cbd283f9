// The words of a manifest's file name that name neither its kind nor its environment: what is left is the service.
#pragma once

#include <string>
#include <string_view>

#include "base/span.h"

namespace paritylint::manifest {

// The service that a file name says: its words without the kind's ("taskdef"), the environment's (`word`, bytes of
// `name`; may be empty), a region and words of form ("template", "ecs"), in lower case, joined by '-'. Empty for most.
// "task-definition-tis-core-prod.json" says "tis-core".
std::string service_of_name(std::string_view name, base::Span word);

// True for a word that tells parts of one deployment apart (worker, cron, nginx) or forms of a file (template, old), so
// that it is no environment where an environment's word stands in a neighbour's name. `word` in any case.
bool tells_parts_apart(std::string_view word);

// `text` without every region name and the separator before it: one environment may have a file per region.
std::string without_region(std::string_view text);

// The first region name in `text`, or empty.
std::string_view region_in(std::string_view text);

}  // namespace paritylint::manifest
