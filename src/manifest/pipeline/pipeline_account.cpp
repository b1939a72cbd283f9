#include "manifest/pipeline/pipeline_account.h"

#include <algorithm>

#include "base/text.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kLongestText = 120;

class Accountant {
 public:
  Accountant(const SeenPipeline& seen, PipelinePlaces& places)
      : seen_(seen), pipeline_(seen.pipeline), rendering_(*seen.rendering), places_(places) {}

  std::vector<PipelineEvent> account() {
    const auto& steps = pipeline_.steps;
    std::size_t next = 0;
    const auto& replacements = rendering_.replacements();
    for (std::uint32_t i = 0; i < steps.size(); ++i) {
      tell_step(i);
      for (; next < replacements.size() && replacements[next].step == i; ++next) tell(replacements[next]);
    }
    for (const PipelineArtifact& artifact : seen_.artifacts) {
      const std::string of = artifact.artifact.empty() ? "" : " of " + artifact.artifact;
      add(artifact.path, places_.of(seen_.path, artifact.node), "artifacts", "handed on" + of);
      const auto made = rendering_.files().find(artifact.path);
      const std::string source = made == rendering_.files().end() ? "" : made->second.text.source_path();
      if (source.empty() || source == artifact.path) continue;
      add(source, places_.of(seen_.path, artifact.node), "artifacts", "handed on as " + shown(artifact.path) + of);
    }
    for (const auto& [path, file] : rendering_.files()) {
      if (file.text.doubt().empty() || file.is_removed) continue;
      const CommandPlace& place = steps[file.steps.back()].place;
      add(path, places_.of(pipeline_, place), "", "its content is not certain: " + file.text.doubt());
    }
    return std::move(events_);
  }

 private:
  std::string shown(std::string_view text) const {
    std::string out = rendering_.symbols().spelled(text);
    base::abridge(out, kLongestText);
    return out;
  }

  void add(std::string_view file, FilePlace place, std::string_view tool, std::string what) {
    events_.push_back({shown(file), std::move(place.path), place.line_1based, shown(tool), std::move(what)});
  }

  void tell_step(std::uint32_t index) {
    const PipelineStep& step = pipeline_.steps[index];
    const auto tell_of = [&](const FileName& name, const std::string& what) {
      add(name.text, places_.of(pipeline_, step.place), step.tool, what + circumstance(step));
    };
    switch (step.kind) {
      case StepKind::write:
      case StepKind::render_image:
      case StepKind::copy:
      case StepKind::move:
        tell_written(step, tell_of);
        break;
      case StepKind::remove:
        for (const FileName& name : step.outputs) tell_of(name, "deleted");
        break;
      case StepKind::register_task_definition:
      case StepKind::deploy_task_definition:
      case StepKind::deploy:
        tell_deployed(index, tell_of);
        break;
      case StepKind::opaque:
        for (const FileName& name : step.outputs) tell_of(name, "may change it");
        break;
      case StepKind::script:
        for (const FileName& name : step.outputs)
          tell_of(name, step.is_followed ? "run" : "run; what it does is not seen");
        break;
      default:
        break;
    }
  }

  std::string circumstance(const PipelineStep& step) const {
    if (!step.condition.empty()) return ", if " + shown(step.condition);
    return step.is_conditional ? ", in some cases only" : "";
  }

  // Told of the manifest that the text comes from, whatever the consumer calls it.
  template <class Tell>
  void tell_deployed(std::uint32_t index, const Tell& tell_of) {
    const PipelineStep& step = pipeline_.steps[index];
    std::string what = step.kind == StepKind::register_task_definition ? "registered" : "deployed";
    const RenderedText* text = rendering_.input_of(index);
    if (text == nullptr || text->source_path().empty()) {
      for (const FileName& name : step.flow.files) tell_of(name, what);
      return;
    }
    const bool is_other = !step.flow.files.empty() && step.flow.files[0].text != text->source_path();
    if (is_other) what += " as " + shown(step.flow.files[0].text);
    if (!text->doubt().empty()) what += "; its content is not certain: " + text->doubt();
    tell_of({FileName::Kind::path, text->source_path(), {}}, what);
  }

  template <class Tell>
  void tell_written(const PipelineStep& step, const Tell& tell_of) {
    if (step.is_in_place) {
      for (const FileName& name : step.outputs) tell_of(name, "changed in place");
      return;
    }
    std::string from;
    for (const FileName& name : step.flow.files) from.append(from.empty() ? "" : ", ").append(shown(name.text));
    std::string to;
    for (const FileName& name : step.outputs) to.append(to.empty() ? "" : ", ").append(shown(name.text));
    std::string written = step.appends ? "appended to" : "written";
    if (!from.empty()) written.append(" from ").append(from);
    for (const FileName& name : step.flow.files)
      tell_of(name, (step.kind == StepKind::move ? "moved to " : "goes into ") + to);
    for (const FileName& name : step.outputs) tell_of(name, written);
  }

  void tell(const PipelineReplacement& one) {
    if (one.file.empty()) return;
    std::string what = shown(one.token ? *one.token : one.pattern);
    if (one.replaced == 0) {
      what += one.is_certain ? " is not found" : " is not found in what is known of it";
    } else {
      if (one.is_unset) {
        what += " becomes nothing: it is never exported";
      } else if (one.value.empty()) {
        what += " is replaced";
      } else {
        what.append(" becomes ").append(shown(one.value));
      }
      if (one.kind != PipelineFilter::Kind::jq) {
        base::append_number(what += ", ", one.replaced);
        what += one.replaced == 1 ? " time" : " times";
      }
      if (one.passed_over > 0) {
        base::append_number(what += "; another one stays on ", one.passed_over);
        what += one.passed_over == 1 ? " line" : " lines";
      }
    }
    constexpr std::string_view kTools[] = {"sed", "envsubst", "jq", ""};
    const PipelineStep& step = pipeline_.steps[one.step];
    const std::string_view tool = step.inputs.empty() ? kTools[static_cast<std::size_t>(one.kind)] : step.tool;
    add(one.file, places_.of(pipeline_, one.place), tool, std::move(what));
  }

  const SeenPipeline& seen_;
  const Pipeline& pipeline_;
  const PipelineRendering& rendering_;
  PipelinePlaces& places_;
  std::vector<PipelineEvent> events_;
};

}  // namespace

std::vector<PipelineEvent> account_of(const SeenPipeline& seen, PipelinePlaces& places) {
  return Accountant(seen, places).account();
}

}  // namespace paritylint::manifest
