#include "manifest/pipeline/pipeline_renderer.h"

#include <algorithm>

#include "base/text.h"

namespace paritylint::manifest {
namespace {

// Bytes that are worked through for one pipeline. Steps times the sizes of their files would have no bound.
constexpr std::size_t kMostBytes = 64u << 20;
constexpr std::size_t kMostReplacements = 50'000;
constexpr std::size_t kMostMatches = 256;

}  // namespace

PipelineRendering::PipelineRendering(const Pipeline& pipeline, PipelineFiles files)
    : pipeline_(pipeline), root_(std::move(files)), symbols_(pipeline.symbols) {
  for (std::uint32_t step = 0; step < pipeline_.steps.size(); ++step) run(step);
}

const RenderedText* PipelineRendering::input_of(std::uint32_t step) const {
  const auto found = inputs_.find(step);
  return found == inputs_.end() ? nullptr : &found->second;
}

bool PipelineRendering::spend(std::size_t bytes) {
  spent_ += bytes;
  return spent_ <= kMostBytes;
}

void PipelineRendering::run(std::uint32_t step) {
  const PipelineStep& one = pipeline_.steps[step];
  switch (one.kind) {
    case StepKind::write:
    case StepKind::render_image: {
      const bool has_pattern = one.is_in_place && one.outputs[0].kind == FileName::Kind::pattern;
      if (has_pattern) return write_pattern(step, one.outputs[0]);
      const RenderedText text = text_of(step, one.flow);
      for (const FileName& name : one.outputs) write(step, name, text);
      if (one.kind == StepKind::render_image) inputs_[step] = text;
      break;
    }
    case StepKind::copy:
    case StepKind::move:
      copy(step);
      break;
    case StepKind::remove:
      for (const FileName& name : one.outputs) {
        if (name.kind == FileName::Kind::path) remove(step, name.text);
      }
      break;
    case StepKind::register_task_definition:
    case StepKind::deploy_task_definition:
    case StepKind::deploy:
      if (one.flow.source != PipelineFlow::Source::nothing) inputs_[step] = text_of(step, one.flow);
      break;
    case StepKind::opaque:
      for (const FileName& name : one.outputs) doubt(step, name);
      break;
    default:
      break;
  }
}

void PipelineRendering::remove(std::uint32_t step, const std::string& path) {
  const PipelineStep& one = pipeline_.steps[step];
  RenderedFile& file = files_[path];
  file.is_removed = !one.is_conditional && one.condition.empty();
  file.steps.push_back(step);
}

void PipelineRendering::write(std::uint32_t step, const FileName& name, const RenderedText& text) {
  if (name.kind != FileName::Kind::path) return;
  const PipelineStep& one = pipeline_.steps[step];
  RenderedText written = one.appends ? content(step, name) : RenderedText();
  // What is appended to is there or made.
  if (one.appends && !files_.contains(name.text) && !root_.read(name.text)) written = {};
  if (one.appends) {
    written.append(text);
  } else {
    written = text;
  }
  if (one.is_conditional) written.add_condition();
  RenderedFile& file = files_[name.text];
  file.text = std::move(written);
  file.is_removed = false;
  file.condition = one.condition;
  file.steps.push_back(step);
}

// sed -i over a pattern: each file by itself.
void PipelineRendering::write_pattern(std::uint32_t step, const FileName& name) {
  for (const std::string& path : paths_of(name)) {
    PipelineFlow flow = pipeline_.steps[step].flow;
    flow.files = {{FileName::Kind::path, path, name.span}};
    write(step, flow.files[0], text_of(step, flow));
  }
}

void PipelineRendering::copy(std::uint32_t step) {
  const PipelineStep& one = pipeline_.steps[step];
  for (std::size_t i = 0; i < one.flow.files.size() && i < one.outputs.size(); ++i) {
    const FileName& from = one.flow.files[i];
    write(step, one.outputs[i], content(step, from));
    if (one.kind != StepKind::move || from.text == one.outputs[i].text) continue;
    remove(step, from.text);
  }
}

// A step that nobody follows may change these.
void PipelineRendering::doubt(std::uint32_t step, const FileName& name) {
  const PipelineStep& one = pipeline_.steps[step];
  for (const std::string& path : paths_of(name)) {
    RenderedText text = content(step, {FileName::Kind::path, path, name.span});
    text.add_doubt(symbols_.spelled(one.tool) + " may change it");
    RenderedFile& file = files_[path];
    file.text = std::move(text);
    file.is_removed = false;
    file.condition = one.condition;
    file.steps.push_back(step);
  }
}

std::vector<std::string> PipelineRendering::paths_of(const FileName& name) const {
  if (name.kind == FileName::Kind::path) return {name.text};
  if (name.kind == FileName::Kind::captured) return {};
  std::vector<std::string> paths;
  for (const auto& [path, file] : files_) {
    if (!file.is_removed && base::glob_matches(name.text, path)) paths.push_back(path);
  }
  if (root_.matching) {
    for (std::string& path : root_.matching(name.text)) {
      if (!files_.contains(path)) paths.push_back(std::move(path));
    }
  }
  std::ranges::sort(paths);
  if (paths.size() > kMostMatches) paths.resize(kMostMatches);
  return paths;
}

// A path that an action made up for a file of its own: with the step that makes it, it would not be there at all.
bool PipelineRendering::is_runner_file(std::string_view path) const {
  const auto symbol = symbol_at(path, 0);
  return symbol && symbols_.at(*symbol).kind == SymbolKind::runner_file;
}

// What a step wrote that ran only if something holds is certain for those that run under the same condition.
RenderedText PipelineRendering::written_content(std::uint32_t step, const std::string& path, const RenderedFile& file) {
  RenderedText text = file.text;
  const bool is_sure =
      file.condition.empty() || file.condition == pipeline_.steps[step].condition || is_runner_file(path);
  if (!is_sure) text.add_condition();
  return text;
}

RenderedText PipelineRendering::content(std::uint32_t step, const FileName& name) {
  const auto written = files_.find(name.text);
  if (written != files_.end() && name.kind == FileName::Kind::path && !written->second.is_removed) {
    if (spend(written->second.text.bytes().size())) return written_content(step, written->first, written->second);
  } else if (written == files_.end() && name.kind == FileName::Kind::path) {
    const auto bytes = root_.read(name.text);
    if (bytes && has_symbol(*bytes)) {
      RenderedText text = RenderedText::of_step(step, "");
      text.add_doubt("it holds characters for private use");
      return text;
    }
    if (bytes && spend(bytes->size())) return RenderedText::of_file(name.text, *bytes);
  } else if (name.kind == FileName::Kind::pattern) {
    RenderedText all;
    for (const std::string& path : paths_of(name)) all.append(content(step, {FileName::Kind::path, path, name.span}));
    all.add_doubt("which files it is made of is not known");
    return all;
  }
  RenderedText missing;
  missing.add_doubt(spent_ > kMostBytes ? "the pipeline is too large"
                                        : "the file " + symbols_.spelled(name.text) + " is not there");
  return missing;
}

RenderedText PipelineRendering::text_of(std::uint32_t step, const PipelineFlow& flow) {
  RenderedText text;
  switch (flow.source) {
    case PipelineFlow::Source::nothing:
      break;
    case PipelineFlow::Source::files:
      for (std::size_t i = 0; i < flow.files.size(); ++i) {
        if (i == 0) {
          text = content(step, flow.files[i]);
        } else {
          text.append(content(step, flow.files[i]));
        }
      }
      break;
    case PipelineFlow::Source::text:
      text = RenderedText::of_step(step, flow.text);
      break;
    case PipelineFlow::Source::service:
      text.add_doubt("AWS gives its content");
      break;
    case PipelineFlow::Source::unknown:
      text.add_doubt("a command prints its content");
      break;
  }
  for (const PipelineFilter& filter : flow.filters) apply(step, filter, text);
  return text;
}

void PipelineRendering::apply(std::uint32_t step, const PipelineFilter& filter, RenderedText& text) {
  if (!spend(text.bytes().size())) return text.add_doubt("the pipeline is too large");
  switch (filter.kind) {
    case PipelineFilter::Kind::sed:
      return apply_sed_filter(step, filter, text);
    case PipelineFilter::Kind::envsubst:
      return apply_envsubst_filter(step, filter, text);
    case PipelineFilter::Kind::jq:
      return apply_jq_filter(step, filter, text);
    case PipelineFilter::Kind::opaque:
      return text.add_doubt(symbols_.spelled(filter.tool) + " changes it");
  }
}

void PipelineRendering::apply_sed_filter(std::uint32_t step, const PipelineFilter& filter, RenderedText& text) {
  const std::string file = text.source_path();
  if (!spend(text.bytes().size() * filter.sed.commands.size())) return text.add_doubt("the pipeline is too large");
  const bool is_certain = text.doubt().empty();
  const std::vector<SedCount> counts = apply_sed(filter.sed, step, text);
  for (std::size_t i = 0; i < counts.size() && replacements_.size() < kMostReplacements; ++i) {
    const SedCommand& command = filter.sed.commands[i];
    if (command.deletes) continue;
    PipelineReplacement one;
    one.step = step;
    one.place = filter.place;
    one.file = file;
    one.is_certain = is_certain;
    one.pattern = command.written;
    one.token = command.text;
    for (const SedPiece& piece : command.replacement) {
      if (!piece.group) one.value += piece.text;
    }
    const bool depends =
        std::ranges::any_of(command.replacement, [](const SedPiece& piece) { return piece.group.has_value(); });
    if (depends) one.value.clear();
    one.replaced = counts[i].replaced;
    one.passed_over = counts[i].passed_over;
    replacements_.push_back(std::move(one));
  }
}

void PipelineRendering::apply_envsubst_filter(std::uint32_t step, const PipelineFilter& filter, RenderedText& text) {
  std::map<std::string, PipelineReplacement, std::less<>> found;
  const std::string file = text.source_path();
  const auto value_of = [&](std::string_view name) {
    const auto known = found.find(name);
    if (known != found.end()) {
      ++known->second.replaced;
      return known->second.value;
    }
    PipelineReplacement one;
    one.step = step;
    one.place = filter.place;
    one.kind = PipelineFilter::Kind::envsubst;
    one.file = file;
    one.pattern = "${" + std::string(name) + "}";
    one.token = one.pattern;
    one.replaced = 1;
    one.is_certain = text.doubt().empty();
    const VariableValue* variable = pipeline_.variable_at(name, filter.time);
    const auto given = filter.environment.find(std::string(name));
    if (given != filter.environment.end()) {
      one.value = given->second;
    } else if (variable == nullptr) {
      one.value = symbols_.add({SymbolKind::variable, std::string(name), one.pattern, {}});
    } else if (variable->is_exported) {
      one.value = variable->value;
    } else {
      one.is_unset = true;
    }
    return found.emplace(name, std::move(one)).first->second.value;
  };
  apply_envsubst(filter.envsubst, value_of, step, text);
  for (auto& [name, one] : found) {
    if (replacements_.size() < kMostReplacements) replacements_.push_back(std::move(one));
  }
}

void PipelineRendering::apply_jq_filter(std::uint32_t step, const PipelineFilter& filter, RenderedText& text) {
  const bool is_certain = text.doubt().empty();
  const std::string file = text.source_path();
  const std::vector<std::size_t> counts = apply_jq(filter.jq, step, text);
  for (std::size_t i = 0; i < counts.size() && replacements_.size() < kMostReplacements; ++i) {
    const JqStage& stage = filter.jq.stages[i];
    if (stage.kind != JqStage::Kind::assign && stage.kind != JqStage::Kind::put) continue;
    PipelineReplacement one;
    one.step = step;
    one.place = stage.input == kNoJqInput ? filter.place : pipeline_.steps[step].inputs[stage.input].place;
    one.kind = PipelineFilter::Kind::jq;
    one.file = file;
    one.is_certain = is_certain;
    one.pattern = spelled(stage.paths[0]);
    if (stage.kind == JqStage::Kind::put) one.pattern += "[" + stage.name + "]";
    one.value = stage.value;
    one.replaced = counts[i];
    replacements_.push_back(std::move(one));
  }
}

}  // namespace paritylint::manifest
