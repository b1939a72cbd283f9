// What PipelineReader does for workflows besides reading commands: shells of their own, actions, checkouts.
#include "base/text.h"
#include "manifest/pipeline/file_words.h"
#include "manifest/pipeline/pipeline_reader.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kMostFilesNamed = 64;

}  // namespace

// What the shell before it had and this one has not is not there any more.
void PipelineReader::begin_shell(const std::map<std::string, std::string, std::less<>>& environment,
                                 std::string_view folder) {
  const std::uint32_t now = ++time_;
  for (const auto& [name, variable] : variables_) {
    if (!environment.contains(name)) pipeline_.variables[name].push_back({now, "", false, {}});
  }
  std::erase_if(variables_, [&](const auto& one) { return !environment.contains(one.first); });
  for (const auto& [name, value] : environment) {
    const auto known = variables_.find(name);
    if (known != variables_.end() && known->second.value == value && known->second.is_exported) continue;
    set_variable(name, value, true, {});
  }
  exports_all_ = false;
  folder_ = located(folder, "");
}

std::uint32_t PipelineReader::add_fragment(PipelineFragment fragment) {
  pipeline_.fragments.push_back(std::move(fragment));
  return base::offset32(pipeline_.fragments.size() - 1);
}

PipelineStep PipelineReader::action_step(StepKind kind, std::string tool, std::uint32_t fragment) const {
  PipelineStep step;
  step.kind = kind;
  step.tool = std::move(tool);
  step.condition = condition_;
  step.place = {fragment, {0, base::offset32(pipeline_.fragments[fragment].text.size())}};
  step.flow.place = step.place;
  return step;
}

FileName PipelineReader::file_named(std::string_view text) const {
  FileName name;
  const bool is_pattern = text.find_first_of("*?[{") != std::string_view::npos;
  name.kind = is_pattern ? FileName::Kind::pattern : FileName::Kind::path;
  if (text.starts_with("file://")) text.remove_prefix(7);
  name.text = mounted(located(text, ""));
  return name;
}

void PipelineReader::read_opaque(PipelineFragment fragment, std::string tool) {
  if (has_symbol(fragment.text)) return;
  const std::uint32_t index = add_fragment(std::move(fragment));
  PipelineStep step = action_step(StepKind::opaque, std::move(tool), index);
  for (const std::string_view word : file_words(pipeline_.fragments[index].text)) {
    if (step.outputs.size() >= kMostFilesNamed) break;
    step.outputs.push_back({FileName::Kind::path, resolved(word), {}});
  }
  if (!step.outputs.empty()) add_step(std::move(step));
}

// A path of the workspace as one of the repository, or of another one that stands there. The longest folder counts.
std::string PipelineReader::mounted(std::string path) const {
  const bool is_symbolic =
      symbol_at(path, 0) && pipeline_.symbols.at(*symbol_at(path, 0)).kind == SymbolKind::runner_file;
  if (path.starts_with('/') || is_symbolic) return path;
  const PipelineMount* best = nullptr;
  for (const PipelineMount& mount : mounts_) {
    const bool is_inside = mount.folder.empty() || path == mount.folder ||
                           (path.starts_with(mount.folder) && path[mount.folder.size()] == '/');
    if (is_inside && (best == nullptr || mount.folder.size() >= best->folder.size())) best = &mount;
  }
  if (best == nullptr) return path;
  std::string inside = best->folder.empty() ? path : path.substr(std::min(path.size(), best->folder.size() + 1));
  return best->is_root ? inside : best->elsewhere + "/" + inside;
}

}  // namespace paritylint::manifest
