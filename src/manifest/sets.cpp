#include "manifest/sets.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>

#include "base/text.h"
#include "manifest/base_sets.h"
#include "manifest/reference_targets.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kNone = kNoSet;

class SetPlanner {
 public:
  SetPlanner(std::span<const ManifestFacts> facts, const RootNames& names, std::span<const WorkflowFacts> workflows,
             const Vocabulary& vocabulary)
      : facts_(facts), names_(names), workflows_(workflows), vocabulary_(vocabulary) {}

  SetPlan run() {
    by_path_.resize(facts_.size());
    std::iota(by_path_.begin(), by_path_.end(), std::size_t{0});
    std::ranges::sort(by_path_, {}, [&](std::size_t i) { return facts_[i].path; });
    std::tie(bases_, base_of_) = form_base_sets(facts_, names_, by_path_);
    plan_.references.resize(facts_.size());
    list_pipelines();
    follow_references();
    join_by_references();
    join_by_folder();
    finish();
    return std::move(plan_);
  }

 private:
  void list_pipelines() {
    for (const std::size_t i : by_path_) {
      if (facts_[i].kind != ManifestKind::buildspec) continue;
      const ManifestName& name = names_.names[i];
      // buildspec-test.yml alone runs tests.
      const bool is_told = name.is_named() && (!name.is_weak || names_.groups[name.group].varies);
      plan_.pipelines.push_back({std::string(facts_[i].path), false, i, is_told ? name.environment : ""});
    }
    for (const WorkflowFacts& workflow : workflows_) {
      PlannedPipeline pipeline{std::string(workflow.path), true, 0, {}};
      // A workflow called test.yml runs tests; only an unambiguous word names its environment.
      for (const EnvironmentWord& word : find_environment_words(file_name_of(workflow.path), vocabulary_)) {
        if (!word.strong || !pipeline.environment.empty()) continue;
        pipeline.environment = named_environment(file_name_of(workflow.path), word, vocabulary_).name;
      }
      plan_.pipelines.push_back(std::move(pipeline));
    }
    std::ranges::sort(plan_.pipelines, {}, &PlannedPipeline::path);
    pipeline_of_.assign(facts_.size(), kNone);
    for (std::size_t number = 0; number < plan_.pipelines.size(); ++number) {
      if (!plan_.pipelines[number].is_workflow) pipeline_of_[plan_.pipelines[number].manifest] = number;
    }
  }

  void follow_references() {
    const ReferenceTargets targets(facts_, names_.names);
    std::map<std::string_view, const PathReferences*> texts;
    for (const WorkflowFacts& workflow : workflows_) texts[workflow.path] = workflow.references;
    for (std::size_t number = 0; number < plan_.pipelines.size(); ++number) {
      const PlannedPipeline& pipeline = plan_.pipelines[number];
      const PathReferences* text = pipeline.is_workflow ? texts[pipeline.path] : facts_[pipeline.manifest].references;
      if (text == nullptr) continue;
      for (const PathReference& reference : text->paths) {
        for (const std::size_t i : targets.find(reference, folder_of(pipeline.path), text->folders)) {
          if (!pipeline.is_workflow && i == pipeline.manifest) continue;
          std::vector<Reference>& known = plan_.references[i];
          if (known.empty() || known.back().pipeline != number) known.push_back({number, reference.line, false});
          known.back().deploys = known.back().deploys || reference.deploys;
        }
      }
    }
  }

  // Of the sets that a pipeline touches those with task definitions, else those with AppSpecs.
  std::vector<std::size_t> centre_of(const std::set<std::size_t>& touched) const {
    for (const ManifestKind kind : {ManifestKind::taskdef, ManifestKind::appspec}) {
      std::vector<std::size_t> result;
      std::ranges::copy_if(touched, std::back_inserter(result),
                           [&](std::size_t set) { return bases_[set].count(kind) > 0; });
      if (!result.empty()) return result;
    }
    return {};
  }

