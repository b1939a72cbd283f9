// Binding of all manifests of one root, in three steps: each path gives an environment and a variant key; manifests
// with one key and kind are a group; groups of one folder (without environment folders) are a set, to which manifests
// below without a buildspec of their own are added when there is one candidate.
//
// A group makes variants when it has two members, at least one of them named for an environment: a name alone, without
// a sibling to compare with, is a guess.
#include "manifest/binding.h"

#include <algorithm>
#include <map>
#include <utility>

#include "manifest/characters.h"
#include "manifest/group_label.h"
#include "manifest/regions.h"

namespace paritylint::manifest {
namespace {

constexpr std::string_view kFolderMark = "{env}";

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

// A folder without its environment folders: deploy/{env} is deploy.
std::string without_marks(std::string_view folder) {
  std::string result;
  while (!folder.empty()) {
    const std::size_t slash = folder.find('/');
    const std::string_view part = folder.substr(0, slash);
    if (part != kFolderMark) {
      if (!result.empty()) result += '/';
      result += part;
    }
    folder = slash == std::string_view::npos ? std::string_view() : folder.substr(slash + 1);
  }
  return result;
}

// A file name without a region and the separator before it: one environment may have a file per region.
std::string without_region(std::string_view file) {
  for (std::size_t i = 1; i < file.size(); ++i) {
    if (!base::is_lower(file[i]) || !begins_word(file, i)) continue;
    const auto region = region_at(file, i);
    if (region) return std::string(file.substr(0, i - 1)) += file.substr(region->end);
  }
  return std::string(file);
}

// Everything that binding learns about one manifest.
struct Draft {
  const ManifestFacts* facts = nullptr;
  std::optional<PathEnvironment> environment;
  std::string variant_key;
  std::string set;
  std::size_t group = 0;
};

// Manifests of one kind that share a variant key.
struct Group {
  ManifestKind kind = ManifestKind::taskdef;
  std::string key;
  std::string set;
  std::vector<std::size_t> members;
  std::size_t named = 0;  // members whose path names an environment

  bool makes_variants() const { return members.size() >= 2 && named >= 1; }
};

class Binder {
 public:
  explicit Binder(std::span<const ManifestFacts> facts) {
    for (const ManifestFacts& one : facts) drafts_.push_back(draft_of(one));
    form_groups();
    join_sets();
  }

  std::vector<BoundManifest> results() const {
    std::vector<BoundManifest> results;
    for (const Draft& draft : drafts_) results.push_back(bound(draft));
    return results;
  }

 private:
  static Draft draft_of(const ManifestFacts& facts) {
    Draft draft;
    draft.facts = &facts;
    draft.environment = environment_of_path(facts.path);
    draft.variant_key = draft.environment ? draft.environment->variant_key : std::string(facts.path);
    draft.set = without_marks(folder_of(draft.variant_key));
    return draft;
  }

  // The key that ignores where the environment stands, so that taskdef.json is the bare file of prod/taskdef.json.
  static std::string group_key(const Draft& draft) {
    const std::string_view key = draft.variant_key;
    const std::size_t slash = key.rfind('/');
    const std::string_view file = slash == std::string_view::npos ? key : key.substr(slash + 1);
    return without_marks(folder_of(key)) + '/' + without_region(file);
  }

  void form_groups() {
    std::map<std::pair<ManifestKind, std::string>, std::size_t> numbers;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      Draft& draft = drafts_[i];
      const auto [found, is_new] = numbers.try_emplace({draft.facts->kind, group_key(draft)}, groups_.size());
      if (is_new) groups_.push_back({draft.facts->kind, found->first.second, draft.set, {}, 0});
      Group& group = groups_[found->second];
      group.members.push_back(i);
      group.named += draft.environment ? 1 : 0;
      draft.group = found->second;
    }
  }

