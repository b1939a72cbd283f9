// Names are read in four steps, each only for manifests that the step before left without an environment: what the
// configuration says of the path; a known word in file name or folder; an unknown word where a neighbour has a known
// one; and, for the bare file of a group with named members, what its content says.
#include "manifest/root_names.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "base/text.h"
#include "manifest/characters.h"
#include "manifest/name_words.h"

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

// A word of a path that could be an environment's: a whole folder, or a word of the file name (split at camel humps).
template <class Visit>
void for_each_slot(std::string_view path, Visit&& visit) {
  const std::size_t name_begin = path.size() - file_name_of(path).size();
  std::size_t begin = name_begin;
  for (std::size_t i = name_begin; i <= path.size(); ++i) {
    const bool ends = i == path.size() || !base::is_alnum(path[i]);
    const bool hump = !ends && i > begin && base::is_upper(path[i]) && base::is_lower(path[i - 1]);
    if (!ends && !hump) continue;
    if (i > begin) visit(base::Span{base::offset32(begin), base::offset32(i)});
    begin = hump ? i : i + 1;
  }
  for (std::size_t folder = 0; folder < name_begin;) {
    const std::size_t end = path.find('/', folder);
    visit(base::Span{base::offset32(folder), base::offset32(end)});
    folder = end + 1;
  }
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
      if (!name_by_configuration(i)) name_by_word(i);
    }
    name_by_neighbours();
    for (const std::size_t i : by_path_) complete(i);
    form_groups();
    for (const VariantGroup& group : result_.groups) {
      if (group.makes_variants()) name_bare_members(group);
    }
    return std::move(result_);
  }

 private:
  static void set_word(ManifestName& name, std::string_view path, base::Span word) {
    name.word = word;
    name.variant_key = path_without_word(path, word);
  }

  // What the configuration says of a path: the environment, and the glob and the place that say so.
  struct Claim {
    std::string_view environment;
    std::string_view glob;  // of the environment's files; "" when a deployment says it
    const config::Place* place = nullptr;
  };

  // As for portability, the last of several that match counts. A deployment to one environment claims a file that no
  // environment does.
  std::optional<Claim> claim_of(std::string_view path) const {
    const auto matching = [&](const std::vector<std::string>& globs) {
      return std::ranges::find_if(globs, [&](const std::string& glob) { return base::glob_matches(glob, path); });
    };
    for (auto one = config_.environments.rbegin(); one != config_.environments.rend(); ++one) {
      const auto glob = matching(one->files);
      if (glob != one->files.end()) return Claim{one->name, *glob, &one->place};
    }
    for (auto one = config_.deployments.rbegin(); one != config_.deployments.rend(); ++one) {
      if (one->environments.size() != 1) continue;
      const auto glob = matching(one->files);
      if (glob != one->files.end()) return Claim{one->environments.front(), {}, &one->place};
    }
    return std::nullopt;
  }

  bool name_by_configuration(std::size_t i) {
    const std::string_view path = facts_[i].path;
    const auto claim = claim_of(path);
    if (!claim) return false;
    ManifestName& name = result_.names[i];
    name.environment = claim->environment;
    name.source = EnvironmentSource::configuration;
    name.evidence = claim->place->path.empty() ? std::string(config::kFileName) : claim->place->path;
    name.evidence += ", line ";
    base::append_number(name.evidence, claim->place->line);
    const auto by_word = environment_of_path(path, vocabulary_);
    if (by_word && vocabulary_[by_word->environment].name == claim->environment) {
      name.word = by_word->word;
      name.variant_key = by_word->variant_key;
    } else if (const auto word = claim->glob.empty() ? std::nullopt : distinguishing_part(path, claim->glob)) {
      set_word(name, path, *word);
    } else {
      name.variant_key = path;
    }
    return true;
  }

  // The part of `path` by which a configured glob tells its environment: the first folder, or else the file name's
  // stem, that the glob spells out and that globs of other environments do not have.
  std::optional<base::Span> distinguishing_part(std::string_view path, std::string_view glob) const {
    std::size_t begin = 0;
    const std::vector<std::string_view> wanted = base::split(glob, '/');
    for (const std::string_view part : base::split(path, '/')) {
      const std::size_t end = begin + part.size();
      const bool spelled = std::ranges::find(wanted, part) != wanted.end();
      const bool everywhere = std::ranges::all_of(config_.environments, [&](const config::Environment& other) {
        return std::ranges::any_of(other.files, [&](const std::string& file) {
          const auto parts = base::split(file, '/');
          return std::ranges::find(parts, part) != parts.end();
        });
      });
      if (spelled && !everywhere) {
        const std::size_t stem = end == path.size() ? std::min(part.find('.'), part.size()) : part.size();
        return base::Span{base::offset32(begin), base::offset32(begin + stem)};
      }
      begin = end + 1;
    }
    return std::nullopt;
  }

  void name_by_word(std::size_t i) {
    const std::string_view path = facts_[i].path;
    auto found = environment_of_path(path, vocabulary_);
    if (!found) return;
    ManifestName& name = result_.names[i];
    name.environment = vocabulary_[found->environment].name;
    name.source = found->from_folder ? EnvironmentSource::folder : EnvironmentSource::file_name;
    name.evidence = found->from_folder ? "the folder says " : "the file name says ";
    name.evidence += slice(path, found->word);
    name.word = found->word;
    name.variant_key = std::move(found->variant_key);
  }

  // Everything of a path but one word: where a known environment's word stands in one name, an unknown one may stand in
  // another.
  struct Slot {
    std::size_t example = 0;                                  // the first manifest by path whose word is known
    std::set<std::string_view> known;                         // environments
    std::vector<std::pair<std::size_t, base::Span>> unknown;  // manifests and their words
  };
  using SlotKey = std::tuple<ManifestKind, std::string, std::string>;
  SlotKey slot_key(std::size_t i, base::Span word) const {
    const std::string_view path = facts_[i].path;
    return {facts_[i].kind, std::string(path.substr(0, word.begin)), std::string(path.substr(word.end))};
  }

  void name_by_neighbours() {
    std::map<SlotKey, Slot> slots;
    for (const std::size_t i : by_path_) {
      const ManifestName& name = result_.names[i];
      if (name.source == EnvironmentSource::unknown || name.word.empty()) continue;
      const auto [slot, is_new] = slots.try_emplace(slot_key(i, name.word));
      if (is_new) slot->second.example = i;
      slot->second.known.insert(name.environment);
    }
    if (slots.empty()) return;
    for (const std::size_t i : by_path_) {
      if (result_.names[i].source != EnvironmentSource::unknown) continue;
      bool placed = false;
      for_each_slot(facts_[i].path, [&](base::Span word) {
        if (placed || tells_parts_apart(slice(facts_[i].path, word))) return;
        const auto slot = slots.find(slot_key(i, word));
        if (slot == slots.end()) return;
        slot->second.unknown.emplace_back(i, word);
        placed = true;
      });
    }
    for (const auto& [key, slot] : slots) {
      // More unknown words than known ones: then they tell something else apart, and the known one is the odd one out.
      if (slot.unknown.size() > slot.known.size()) continue;
      for (const auto& [i, word] : slot.unknown) name_by_neighbour(i, word, slot.example);
    }
  }

  void name_by_neighbour(std::size_t i, base::Span word, std::size_t neighbour) {
    const std::string_view path = facts_[i].path;
    ManifestName& name = result_.names[i];
    name.environment = base::to_lower(slice(path, word));
    name.source = EnvironmentSource::neighbour;
    const std::string_view beside = facts_[neighbour].path;
    const bool in_name = word.begin >= path.size() - file_name_of(path).size();
    name.evidence = "beside " + std::string(in_name ? file_name_of(beside) : beside) + " the word ";
    name.evidence.append(slice(path, word)).append(" stands where the environment stands");
    set_word(name, path, word);
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
      if (is_new) result_.groups.push_back({facts_[i].kind, found->first.second, {}, 0});
      VariantGroup& group = result_.groups[found->second];
      group.members.push_back(i);
      group.named += name.is_named() ? 1 : 0;
      name.group = found->second;
    }
  }

  void name_bare_members(const VariantGroup& group) {
    for (const std::size_t i : group.members) {
      ManifestName& name = result_.names[i];
      if (name.source != EnvironmentSource::unknown) continue;
      name.source = EnvironmentSource::content;
      if (name_by_accounts(i, name) || name_by_content(i, group, name)) continue;
      name.environment = "default";
      name.evidence = "it is the bare file beside files that name an environment";
    }
  }

  // All its accounts belong to one configured environment and to no other.
  bool name_by_accounts(std::size_t i, ManifestName& name) const {
    const Identity* identity = facts_[i].identity;
    if (identity == nullptr || identity->accounts.empty()) return false;
    const config::Environment* owner = nullptr;
    for (const config::Environment& one : config_.environments) {
      const bool all = std::ranges::all_of(identity->accounts, [&](const std::string& account) {
        return std::ranges::find(one.accounts, account) != one.accounts.end();
      });
      if (!all) continue;
      if (owner != nullptr) return false;
      owner = &one;
    }
    if (owner == nullptr) return false;
    name.environment = owner->name;
    name.evidence = "its account " + identity->accounts.front() + " belongs to " + owner->name;
    return true;
  }

  // Its content names one environment, and no named file beside it is that environment's.
  bool name_by_content(std::size_t i, const VariantGroup& group, ManifestName& name) const {
    const Identity* identity = facts_[i].identity;
    if (identity == nullptr || identity->votes.size() != 1) return false;
    const EnvironmentVote& vote = identity->votes.front();
    const std::string_view environment = vocabulary_[vote.environment].name;
    const bool taken = std::ranges::any_of(group.members, [&](std::size_t other) {
      return result_.names[other].is_named() && result_.names[other].environment == environment;
    });
    if (taken) return false;
    name.environment = environment;
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
