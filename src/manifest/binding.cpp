// The first reason that holds decides: the configuration; named siblings; variants of another kind in the set; a
// placeholder; two environments' pipelines.
#include "manifest/binding.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "manifest/environment_globs.h"
#include "manifest/group_label.h"
#include "manifest/name_words.h"
#include "manifest/regions.h"

namespace paritylint::manifest {
namespace {

class Binder {
 public:
  Binder(std::span<const ManifestFacts> facts, const RootNames& names, const SetPlan& plan,
         const Vocabulary& vocabulary, const config::Config& config)
      : facts_(facts), names_(names), plan_(plan), vocabulary_(vocabulary), config_(config) {
    for (const ManifestSet& set : plan.sets) sets_.push_back(facts_of(set));
    labels_.resize(names.groups.size());
  }

  BoundManifest bound(std::size_t i) {
    const ManifestName& name = names_.names[i];
    BoundManifest result;
    result.set = plan_.sets[plan_.set_of[i]].name();
    result.variant_key = name.variant_key;
    result.group = name.group;
    result.environment_named = name.is_named() && !name.is_weak;
    result.has_variants = names_.groups[name.group].varies;
    result.environment = name.environment;
    result.environment_evidence = name.evidence;
    result.environment_refusal = name.refusal;
    result.environment_guessed = name.source == EnvironmentSource::content && !names_.groups[name.group].varies;
    result.set_has_pipeline = has_pipeline(i);
    result.several_regions = sets_[plan_.set_of[i]].several_regions;
    result.several_partitions = sets_[plan_.set_of[i]].several_partitions;
    if (!bind_by_configuration(i, result)) bind_by_neighbours(i, result);
    return result;
  }

 private:
  bool bind_by_configuration(std::size_t i, BoundManifest& result) const {
    const std::string_view path = facts_[i].path;
    const config::PortabilityOverride* const chosen = portability_of(config_, path, vocabulary_);
    if (chosen != nullptr && chosen->mode == config::Portability::strict) result.strict = true;
    if (chosen != nullptr && chosen->mode == config::Portability::shared) {
      result.binding = Binding::shared;
      result.evidence = "shared: " + config::described(chosen->place) + " says so";
      return true;
    }
    if (chosen != nullptr && chosen->mode == config::Portability::variant) {
      result.binding = Binding::variant;
      result.evidence = "variant: " + config::described(chosen->place) + " says so";
      return true;
    }
    for (const config::Deployment& one : config_.deployments) {
      // Where {env} stands in the glob, each of its files is one environment's.
      const bool is_shared = std::ranges::any_of(one.files, [&](const std::string& glob) {
        const GlobMatch match = match_glob(glob, path, vocabulary_);
        return match && !match.environment;
      });
      if (one.environments.size() < 2 || !is_shared) continue;
      result.binding = Binding::shared;
      result.evidence = "shared: " + config::described(one.place) + " deploys it to " + one.environments[0] + " and " +
                        one.environments[1];
      return true;
    }
    return false;
  }

  void bind_by_neighbours(std::size_t i, BoundManifest& result) {
    const ManifestName& name = names_.names[i];
    const VariantGroup& group = names_.groups[name.group];
    const VariantGroup* sibling = varying_sibling(i);
    if (group.varies) {
      result.binding = Binding::variant;
      result.evidence = "variant of " + label(group) + ": " + name.evidence;
      return;
    }
    if (name.is_named() && sibling != nullptr && (!name.is_weak || has_environment(*sibling, name.environment))) {
      result.binding = Binding::variant;
      result.evidence = "variant: " + name.evidence + ", and " + label(*sibling) + " in its set has variants";
      return;
    }
    if (name.source == EnvironmentSource::configuration) {
      result.binding = Binding::variant;
      result.evidence = "variant: " + name.evidence + " says that it is for " + name.environment;
      return;
    }
    result.environment_guessed = !name.environment.empty();
    if (facts_[i].has_identity_placeholder()) {
      result.binding = Binding::shared;
      result.evidence = "shared: a placeholder stands for an account, a region or a resource";
    } else if (sibling != nullptr) {
      result.binding = Binding::shared;
      result.evidence = "shared: " + label(*sibling) + " in its set has variants and this file has none";
    } else if (const auto pipelines = pipelines_of_two_environments(i)) {
      result.binding = Binding::shared;
      result.evidence = "shared: " + *pipelines + " deploy it, for different environments";
    } else {
      result.evidence = !name.environment.empty()
                            ? "single: " + name.evidence + ", but no file beside it names another environment"
                            : "single: no variant of it was found, and no placeholder stands for what differs";
    }
    if (!name.refusal.empty()) result.evidence += "; " + name.refusal;
  }

  // What binding asks of a set, computed once for all its members.
  struct SetFacts {
    std::array<const VariantGroup*, 3> varying{};  // by kind, the first group that makes variants
    bool is_deployed = false;                      // it has a buildspec, or an AppSpec that deploys tasks
    bool several_regions = false;
    bool several_partitions = false;
  };

