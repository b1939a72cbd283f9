#include "manifest/pipeline/pipeline_account.h"

#include <algorithm>

#include "base/lines.h"
#include "base/text.h"
#include "tree/source_span.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kLongestText = 120;

class Accountant {
 public:
  Accountant(const BuildspecPipeline& buildspec, const PipelineRendering& rendering, const tree::Tree& tree)
      : buildspec_(buildspec), rendering_(rendering), tree_(tree), spans_(tree), lines_(tree.source()) {
    for (const PipelineFragment& one : buildspec.pipeline.fragments)
      script_lines_.emplace_back(one.node == tree::kNoNode ? one.text : std::string_view());
  }

  std::vector<PipelineEvent> account() {
    const auto& steps = buildspec_.pipeline.steps;
    std::size_t next = 0;
    const auto& replacements = rendering_.replacements();
    for (std::uint32_t i = 0; i < steps.size(); ++i) {
      tell_step(steps[i]);
      for (; next < replacements.size() && replacements[next].step == i; ++next) tell(replacements[next]);
    }
    for (const PipelineArtifact& artifact : buildspec_.artifacts) {
      const std::string of = artifact.artifact.empty() ? "" : " of " + artifact.artifact;
      add(artifact.path, buildspec_path(), line_of(artifact.node, {0, 0}), "artifacts", "handed on" + of);
    }
    for (const auto& [path, file] : rendering_.files()) {
      if (file.text.doubt().empty() || file.is_removed) continue;
      const CommandPlace& place = steps[file.steps.back()].place;
      add(path, path_of(place), line_of(place), "", "its content is not certain: " + file.text.doubt());
    }
    return std::move(events_);
  }

 private:
  std::string shown(std::string_view text) const {
    std::string out = rendering_.symbols().spelled(text);
    base::abridge(out, kLongestText);
    return out;
  }

  std::string buildspec_path() const {
    const auto& fragments = buildspec_.pipeline.fragments;
    return fragments.empty() ? std::string() : fragments[0].path;
  }
  std::string path_of(const CommandPlace& place) const { return buildspec_.pipeline.fragments[place.fragment].path; }

  std::uint32_t line_of(tree::NodeId node, base::Span decoded) {
    return lines_.line_of(spans_.of(node, decoded).begin);
  }
  std::uint32_t line_of(const CommandPlace& place) {
    const PipelineFragment& fragment = buildspec_.pipeline.fragments[place.fragment];
    if (fragment.node == tree::kNoNode) return script_lines_[place.fragment].line_of(place.span.begin);
    return line_of(fragment.node, place.span);
  }

  void add(std::string_view file, std::string path, std::uint32_t line, std::string_view tool, std::string what) {
    events_.push_back({shown(file), std::move(path), line, shown(tool), std::move(what)});
  }

  void tell_step(const PipelineStep& step) {
    const auto tell_of = [&](const FileName& name, const std::string& what) {
      add(name.text, path_of(step.place), line_of(step.place), step.tool,
          what + (step.is_conditional ? ", in some cases only" : ""));
    };
    switch (step.kind) {
      case StepKind::write:
      case StepKind::copy:
      case StepKind::move:
        tell_written(step, tell_of);
        break;
      case StepKind::remove:
        for (const FileName& name : step.outputs) tell_of(name, "deleted");
        break;
      case StepKind::register_task_definition:
      case StepKind::deploy:
        for (const FileName& name : step.flow.files)
          tell_of(name, step.kind == StepKind::deploy ? "deployed" : "registered");
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

  template <class Tell>
  void tell_written(const PipelineStep& step, const Tell& tell_of) {
    if (step.is_in_place) {
      for (const FileName& name : step.outputs) tell_of(name, "changed in place");
      return;
    }
    std::string from;
    for (const FileName& name : step.flow.files) from += (from.empty() ? "" : ", ") + shown(name.text);
    std::string to;
    for (const FileName& name : step.outputs) to += (to.empty() ? "" : ", ") + shown(name.text);
    const std::string verb = step.appends ? "appended to" : "written";
    for (const FileName& name : step.flow.files)
      tell_of(name, (step.kind == StepKind::move ? "moved to " : "goes into ") + to);
    for (const FileName& name : step.outputs) tell_of(name, from.empty() ? verb : verb + " from " + from);
  }

  void tell(const PipelineReplacement& one) {
    if (one.file.empty()) return;
    std::string what = shown(one.token ? *one.token : one.pattern);
    if (one.replaced == 0) {
      what += " is not found";
    } else {
      what += one.is_unset        ? " becomes nothing: it is never exported"
              : one.value.empty() ? " is replaced"
                                  : " becomes " + shown(one.value);
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
    add(one.file, path_of(one.place), line_of(one.place), kTools[static_cast<std::size_t>(one.kind)], std::move(what));
  }

  const BuildspecPipeline& buildspec_;
  const PipelineRendering& rendering_;
  const tree::Tree& tree_;
  tree::SourceSpans spans_;
  base::LineTable lines_;
  std::vector<base::LineTable> script_lines_;  // by fragment
  std::vector<PipelineEvent> events_;
};

}  // namespace

std::vector<PipelineEvent> account_of(const BuildspecPipeline& buildspec, const PipelineRendering& rendering,
                                      const tree::Tree& tree) {
  return Accountant(buildspec, rendering, tree).account();
}

}  // namespace paritylint::manifest
