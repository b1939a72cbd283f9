// Names are read in five steps, each only for manifests that the step before left without an environment: what the
// configuration says of the path; a known word in file name or folder; an unknown word where a neighbour has a known
// one; the accounts that the configuration gives to an environment; and, for the bare file of a group with named
// members, what its content says.
#include "manifest/root_names.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "base/text.h"
#include "manifest/characters.h"
#include "manifest/configured_names.h"
#include "manifest/name_words.h"
#include "manifest/neighbour_names.h"
#include "manifest/same_service.h"
#include "manifest/word_slots.h"

namespace paritylint::manifest {
namespace {

constexpr std::string_view kFolderMark = "{env}";

// Call visit(part) for each folder of a path that ends in '/' or is empty.
template <class Visit>
void for_each_folder(std::string_view folders, Visit&& visit) {
  for (const std::string_view part : base::split(folders, '/')) visit(part);
}

// A folder without those that are an environment's or a region's: deploy/{env}/us-east-1 is deploy.
std::string without_axes(std::string_view folder) {
  std::string result;
  for_each_folder(folder, [&](std::string_view part) {
    if (part.empty() || part == kFolderMark || region_in(part).size() == part.size()) return;
    if (!result.empty()) result += '/';
    result += part;
  });
  return result;
}

// The file name that variants share: without region, .yaml written .yml.
std::string shared_file_name(std::string_view name) {
  std::string result = without_region(name);
  if (result.ends_with(".yaml")) result.replace(result.size() - 4, 4, "yml");
  return result;
}

class Namer {
 public:
  Namer(std::span<const ManifestFacts> facts, const Vocabulary& vocabulary, const config::Config& config)
      : facts_(facts), vocabulary_(vocabulary), config_(config) {}

  RootNames run() {
    result_.names.resize(facts_.size());
    by_path_.resize(facts_.size());
    std::iota(by_path_.begin(), by_path_.end(), std::size_t{0});
    std::ranges::sort(by_path_, {}, [&](std::size_t i) { return facts_[i].path; });
    for (const std::size_t i : by_path_) {
      name_by_configuration(facts_[i].path, config_, vocabulary_, result_.names[i]);
    }
    name_by_words();
    name_by_neighbours(facts_, by_path_, vocabulary_, result_.names);
    name_by_declared_accounts();
    for (const std::size_t i : by_path_) complete(i);
    form_groups();
    find_varying(result_.groups);
    for (const VariantGroup& group : result_.groups) {
      if (group.varies) name_bare_members(group);
    }
    return std::move(result_);
  }

 private:
  // Of several words in a path the one counts that differs between the manifests: of stage-app-dev.json beside
  // stage-app-prod.json the last. Where none does, the first choice.
  void name_by_words() {
    std::vector<std::pair<std::size_t, std::vector<PathEnvironment>>> found;
    std::map<std::pair<ManifestKind, std::string>, std::set<std::string>> environments;  // by variant key
    for (const std::size_t i : by_path_) {
      if (result_.names[i].source != EnvironmentSource::unknown) continue;
      std::vector<PathEnvironment> choices = environments_in_path(facts_[i].path, vocabulary_);
      if (choices.empty()) continue;
      for (const PathEnvironment& one : choices) environments[{facts_[i].kind, one.variant_key}].insert(one.name);
      found.emplace_back(i, std::move(choices));
    }
    for (auto& [i, choices] : found) {
      // Not a structured binding, which clang lets no lambda capture.
      const ManifestKind kind = facts_[i].kind;
      const auto count_of = [&](const PathEnvironment& one) { return environments[{kind, one.variant_key}].size(); };
      std::size_t best = 0;
      for (std::size_t k = 1; k < choices.size(); ++k) {
        const bool as_strong = choices[k].is_strong || !choices.front().is_strong;
        if (as_strong && count_of(choices[k]) > count_of(choices[best])) best = k;
      }
      name_by_word(i, std::move(choices[best]));
    }
  }

  void name_by_word(std::size_t i, PathEnvironment found) {
    ManifestName& name = result_.names[i];
    name.base = vocabulary_[found.environment].name;
    name.environment = std::move(found.name);
    name.is_weak = !found.is_strong;
    name.source = found.from_folder ? EnvironmentSource::folder : EnvironmentSource::file_name;
    name.evidence = found.from_folder ? "the folder says " : "the file name says ";
    name.evidence += slice(facts_[i].path, found.word);
    name.word = found.word;
    name.variant_key = std::move(found.variant_key);
  }

  // A file whose path says nothing is guessed by its accounts, or by the region in its path. Files that differ in one
  // word and by accounts in their environment are variants, and the word tells them apart: the guess is sure then.
  void name_by_declared_accounts() {
    if (config_.environments.empty()) return;
    std::map<WordSlot, std::set<std::string_view>> environments;
    std::vector<std::size_t> named;
    for (const std::size_t i : by_path_) {
      ManifestName& name = result_.names[i];
      if (name.source != EnvironmentSource::unknown) continue;
      const bool by_accounts = name_by_accounts(facts_[i].identity, config_, name);
      if (!by_accounts && !name_by_region(region_in(facts_[i].path), config_, name)) continue;
      name.source = EnvironmentSource::content;
      if (!by_accounts) continue;
      named.push_back(i);
      for_each_word(facts_[i].path,
                    [&](base::Span word) { environments[word_slot(facts_[i], word)].insert(name.environment); });
    }
    for (const std::size_t i : named) {
      ManifestName& name = result_.names[i];
      for_each_word(facts_[i].path, [&](base::Span word) {
        if (name.source != EnvironmentSource::content || tells_parts_apart(slice(facts_[i].path, word))) return;
        if (environments[word_slot(facts_[i], word)].size() < 2) return;
        name.source = EnvironmentSource::accounts;
        name.set_word(facts_[i].path, word);
      });
    }
  }