  // What the configuration and the paths of the set's members say about where it is deployed.
  void add_regions(const ManifestSet& set, SetFacts& facts) const {
    std::string_view region, partition;
    const auto add = [&](std::string_view name) {
      const std::string_view its_partition = partition_of(name);
      if (its_partition.empty()) return;
      facts.several_regions = facts.several_regions || (!region.empty() && region != name);
      facts.several_partitions = facts.several_partitions || (!partition.empty() && partition != its_partition);
      region = name;
      partition = its_partition;
    };
    for (const config::Environment& environment : config_.environments) {
      for (const std::string& name : environment.regions) add(name);
    }
    for (const SetMember& member : set.members) add(member.region);
  }

  SetFacts facts_of(const ManifestSet& set) const {
    SetFacts result;
    add_regions(set, result);
    result.is_deployed =
        std::ranges::any_of(set.pipelines, [](const SetPipeline& one) { return !one.is_workflow && one.deploys; });
    for (const SetMember& member : set.members) {
      const VariantGroup& group = names_.groups[names_.names[member.manifest].group];
      const VariantGroup*& first = result.varying[static_cast<std::size_t>(group.kind)];
      if (first == nullptr && group.varies) first = &group;
      // An AppSpec for servers deploys no task definition; one that could not be read may.
      const bool deploys_tasks = facts_[member.manifest].platform != AppSpecPlatform::ec2;
      if (member.kind == ManifestKind::appspec && deploys_tasks) result.is_deployed = true;
    }
    return result;
  }

  // A group of another kind in the set that makes variants.
  const VariantGroup* varying_sibling(std::size_t i) const {
    for (const VariantGroup* group : sets_[plan_.set_of[i]].varying) {
      if (group != nullptr && group->kind != facts_[i].kind) return group;
    }
    return nullptr;
  }

  bool has_environment(const VariantGroup& group, std::string_view environment) const {
    return std::ranges::any_of(group.members,
                               [&](std::size_t i) { return names_.names[i].environment == environment; });
  }

  bool has_pipeline(std::size_t i) const {
    const auto is_in = [&](const config::Deployment& one) {
      return any_glob_matches(one.files, facts_[i].path, vocabulary_);
    };
    const bool is_configured = std::ranges::any_of(config_.deployments, is_in);
    return is_configured || sets_[plan_.set_of[i]].is_deployed ||
           std::ranges::any_of(plan_.references[i], &Reference::deploys);
  }

  // Two pipelines whose own names say different environments and that both deploy the manifest.
  std::optional<std::string> pipelines_of_two_environments(std::size_t i) const {
    const PlannedPipeline* first = nullptr;
    for (const Reference& reference : plan_.references[i]) {
      const PlannedPipeline& pipeline = plan_.pipelines[reference.pipeline];
      if (!reference.deploys || pipeline.environment.empty()) continue;
      if (first == nullptr) first = &pipeline;
      if (pipeline.environment != first->environment) return first->path + " and " + pipeline.path;
    }
    return std::nullopt;
  }

  const std::string& label(const VariantGroup& group) {
    std::string& label = labels_[static_cast<std::size_t>(&group - names_.groups.data())];
    if (!label.empty()) return label;
    std::vector<GroupMember> members;
    for (const std::size_t member : group.members) {
      const base::Span word = names_.names[member].word;
      members.push_back({facts_[member].path, word, !word.empty()});
    }
    return label = group_label(members);
  }

  std::span<const ManifestFacts> facts_;
  const RootNames& names_;
  const SetPlan& plan_;
  const Vocabulary& vocabulary_;
  const config::Config& config_;
  std::vector<SetFacts> sets_;
  std::vector<std::string> labels_;  // by group, made when asked for
};

}  // namespace

std::string_view name(Binding binding) {
  switch (binding) {
    case Binding::shared:
      return "shared";
    case Binding::single:
      return "single";
    case Binding::variant:
      return "variant";
  }
  return {};
}

bool may_span_regions(std::span<const std::string> paths, const config::Config& config) {
  const bool any_strict = std::ranges::any_of(config.portability, [](const config::PortabilityOverride& one) {
    return one.mode == config::Portability::strict;
  });
  std::string_view first;
  const auto differs = [&](std::string_view region) {
    if (first.empty()) first = region;
    return !region.empty() && region != first;
  };
  const auto has_other_region = [&](const config::Environment& environment) {
    return std::ranges::any_of(environment.regions, differs);
  };
  return any_strict || std::ranges::any_of(config.environments, has_other_region) ||
         std::ranges::any_of(paths, [&](const std::string& path) { return differs(region_in(path)); });
}

RootBinding bind(std::span<const ManifestFacts> facts, std::span<const WorkflowFacts> workflows,
                 const Vocabulary& vocabulary, const config::Config& config) {
  const RootNames names = name_manifests(facts, vocabulary, config);
  SetPlan plan = plan_sets(facts, names, workflows, vocabulary);
  Binder binder(facts, names, plan, vocabulary, config);
  RootBinding result;
  for (std::size_t i = 0; i < facts.size(); ++i) result.manifests.push_back(binder.bound(i));
  result.sets = std::move(plan.sets);
  return result;
}

}  // namespace paritylint::manifest
