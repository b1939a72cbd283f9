// Pipelines for tests: what a pipeline does as lines of text, and a root whose files are texts.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "manifest/parsed.h"
#include "manifest/pipeline/pipeline_renderer.h"
#include "manifest/pipeline/workflow_pipeline.h"

namespace paritylint::test {

inline std::string_view name_of(manifest::StepKind kind) {
  using manifest::StepKind;
  switch (kind) {
    case StepKind::write:
      return "write";
    case StepKind::render_image:
      return "render";
    case StepKind::copy:
      return "copy";
    case StepKind::move:
      return "move";
    case StepKind::remove:
      return "remove";
    case StepKind::register_task_definition:
      return "register";
    case StepKind::deploy_task_definition:
      return "deploy taskdef";
    case StepKind::update_service:
      return "service";
    case StepKind::deploy:
      return "deploy";
    case StepKind::credentials:
      return "sign in";
    case StepKind::docker_build:
      return "build";
    case StepKind::docker_push:
      return "push";
    case StepKind::docker_tag:
      return "tag";
    case StepKind::script:
      return "script";
    case StepKind::opaque:
      return "opaque";
  }
  return "";
}

inline std::string shown(const manifest::Pipeline& pipeline, const manifest::FileName& name) {
  constexpr std::string_view kMarks[] = {"", "~", "$"};
  return std::string(kMarks[static_cast<std::size_t>(name.kind)]) + pipeline.symbols.spelled(name.text);
}

inline std::string shown(const manifest::Pipeline& pipeline, const manifest::PipelineFlow& flow) {
  constexpr std::string_view kFilters[] = {"sed", "envsubst", "jq", "?"};
  std::string out;
  if (flow.source == manifest::PipelineFlow::Source::text) out = "'" + pipeline.symbols.spelled(flow.text) + "'";
  if (flow.source == manifest::PipelineFlow::Source::service) out = "AWS";
  if (flow.source == manifest::PipelineFlow::Source::unknown) out = "?";
  for (const manifest::FileName& name : flow.files) out += (out.empty() ? "" : " ") + shown(pipeline, name);
  for (const manifest::PipelineFilter& filter : flow.filters) {
    out.append("|").append(kFilters[static_cast<std::size_t>(filter.kind)]);
    if (!filter.sed.opaque.empty() || !filter.jq.opaque.empty()) out += '?';
  }
  return out;
}

// One line per step: "write t.json|sed -> taskdef.json", with "if " before what runs in some cases only.
inline std::string steps_of(const manifest::Pipeline& pipeline) {
  std::string out;
  for (const manifest::PipelineStep& step : pipeline.steps) {
    out += out.empty() ? "" : "\n";
    if (step.is_conditional) out += "if ";
    if (!step.condition.empty()) out += "[" + step.condition + "] ";
    out += name_of(step.kind);
    const std::string flow = shown(pipeline, step.flow);
    if (!flow.empty()) out += " " + flow;
    if (!step.outputs.empty()) out += step.appends ? " >>" : " ->";
    for (const manifest::FileName& name : step.outputs) out += " " + shown(pipeline, name);
    if (step.is_followed) out += " (read)";
  }
  return out;
}

// Must stay where it is: what it gives views its texts.
class PipelineRoot {
 public:
  explicit PipelineRoot(std::map<std::string, std::string> files) : texts_(std::move(files)) {}
  PipelineRoot(const PipelineRoot&) = delete;
  PipelineRoot& operator=(const PipelineRoot&) = delete;

  manifest::PipelineFiles files() const {
    return {[this](std::string_view path) -> std::optional<std::string_view> {
              const auto found = texts_.find(std::string(path));
              return found == texts_.end() ? std::nullopt : std::optional<std::string_view>(found->second);
            },
            [this](std::string_view pattern) {
              std::vector<std::string> paths;
              for (const auto& [path, text] : texts_) {
                if (base::glob_matches(pattern, path)) paths.push_back(path);
              }
              return paths;
            }};
  }

  // Whole YAML and JSON files only.
  manifest::WorkflowSource trees() {
    return [this](std::string_view path) -> const tree::Tree* {
      const auto text = texts_.find(std::string(path));
      if (text == texts_.end()) return nullptr;
      std::unique_ptr<Parsed>& parsed = trees_[text->first];
      if (parsed == nullptr) parsed = std::make_unique<Parsed>(text->first, text->second);
      return parsed->complete() ? &parsed->tree() : nullptr;
    };
  }

  const std::map<std::string, std::string>& texts() const { return texts_; }

 private:
  std::map<std::string, std::string> texts_;
  std::map<std::string, std::unique_ptr<Parsed>> trees_;
};

}  // namespace paritylint::test