  void complete(std::size_t i) {
    ManifestName& name = result_.names[i];
    const std::string_view path = facts_[i].path;
    if (name.variant_key.empty()) name.variant_key = path;
    name.folder = without_axes(folder_of(name.variant_key));
    const std::size_t name_begin = path.size() - file_name_of(path).size();
    base::Span in_name;
    if (!name.word.empty() && name.word.begin >= name_begin) {
      in_name = {base::offset32(name.word.begin - name_begin), base::offset32(name.word.end - name_begin)};
    }
    name.service = service_of_name(path.substr(name_begin), in_name);
    name.region = region_in(path);
  }

  void form_groups() {
    std::map<std::pair<ManifestKind, std::string>, std::size_t> numbers;
    for (const std::size_t i : by_path_) {
      ManifestName& name = result_.names[i];
      // Where the environment stands does not count: taskdef.json is the bare file of prod/taskdef.json.
      std::string key = name.folder + '/' + shared_file_name(file_name_of(name.variant_key));
      const auto [found, is_new] = numbers.try_emplace({facts_[i].kind, std::move(key)}, result_.groups.size());
      if (is_new) result_.groups.push_back({facts_[i].kind, found->first.second, {}, false});
      result_.groups[found->second].members.push_back(i);
      name.group = found->second;
    }
  }

  // A bare file beside one whose only word is ambiguous (taskdef-test.json) is its variant where the content says so,
  // and then every such pair with that word in the same folder.
  void find_varying(std::vector<VariantGroup>& groups) const {
    std::set<std::pair<std::string_view, std::string_view>> told;  // folders and environments
    std::vector<VariantGroup*> unclear;
    for (VariantGroup& group : groups) {
      std::set<std::string_view> environments;
      bool is_certain = false;
      for (const std::size_t i : group.members) {
        const ManifestName& name = result_.names[i];
        if (!name.is_named()) continue;
        environments.insert(name.environment);
        is_certain = is_certain || !name.is_weak;
      }
      if (group.members.size() < 2 || environments.empty()) continue;
      group.varies = is_certain || environments.size() > 1 || content_varies(group);
      const std::string_view folder = result_.names[group.members.front()].folder;
      for (const std::string_view environment : environments) {
        if (group.varies) told.emplace(folder, environment);
      }
      if (!group.varies) unclear.push_back(&group);
    }
    for (VariantGroup* const group : unclear) {
      group->varies = std::ranges::any_of(group->members, [&](std::size_t i) {
        return result_.names[i].is_named() && told.contains({result_.names[i].folder, result_.names[i].environment});
      });
    }
  }

  // The names in a named member are those of a bare one with the word of the environment: shop-test beside shop.
  bool content_varies(const VariantGroup& group) const {
    const auto content = [&](std::size_t i) {
      return NamedContent{*facts_[i].identity, slice(facts_[i].path, result_.names[i].word)};
    };
    constexpr std::size_t kMostCompared = 8;  // of a group; an honest one has few bare files: one a region
    const std::span<const std::size_t> members(group.members.data(), std::min(group.members.size(), kMostCompared));
    return std::ranges::any_of(members, [&](std::size_t i) {
      if (!result_.names[i].is_named() || facts_[i].identity == nullptr) return false;
      return std::ranges::any_of(members, [&](std::size_t bare) {
        if (result_.names[bare].is_named() || facts_[bare].identity == nullptr) return false;
        const ServiceComparison compared = compare_services(content(i), content(bare), vocabulary_);
        return compared.verdict == SameService::same && compared.by_word;
      });
    });
  }

  void name_bare_members(const VariantGroup& group) {
    for (const std::size_t i : group.members) {
      ManifestName& name = result_.names[i];
      if (name.source != EnvironmentSource::unknown) continue;
      name.source = EnvironmentSource::content;
      if (name_by_content(i, group, name)) continue;
      name.environment = "default";
      name.evidence = "it is the bare file beside files that name an environment";
    }
  }

  // Its content names one environment, and no named file beside it is that environment's.
  bool name_by_content(std::size_t i, const VariantGroup& group, ManifestName& name) const {
    const Identity* identity = facts_[i].identity;
    if (identity == nullptr || identity->votes.size() != 1) return false;
    const EnvironmentVote& vote = identity->votes.front();
    const std::string_view environment = vocabulary_[vote.environment].name;
    const bool taken = std::ranges::any_of(group.members, [&](std::size_t other) {
      return result_.names[other].is_named() && result_.names[other].base == environment;
    });
    if (taken) return false;
    name.environment = environment;
    name.base = environment;
    const bool is_plural = vote.places != bit(NamePlace::family) && vote.places != bit(NamePlace::log_group) &&
                           vote.places != bit(NamePlace::image) && vote.places != bit(NamePlace::bucket);
    name.evidence = "its " + describe_places(vote.places) + (is_plural ? " say " : " says ");
    name.evidence += environment;
    return true;
  }

  std::span<const ManifestFacts> facts_;
  const Vocabulary& vocabulary_;
  const config::Config& config_;
  std::vector<std::size_t> by_path_;  // indices in order of path, so that the order of `facts` does not matter
  RootNames result_;
};

}  // namespace

void ManifestName::set_word(std::string_view path, base::Span span) {
  word = span;
  variant_key = path_without_word(path, span);
}

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string_view file_name_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

RootNames name_manifests(std::span<const ManifestFacts> facts, const Vocabulary& vocabulary,
                         const config::Config& config) {
  return Namer(facts, vocabulary, config).run();
}

}  // namespace paritylint::manifest
