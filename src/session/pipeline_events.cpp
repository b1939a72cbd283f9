#include "session/pipeline_events.h"

#include <set>
#include <tuple>

namespace paritylint::session {

std::vector<manifest::PipelineEvent> pipeline_events(PipelineSources& sources, const RootFileLists& lists) {
  const manifest::RootPipelines pipelines = sources.follow(lists);
  manifest::PipelinePlaces places(sources.trees());
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
