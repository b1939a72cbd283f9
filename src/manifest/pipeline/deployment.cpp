#include "manifest/pipeline/deployment.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "manifest/environment.h"

namespace paritylint::manifest {
namespace {

constexpr std::string_view kTaskDefinitionMark = "<TASK_DEFINITION>";

std::string_view file_name_in(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool deploys(StepKind kind) {
  return kind == StepKind::register_task_definition || kind == StepKind::deploy_task_definition ||
         kind == StepKind::deploy;
}

DeploymentWay way_of(const PipelineStep& step) {
  if (step.kind == StepKind::deploy_task_definition) return DeploymentWay::action;
  return step.inputs.empty() ? DeploymentWay::command : DeploymentWay::codedeploy;
}

// A pattern for a name with unknown parts: each stands for what a folder's or file's name may hold, one that is all of
// the name for any file. Nothing for a name without.
std::optional<std::string> pattern_of(const FileName& name, const SymbolTable& symbols) {
  if (name.kind == FileName::Kind::captured || !has_symbol(name.text)) return std::nullopt;
  if (name.text.size() == kSymbolSize)
    return symbols.at(*symbol_at(name.text, 0)).kind == SymbolKind::runner_file ? std::nullopt
                                                                                : std::optional<std::string>("**");
  std::string pattern;
  for (std::size_t at = 0; at < name.text.size();) {
    const bool is_unknown = symbol_at(name.text, at).has_value();
    pattern += is_unknown ? '*' : name.text[at];
    at += is_unknown ? kSymbolSize : 1;
  }
  return pattern;
}

bool names(const FileName& name, std::string_view path) {
  if (name.kind == FileName::Kind::path) return name.text == path;
  return name.kind == FileName::Kind::pattern && base::glob_matches(name.text, path);
}

}  // namespace

RootPipelines::RootPipelines(RootPipelineSources sources) : sources_(std::move(sources)) {
  for (const RootManifest& one : sources_.manifests) manifests_[one.path];
  add_pipelines();
  for (std::uint32_t i = 0; i < pipelines_.size(); ++i) {
    find_touches(i);
    find_deployments(i);
    find_artifacts(i);
  }
  find_sources();
}

void RootPipelines::add_pipelines() {
  for (const std::string& path : sources_.buildspecs) {
    const tree::Tree* tree = sources_.trees(path);
    if (tree == nullptr || has_symbol(tree->source())) continue;
    BuildspecPipeline read = read_buildspec_pipeline(*tree, path, sources_.files.read);
    auto seen = std::make_unique<SeenPipeline>();
    seen->path = path;
    seen->pipeline = std::move(read.pipeline);
    seen->artifacts = std::move(read.artifacts);
    seen->environments.push_back({EnvironmentHint::Kind::workflow_name, {path, path, tree::kNoNode}});
    add(std::move(seen));
  }
  std::vector<WorkflowPipeline> workflows;
  std::set<std::string, std::less<>> called;
  for (const std::string& path : sources_.workflows) {
    workflows.push_back(read_workflow_pipeline(path, sources_.trees, sources_.files.read));
    called.insert(workflows.back().calls.begin(), workflows.back().calls.end());
  }
  for (std::size_t i = 0; i < workflows.size(); ++i) {
    // It is read where it is called, with its inputs.
    if (workflows[i].is_called_only && called.contains(sources_.workflows[i])) continue;
    for (WorkflowJob& job : workflows[i].jobs) {
      auto seen = std::make_unique<SeenPipeline>();
      seen->path = std::move(job.path);
      seen->job = std::move(job.name);
      seen->is_workflow = true;
      seen->node = job.node;
      seen->environments = std::move(job.environments);
      seen->credentials = std::move(job.credentials);
      seen->pipeline = std::move(job.pipeline);
      add(std::move(seen));
    }
  }
}

void RootPipelines::add(std::unique_ptr<SeenPipeline> pipeline) {
  pipeline->rendering = std::make_unique<PipelineRendering>(pipeline->pipeline, sources_.files);
  pipelines_.push_back(std::move(pipeline));
}

bool RootPipelines::is_manifest(std::string_view path) const { return manifests_.contains(path); }

const ManifestDeployments& RootPipelines::of(std::string_view path) const {
  static const ManifestDeployments none;
  const auto found = manifests_.find(path);
  return found == manifests_.end() ? none : found->second;
}

const PipelineStep* RootPipelines::unread_script(const SeenPipeline& pipeline, std::uint32_t step) {
  const std::vector<PipelineStep>& steps = pipeline.pipeline.steps;
  for (std::uint32_t i = 0; i < steps.size() && i < step; ++i) {
    if (steps[i].kind == StepKind::script && !steps[i].is_followed) return &steps[i];
  }
  return nullptr;
}

// A doubt about the text says more than a script that only might have to do with it.
void RootPipelines::add_deployment(Deployment deployment) {
  const SeenPipeline& pipeline = *pipelines_[deployment.pipeline];
  const PipelineStep* script = unread_script(pipeline, deployment.step);
  if (!deployment.text.doubt().empty()) {
    deployment.certainty = Certainty::doubtful;
    deployment.why = deployment.text.doubt();
  } else if (script != nullptr) {
    const std::string name = script->outputs.empty() ? script->tool : script->outputs[0].text;
    deployment.certainty = Certainty::script;
    deployment.why = "it may be changed by " + pipeline.rendering->symbols().spelled(name);
  }
  const auto manifest = manifests_.find(deployment.text.source_path());
  if (manifest != manifests_.end()) manifest->second.deployments.push_back(std::move(deployment));
}

void RootPipelines::find_deployments(std::uint32_t index) {
  const SeenPipeline& pipeline = *pipelines_[index];
  for (std::uint32_t i = 0; i < pipeline.pipeline.steps.size(); ++i) {
    const PipelineStep& step = pipeline.pipeline.steps[i];
    const RenderedText* text = deploys(step.kind) ? pipeline.rendering->input_of(i) : nullptr;
    if (text == nullptr || text->source_path().empty()) continue;
    Deployment deployment;
    deployment.pipeline = index;
    deployment.way = way_of(step);
    deployment.step = i;
    if (!step.flow.files.empty()) deployment.file = step.flow.files[0].text;
    deployment.text = *text;
    add_deployment(std::move(deployment));
  }
}

void RootPipelines::find_artifacts(std::uint32_t index) {
  const SeenPipeline& pipeline = *pipelines_[index];
  const auto& written = pipeline.rendering->files();
  const auto is_unknown = [](const PipelineStep& step) {
    return step.kind == StepKind::opaque || (step.kind == StepKind::script && !step.is_followed);
  };
  for (const PipelineArtifact& artifact : pipeline.artifacts) {
    ArtifactFact fact{index, &artifact, {}, false, false};
    const bool is_pattern = artifact.path.find_first_of("*?[{") != std::string::npos;
    for (const auto& [path, file] : written) {
      if (file.is_removed || !base::glob_matches(artifact.path, path)) continue;
      fact.files.push_back(path);
      fact.is_generated = true;
    }
    const auto add_untouched = [&](const std::string& path) {
      if (!written.contains(path)) fact.files.push_back(path);
    };
    if (is_pattern) {
      for (const auto& [path, deployments] : manifests_) {
        if (base::glob_matches(artifact.path, path)) add_untouched(path);
      }
    } else if (sources_.files.read(artifact.path)) {
      add_untouched(artifact.path);
    }
    std::ranges::sort(fact.files);
    fact.may_be_made = fact.files.empty() && std::ranges::any_of(pipeline.pipeline.steps, is_unknown);
    for (const std::string& path : fact.files) {
      const auto rendered = written.find(path);
      if (rendered == written.end() && !is_manifest(path)) continue;
      Deployment deployment;
      deployment.pipeline = index;
      deployment.way = DeploymentWay::artifact;
      deployment.artifact_node = artifact.node;
      deployment.file = path;
      deployment.text =
          rendered != written.end() ? rendered->second.text : RenderedText::of_file(path, *sources_.files.read(path));
      add_deployment(std::move(deployment));
    }
    artifacts_.push_back(std::move(fact));
  }
}

// What the pipeline does to each manifest on its way, deployed or not.
void RootPipelines::find_touches(std::uint32_t index) {
  const SeenPipeline& pipeline = *pipelines_[index];
  for (const PipelineReplacement& one : pipeline.rendering->replacements()) {
    const auto manifest = manifests_.find(one.file);
    if (manifest != manifests_.end()) manifest->second.replacements.push_back({index, &one});
  }
  const std::vector<PipelineStep>& steps = pipeline.pipeline.steps;
  for (std::uint32_t i = 0; i < steps.size(); ++i) {
    find_possible({index, i}, steps[i]);
    for (const FileName& name : steps[i].outputs) {
      if (steps[i].kind == StepKind::opaque) {
        for (auto& [path, manifest] : manifests_) {
          if (names(name, path)) manifest.opaque.push_back({index, i});
        }
      }
      const bool overwrites = (steps[i].kind == StepKind::write && !steps[i].is_in_place && !steps[i].appends) ||
                              steps[i].kind == StepKind::copy || steps[i].kind == StepKind::move;
      const auto manifest = overwrites ? manifests_.find(name.text) : manifests_.end();
      if (manifest != manifests_.end() && name.kind == FileName::Kind::path)
        manifest->second.overwritten.push_back({index, i});
    }
  }
}

void RootPipelines::find_possible(SeenStep seen, const PipelineStep& step) {
  for (const FileName& name : step.flow.files) {
    const auto pattern = pattern_of(name, pipelines_[seen.pipeline]->pipeline.symbols);
    if (!pattern) continue;
    for (auto& [path, manifest] : manifests_) {
      if (base::glob_matches(*pattern, path)) manifest.possible.push_back(seen);
    }
  }
}

// A set whose AppSpec awaits <TASK_DEFINITION> is deployed by CodePipeline's CodeDeploy action: what the buildspec does
// not hand on comes from the source.
void RootPipelines::find_sources() {
  for (const ManifestSet& set : sources_.sets) {
    const bool awaits = std::ranges::any_of(set.members, [&](const SetMember& member) {
      const auto bytes = member.kind == ManifestKind::appspec ? sources_.files.read(member.path) : std::nullopt;
      return bytes && bytes->find(kTaskDefinitionMark) != std::string_view::npos;
    });
    if (!awaits) continue;
    for (const SetPipeline& one : set.pipelines) {
      const auto found = std::ranges::find_if(
          pipelines_, [&](const auto& pipeline) { return !pipeline->is_workflow && pipeline->path == one.path; });
      if (one.is_workflow || !one.deploys || found == pipelines_.end()) continue;
      const auto index = static_cast<std::uint32_t>(found - pipelines_.begin());
      for (const SetMember& member : set.members) {
        if (member.kind == ManifestKind::buildspec || !is_manifest(member.path)) continue;
        const ManifestDeployments& known = manifests_.find(member.path)->second;
        const bool is_handed_on =
            std::ranges::any_of(known.deployments, [&](const Deployment& other) { return other.pipeline == index; }) ||
            std::ranges::any_of(known.overwritten, [&](const SeenStep& other) { return other.pipeline == index; });
        const auto bytes = sources_.files.read(member.path);
        if (is_handed_on || !bytes || has_symbol(*bytes)) continue;
        Deployment deployment;
        deployment.pipeline = index;
        deployment.way = DeploymentWay::source;
        deployment.file = member.path;
        deployment.text = RenderedText::of_file(member.path, *bytes);
        deployment.certainty = Certainty::assumed;
        deployment.why = "which files CodePipeline takes is not seen";
        manifests_.find(member.path)->second.deployments.push_back(std::move(deployment));
      }
    }
  }
}

std::optional<PipelineEnvironment> environment_of(const SeenPipeline& pipeline, const Vocabulary& vocabulary) {
  for (std::uint32_t i = 0; i < pipeline.environments.size(); ++i) {
    const EnvironmentHint& hint = pipeline.environments[i];
    const std::string_view text =
        hint.text.node == tree::kNoNode ? file_name_in(hint.text.text) : std::string_view(hint.text.text);
    // Branches and jobs are called main and test for other reasons.
    const bool needs_strong = hint.kind != EnvironmentHint::Kind::environment &&
                              hint.kind != EnvironmentHint::Kind::matrix && hint.kind != EnvironmentHint::Kind::input;
    for (const EnvironmentWord& word : find_environment_words(text, vocabulary)) {
      if (!needs_strong || word.strong) return PipelineEnvironment{named_environment(text, word, vocabulary).name, i};
    }
  }
  return std::nullopt;
}

}  // namespace paritylint::manifest