  // A pipeline that names the task definitions of one set joins to it whatever else it names and has no task
  // definitions of its own: an AppSpec elsewhere, the buildspec itself. What two pipelines join to different sets
  // stays.
  void join_by_references() {
    std::vector<std::set<std::size_t>> named(plan_.pipelines.size());
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      for (const Reference& reference : plan_.references[i]) named[reference.pipeline].insert(base_of_[i]);
    }
    std::map<std::size_t, std::set<std::size_t>> proposals;
    for (std::size_t number = 0; number < named.size(); ++number) {
      std::set<std::size_t> touched = named[number];
      if (touched.empty()) continue;
      if (!plan_.pipelines[number].is_workflow) touched.insert(base_of_[plan_.pipelines[number].manifest]);
      const std::vector<std::size_t> centre = centre_of(touched);
      if (centre.size() != 1) {
        // Serves several sets: whatever it touches must not be pulled into one of them.
        for (const std::size_t set : touched) proposals[set].insert(kNone);
        continue;
      }
      for (const std::size_t set : touched) {
        if (set != centre.front() && !bases_[set].deploys_tasks()) proposals[set].insert(centre.front());
      }
    }
    for (const auto& [set, targets] : proposals) {
      if (targets.size() == 1 && *targets.begin() != kNone) join(set, *targets.begin());
    }
  }

  std::size_t root_of(std::size_t set) const {
    while (bases_[set].joined_to != kNone) set = bases_[set].joined_to;
    return set;
  }

  void join(std::size_t set, std::size_t target) {
    set = root_of(set);
    target = root_of(target);
    if (set == target) return;
    bases_[set].joined_to = target;
    for (std::size_t kind = 0; kind < 3; ++kind) bases_[target].kinds[kind] += bases_[set].kinds[kind];
  }

  // Sets without a buildspec have the nearest one in their folder or above when there is one candidate. If only one
  // set has it, and not both have task definitions, the two are one.
  void join_by_folder() {
    std::map<std::string_view, std::set<std::size_t>> buildspecs;  // by folder, the variant groups
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      if (facts_[i].kind == ManifestKind::buildspec) buildspecs[names_.names[i].folder].insert(names_.names[i].group);
    }
    if (buildspecs.empty()) return;
    std::map<std::size_t, std::vector<std::size_t>> claims;  // by the buildspecs' set, who has it
    for (std::size_t set = 0; set < bases_.size(); ++set) {
      BaseSet& one = bases_[set];
      if (one.joined_to != kNone || one.count(ManifestKind::buildspec) > 0) continue;
      const auto group = candidate_above(one, buildspecs);
      if (!group) continue;
      one.buildspecs_above = names_.groups[*group].members;
      claims[root_of(base_of_[one.buildspecs_above.front()])].push_back(set);
    }
    for (const auto& [target, sets] : claims) {
      if (sets.size() != 1 || root_of(target) != target) continue;
      const std::size_t set = sets.front();
      if (bases_[set].deploys_tasks() && bases_[target].deploys_tasks()) continue;
      join(set, target);
    }
  }

  std::optional<std::size_t> candidate_above(
      const BaseSet& set, const std::map<std::string_view, std::set<std::size_t>>& buildspecs) const {
    for (std::string_view folder = set.folder;; folder = folder_of(folder)) {
      const auto found = buildspecs.find(folder);
      if (found != buildspecs.end()) {
        if (found->second.size() != 1) return std::nullopt;
        const std::size_t group = *found->second.begin();
        const BaseSet& owner = bases_[base_of_[names_.groups[group].members.front()]];
        // A neighbour's own buildspec is no candidate; one that belongs to no service of the folder is.
        if (folder == set.folder && owner.deploys_tasks()) return std::nullopt;
        return group;
      }
      if (folder.empty()) return std::nullopt;
    }
  }

  // The folder and service that a joined set is called by: those of the base set above all others, else of the one
  // that the others were joined to.
  const BaseSet& naming_set(const std::vector<std::size_t>& bases, std::size_t root) const {
    for (const std::size_t candidate : bases) {
      const std::string& folder = bases_[candidate].folder;
      const bool above_all = std::ranges::all_of(bases, [&](std::size_t other) {
        const std::string& below = bases_[other].folder;
        return other == candidate || folder.empty() || below == folder || below.starts_with(folder + '/');
      });
      const bool is_shared = std::ranges::any_of(
          bases, [&](std::size_t other) { return other != candidate && bases_[other].folder == folder; });
      if (above_all && !is_shared) return bases_[candidate];
    }
    return bases_[root];
  }

  void finish() {
    std::map<std::size_t, std::vector<std::size_t>> parts;  // base sets by root
    for (std::size_t set = 0; set < bases_.size(); ++set) parts[root_of(set)].push_back(set);
    struct Planned {
      ManifestSet set;
      std::vector<std::size_t> buildspecs_above;
    };
    std::vector<Planned> planned;
    for (const auto& [root, bases] : parts) {
      Planned& one = planned.emplace_back();
      const BaseSet& naming = naming_set(bases, root);
      one.set.folder = naming.folder;
      one.set.service = naming.service;
      for (const std::size_t base : bases) {
        for (const std::size_t i : bases_[base].members) one.set.members.push_back(member(i));
        const auto& above = bases_[base].buildspecs_above;
        one.buildspecs_above.insert(one.buildspecs_above.end(), above.begin(), above.end());
      }
      std::ranges::sort(one.set.members, {}, &SetMember::path);
    }
    std::ranges::sort(planned, {}, [](const Planned& one) {
      return std::tie(one.set.folder, one.set.service, one.set.members.front().path);
    });
    plan_.set_of.assign(facts_.size(), kNone);
    for (Planned& one : planned) {
      for (const SetMember& member : one.set.members) plan_.set_of[member.manifest] = plan_.sets.size();
      add_environments(one.set);
      add_pipelines(one.set, one.buildspecs_above);
      plan_.sets.push_back(std::move(one.set));
    }
  }

  SetMember member(std::size_t i) const {
    const ManifestName& name = names_.names[i];
    return {i, std::string(facts_[i].path), facts_[i].kind, name.environment, name.evidence, name.region};
  }

  void add_environments(ManifestSet& set) const {
    std::set<std::pair<std::size_t, std::string>> ordered;  // by strictness
    for (const SetMember& member : set.members) {
      if (member.environment.empty()) continue;
      const auto known = vocabulary_.find_name(names_.names[member.manifest].base);
      ordered.insert({known ? *known + std::size_t{1} : std::size_t{0}, member.environment});
    }
    for (const auto& [strictness, name] : ordered) set.environments.push_back(name);
  }

  void add_pipelines(ManifestSet& set, const std::vector<std::size_t>& buildspecs_above) const {
    std::map<std::size_t, SetPipeline> found;  // by number, which is the order of paths
    const auto pipeline_of = [&](std::size_t number) -> SetPipeline& {
      SetPipeline& one = found[number];
      const PlannedPipeline& planned = plan_.pipelines[number];
      one.path = planned.path;
      one.is_workflow = planned.is_workflow;
      one.environment = planned.environment;
      return one;
    };
    for (const SetMember& member : set.members) {
      for (const Reference& reference : plan_.references[member.manifest]) {
        SetPipeline& pipeline = pipeline_of(reference.pipeline);
        pipeline.deploys = pipeline.deploys || reference.deploys;
        std::string evidence = pipeline.path + " names it in line ";
        base::append_number(evidence, reference.line);
        pipeline.links.push_back({member.path, reference.line, reference.deploys, std::move(evidence)});
      }
    }
    for (const SetMember& member : set.members) {
      if (member.kind == ManifestKind::buildspec) pipeline_of(pipeline_of_[member.manifest]).deploys = true;
    }
    for (const std::size_t buildspec : buildspecs_above) {
      if (plan_.set_of[buildspec] == plan_.sets.size()) continue;  // it is in this set
      SetPipeline& pipeline = pipeline_of(pipeline_of_[buildspec]);
      pipeline.deploys = true;
      if (!pipeline.links.empty()) continue;
      for (const SetMember& member : set.members) {
        pipeline.links.push_back({member.path, 0, true, pipeline.path + " is the nearest buildspec above it"});
      }
    }
    for (auto& [number, pipeline] : found) set.pipelines.push_back(std::move(pipeline));
  }

  std::span<const ManifestFacts> facts_;
  const RootNames& names_;
  std::span<const WorkflowFacts> workflows_;
  const Vocabulary& vocabulary_;
  std::vector<std::size_t> by_path_;
  std::vector<BaseSet> bases_;
  std::vector<std::size_t> base_of_;      // by manifest
  std::vector<std::size_t> pipeline_of_;  // by manifest, for buildspecs
  SetPlan plan_;
};

}  // namespace

std::string ManifestSet::name() const {
  std::string result = folder.empty() ? "." : folder;
  if (!service.empty()) result += " (" + service + ")";
  return result;
}

SetPlan plan_sets(std::span<const ManifestFacts> facts, const RootNames& names,
                  std::span<const WorkflowFacts> workflows, const Vocabulary& vocabulary) {
  return SetPlanner(facts, names, workflows, vocabulary).run();
}

}  // namespace paritylint::manifest
