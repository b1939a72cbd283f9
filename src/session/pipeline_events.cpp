#include "session/pipeline_events.h"

#include <set>
#include <tuple>

#include "session/root_files.h"

namespace paritylint::session {

std::vector<manifest::PipelineEvent> pipeline_events(const RootInputs& inputs) {
  const manifest::RootPipelines pipelines = follow_pipelines(inputs);
  manifest::PipelinePlaces places([&](std::string_view path) { return inputs.files->tree(path); });
  std::vector<manifest::PipelineEvent> events;
  std::set<std::tuple<std::string, std::string, std::uint32_t, std::string>> told;
  for (const auto& pipeline : pipelines.pipelines()) {
    for (manifest::PipelineEvent& event : manifest::account_of(*pipeline, places)) {
      if (told.emplace(event.file, event.path, event.line, event.tool + "\n" + event.what).second)
        events.push_back(std::move(event));
    }
  }
  return events;
}

}  // namespace paritylint::session
