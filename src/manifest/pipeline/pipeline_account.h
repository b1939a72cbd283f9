// What a pipeline does to each file, in sentences with places: what `explain` prints.
#pragma once

#include <string>
#include <vector>

#include "manifest/pipeline/deployment.h"
#include "manifest/pipeline/pipeline_places.h"

namespace paritylint::manifest {

struct PipelineEvent {
  std::string file;        // what it happens to, root-relative
  std::string path;        // where the command stands: the buildspec or workflow, a script or action that it calls
  std::uint32_t line = 0;  // 1-based
  std::string tool;        // "sed"
  std::string what;        // "<ENV> becomes ${ENV}, 2 times"; may hold bytes of the files
};

// In the order of the steps; artifacts last. `places` leads into the files of the pipeline.
std::vector<PipelineEvent> account_of(const SeenPipeline& seen, PipelinePlaces& places);

}  // namespace paritylint::manifest
