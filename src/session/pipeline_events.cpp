#include "session/pipeline_events.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "base/text.h"

namespace paritylint::session {
namespace {

// Files are read once; their bytes stay.
class RootFiles {
 public:
  explicit RootFiles(const ReadBytes& read) : read_(read) {}

  std::optional<std::string_view> find(std::string_view path) {
    if (path.empty() || path[0] == '/' || path.starts_with("..") || manifest::has_symbol(path)) return std::nullopt;
    const auto [entry, is_new] = files_.try_emplace(std::string(path));
    File& file = entry->second;
    if (is_new) file.is_there = read_(entry->first, file.bytes).has_value();
    if (!file.is_there) return std::nullopt;
    return file.bytes.view();
  }

 private:
  struct File {
    input::Bytes bytes;
    bool is_there = false;
  };
  const ReadBytes& read_;
  std::map<std::string, File> files_;
};

}  // namespace

std::vector<manifest::PipelineEvent> pipeline_events(std::span<const std::string> buildspecs,
                                                     std::span<const std::string> manifests, const ReadBytes& read,
                                                     const tree::ReadOptions& options) {
  RootFiles files(read);
  const auto find = [&](std::string_view path) { return files.find(path); };
  const manifest::PipelineFiles root{find, [&](std::string_view pattern) {
                                       std::vector<std::string> fitting;
                                       std::ranges::copy_if(
                                           manifests, std::back_inserter(fitting),
                                           [&](const auto& one) { return base::glob_matches(pattern, one); });
                                       return fitting;
                                     }};
  std::vector<manifest::PipelineEvent> events;
  const tree::KeyTable keys;
  tree::Reader reader(keys);
  for (const std::string& path : buildspecs) {
    const auto bytes = find(path);
    if (!bytes) continue;
    tree::ReadResult parsed;
    reader.read(tree::guess_format(path, *bytes), *bytes, options, parsed);
    if (!parsed.complete) continue;
    const manifest::BuildspecPipeline pipeline = manifest::read_buildspec_pipeline(parsed.tree, path, find);
    const manifest::PipelineRendering rendering(pipeline.pipeline, root);
    std::ranges::move(manifest::account_of(pipeline, rendering, parsed.tree), std::back_inserter(events));
  }
  return events;
}

}  // namespace paritylint::session
