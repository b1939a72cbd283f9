// The first reason that holds decides: the configuration; named siblings; variants of another kind in the set; a
// placeholder; two environments' pipelines.
#include "manifest/binding.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "manifest/group_label.h"

namespace paritylint::manifest {
namespace {

bool matches_any(const std::vector<std::string>& globs, std::string_view path) {
  return std::ranges::any_of(globs, [&](const std::string& glob) { return base::glob_matches(glob, path); });
}

std::string describe(const config::Place& place) {
  std::string text = place.path.empty() ? std::string(config::kFileName) : place.path;
  text += ", line ";
  base::append_number(text, place.line);
  return text;
}

class Binder {
 public:
  Binder(std::span<const ManifestFacts> facts, const RootNames& names, const SetPlan& plan,
         const config::Config& config)
      : facts_(facts), names_(names), plan_(plan), config_(config) {
    groups_of_set_.resize(plan.sets.size());
    for (std::size_t set = 0; set < plan.sets.size(); ++set) {
      for (const SetMember& member : plan.sets[set].members) {
        groups_of_set_[set].push_back(names.names[member.manifest].group);
      }
      auto& groups = groups_of_set_[set];
      std::ranges::sort(groups);
      groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
    }
  }

  BoundManifest bound(std::size_t i) const {
    const ManifestName& name = names_.names[i];
    BoundManifest result;
    result.set = plan_.sets[plan_.set_of[i]].name();
    result.variant_key = name.variant_key;
    result.environment = name.environment;
    result.environment_evidence = name.evidence;
    result.set_has_pipeline = has_pipeline(i);
    if (!bind_by_configuration(i, result)) bind_by_neighbours(i, result);
    return result;
  }

 private:
  bool bind_by_configuration(std::size_t i, BoundManifest& result) const {
    const std::string_view path = facts_[i].path;
    const config::PortabilityOverride* chosen = nullptr;
    for (const config::PortabilityOverride& one : config_.portability) {
      if (matches_any(one.files, path)) chosen = &one;
    }
    if (chosen != nullptr && chosen->mode == config::Portability::strict) result.strict = true;
    if (chosen != nullptr && chosen->mode == config::Portability::shared) {
      result.binding = Binding::shared;
      result.evidence = "shared: " + describe(chosen->place) + " says so";
      return true;
    }
    if (chosen != nullptr && chosen->mode == config::Portability::variant) {
      result.binding = Binding::variant;
      result.evidence = "variant: " + describe(chosen->place) + " says so";
      return true;
    }
    for (const config::Deployment& one : config_.deployments) {
      if (one.environments.size() < 2 || !matches_any(one.files, path)) continue;
      result.binding = Binding::shared;
      result.evidence =
          "shared: " + describe(one.place) + " deploys it to " + one.environments[0] + " and " + one.environments[1];
      return true;
    }
    return false;
  }

  void bind_by_neighbours(std::size_t i, BoundManifest& result) const {
    const ManifestName& name = names_.names[i];
    const VariantGroup& group = names_.groups[name.group];
    const VariantGroup* sibling = varying_sibling(i);
    if (group.makes_variants()) {
      result.binding = Binding::variant;
      result.evidence = "variant of " + label(group) + ": " + name.evidence;
      return;
    }
    if (name.is_named() && sibling != nullptr) {
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
  }

  // The first group of another kind in the set that makes variants.
  const VariantGroup* varying_sibling(std::size_t i) const {
    for (const std::size_t number : groups_of_set_[plan_.set_of[i]]) {
      const VariantGroup& other = names_.groups[number];
      if (other.kind != facts_[i].kind && other.makes_variants()) return &other;
    }
    return nullptr;
  }

  bool has_pipeline(std::size_t i) const {
    if (!plan_.references[i].empty()) return true;
    const ManifestSet& set = plan_.sets[plan_.set_of[i]];
    if (std::ranges::any_of(set.pipelines, [](const SetPipeline& one) { return !one.is_workflow; })) return true;
    return std::ranges::any_of(set.members, [&](const SetMember& member) {
      // An AppSpec for servers deploys no task definition; one that could not be read may.
      return member.kind == ManifestKind::appspec && facts_[member.manifest].platform != AppSpecPlatform::ec2;
    });
  }

  // Two pipelines whose own names say different environments and that both name the manifest.
  std::optional<std::string> pipelines_of_two_environments(std::size_t i) const {
    const PlannedPipeline* first = nullptr;
    for (const Reference& reference : plan_.references[i]) {
      const PlannedPipeline& pipeline = plan_.pipelines[reference.pipeline];
      if (pipeline.environment.empty()) continue;
      if (first == nullptr) first = &pipeline;
      if (pipeline.environment != first->environment) return first->path + " and " + pipeline.path;
    }
    return std::nullopt;
  }

  std::string label(const VariantGroup& group) const {
    std::vector<GroupMember> members;
    for (const std::size_t member : group.members) {
      const base::Span word = names_.names[member].word;
      members.push_back({facts_[member].path, word, !word.empty()});
    }
    return group_label(members);
  }

  std::span<const ManifestFacts> facts_;
  const RootNames& names_;
  const SetPlan& plan_;
  const config::Config& config_;
  std::vector<std::vector<std::size_t>> groups_of_set_;
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

RootBinding bind(std::span<const ManifestFacts> facts, std::span<const WorkflowFacts> workflows,
                 const Vocabulary& vocabulary, const config::Config& config) {
  const RootNames names = name_manifests(facts, vocabulary, config);
  SetPlan plan = plan_sets(facts, names, workflows, vocabulary);
  const Binder binder(facts, names, plan, config);
  RootBinding result;
  for (std::size_t i = 0; i < facts.size(); ++i) result.manifests.push_back(binder.bound(i));
  result.sets = std::move(plan.sets);
  return result;
}

}  // namespace paritylint::manifest