  // Move each set without a buildspec to the nearest folder above that has exactly one group of them.
  void join_sets() {
    std::map<std::string, std::size_t, std::less<>> buildspecs;  // groups per set
    for (const Group& group : groups_) buildspecs[group.set] += group.kind == ManifestKind::buildspec ? 1 : 0;
    for (Group& group : groups_) {
      if (const auto target = candidate_above(group.set, buildspecs)) group.set = *target;
    }
    for (Draft& draft : drafts_) draft.set = groups_[draft.group].set;
    for (std::size_t i = 0; i < groups_.size(); ++i) sets_[groups_[i].set].push_back(i);
  }

  static std::optional<std::string> candidate_above(const std::string& set,
                                                    const std::map<std::string, std::size_t, std::less<>>& buildspecs) {
    if (buildspecs.at(set) > 0) return std::nullopt;
    std::string_view folder = set;
    while (!folder.empty()) {
      folder = folder_of(folder);
      const auto found = buildspecs.find(folder);
      if (found == buildspecs.end() || found->second == 0) continue;
      if (found->second > 1) return std::nullopt;
      return std::string(folder);
    }
    return std::nullopt;
  }

  // The first group of another kind in the set that makes variants.
  const Group* varying_sibling(const Group& group) const {
    for (const std::size_t number : sets_.at(group.set)) {
      const Group& other = groups_[number];
      if (other.kind != group.kind && other.makes_variants()) return &other;
    }
    return nullptr;
  }

  bool has_pipeline(const Group& group) const {
    const auto& numbers = sets_.at(group.set);
    return std::any_of(numbers.begin(), numbers.end(), [&](std::size_t number) {
      const Group& other = groups_[number];
      if (other.kind == ManifestKind::buildspec) return true;
      if (other.kind != ManifestKind::appspec) return false;
      // An AppSpec for servers deploys no task definition; one that could not be read may.
      return std::any_of(other.members.begin(), other.members.end(),
                         [&](std::size_t member) { return drafts_[member].facts->platform != AppSpecPlatform::ec2; });
    });
  }

  std::string label(const Group& group) const {
    std::vector<GroupMember> members;
    for (const std::size_t member : group.members) {
      const Draft& draft = drafts_[member];
      members.push_back({draft.facts->path, draft.environment ? draft.environment->word : base::Span{},
                         draft.environment.has_value()});
    }
    return group_label(members);
  }

  static std::string says(const Draft& draft) {
    const std::string_view word = slice(draft.facts->path, draft.environment->word);
    return std::string(draft.environment->from_folder ? "the folder" : "the file name") + " says " + std::string(word);
  }

  BoundManifest bound(const Draft& draft) const {
    const Group& group = groups_[draft.group];
    BoundManifest result;
    result.set = draft.set;
    result.variant_key = draft.variant_key;
    result.set_has_pipeline = has_pipeline(group);
    if (draft.environment) result.environment = draft.environment->environment;
    const Group* sibling = varying_sibling(group);
    if (group.makes_variants()) {
      result.binding = Binding::variant;
      result.evidence = "variant of " + label(group) + ": ";
      result.evidence += draft.environment ? says(draft) : "the bare file beside files that name an environment";
    } else if (draft.environment && sibling != nullptr) {
      result.binding = Binding::variant;
      result.evidence = "variant: " + says(draft) + ", and " + label(*sibling) + " in its set has variants";
    } else if (draft.facts->has_identity_placeholder) {
      result.binding = Binding::shared;
      result.evidence = "shared: a placeholder stands for an account, a region or a resource";
      result.environment_guessed = draft.environment.has_value();
    } else if (sibling != nullptr) {
      result.binding = Binding::shared;
      result.evidence = "shared: " + label(*sibling) + " in its set has variants and this file has none";
    } else {
      result.environment_guessed = draft.environment.has_value();
      result.evidence = draft.environment
                            ? "single: " + says(draft) + ", but no file beside it names another environment"
                            : "single: no variant of it was found, and no placeholder stands for what differs";
    }
    return result;
  }

  std::vector<Draft> drafts_;
  std::vector<Group> groups_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> sets_;
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

std::vector<BoundManifest> bind(std::span<const ManifestFacts> facts) { return Binder(facts).results(); }

}  // namespace paritylint::manifest
