#include "manifest/neighbour_names.h"

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text.h"
#include "manifest/name_words.h"

namespace paritylint::manifest {
namespace {

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

class NeighbourNamer {
 public:
  NeighbourNamer(std::span<const ManifestFacts> facts, std::span<const std::size_t> by_path,
                 std::span<ManifestName> names)
      : facts_(facts), by_path_(by_path), names_(names) {}

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

  void run() {
    std::map<SlotKey, Slot> slots;
    for (const std::size_t i : by_path_) {
      const ManifestName& name = names_[i];
      if (name.source == EnvironmentSource::unknown || name.word.empty()) continue;
      const auto [slot, is_new] = slots.try_emplace(slot_key(i, name.word));
      if (is_new) slot->second.example = i;
      slot->second.known.insert(name.environment);
    }
    if (slots.empty()) return;
    for (const std::size_t i : by_path_) {
      if (names_[i].source != EnvironmentSource::unknown) continue;
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
    ManifestName& name = names_[i];
    name.environment = base::to_lower(slice(path, word));
    name.source = EnvironmentSource::neighbour;
    const std::string_view beside = facts_[neighbour].path;
    const bool in_name = word.begin >= path.size() - file_name_of(path).size();
    name.evidence = "beside " + std::string(in_name ? file_name_of(beside) : beside) + " the word ";
    name.evidence.append(slice(path, word)).append(" stands where the environment stands");
    name.set_word(path, word);
  }

  std::span<const ManifestFacts> facts_;
  std::span<const std::size_t> by_path_;
  std::span<ManifestName> names_;
};

}  // namespace

void name_by_neighbours(std::span<const ManifestFacts> facts, std::span<const std::size_t> by_path,
                        std::span<ManifestName> names) {
  NeighbourNamer(facts, by_path, names).run();
}

}  // namespace paritylint::manifest
