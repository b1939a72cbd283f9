#include "manifest/neighbour_names.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "manifest/name_words.h"
#include "manifest/same_service.h"
#include "manifest/word_slots.h"

namespace paritylint::manifest {
namespace {

struct Candidate {
  std::size_t manifest = 0;
  base::Span word;
  SameService verdict = SameService::unknown;
  std::string evidence;  // of the verdict
};

struct Slot {
  std::vector<std::size_t> examples;  // the first manifests by path whose word is known
  std::set<std::string_view> known;   // environments
  bool is_certain = false;            // one of them has an unambiguous word
  std::vector<Candidate> candidates;  // whose word is unknown
};

class NeighbourNamer {
 public:
  NeighbourNamer(std::span<const ManifestFacts> facts, std::span<const std::size_t> by_path,
                 const Vocabulary& vocabulary, std::span<ManifestName> names)
      : facts_(facts), by_path_(by_path), vocabulary_(vocabulary), names_(names) {}

  void run() {
    find_slots();
    if (slots_.empty()) return;
    find_candidates();
    for (Slot& slot : slots_) {
      for (Candidate& candidate : slot.candidates) judge(candidate, slot);
    }
    // What one file's content tells of a word holds for the files whose content tells nothing, as a buildspec's.
    for (Slot& slot : slots_) {
      for (Candidate& candidate : slot.candidates) {
        if (candidate.verdict == SameService::unknown) judge_by_others(candidate);
      }
      name_candidates(slot);
    }
  }

 private:
  std::string word_of(const Candidate& candidate) const {
    return base::to_lower(slice(facts_[candidate.manifest].path, candidate.word));
  }

  void find_slots() {
    constexpr std::size_t kMostExamples = 8;
    for (const std::size_t i : by_path_) {
      const ManifestName& name = names_[i];
      if (name.source == EnvironmentSource::unknown || name.word.empty()) continue;
      const auto [number, is_new] = numbers_.try_emplace(word_slot(facts_[i], name.word), slots_.size());
      if (is_new) slots_.emplace_back();
      Slot& slot = slots_[number->second];
      if (slot.examples.size() < kMostExamples) slot.examples.push_back(i);
      slot.known.insert(name.environment);
      slot.is_certain = slot.is_certain || !name.is_weak;
    }
  }

  void find_candidates() {
    for (const std::size_t i : by_path_) {
      if (names_[i].source != EnvironmentSource::unknown) continue;
      bool placed = false;
      for_each_word(facts_[i].path, [&](base::Span word) {
        if (placed || tells_parts_apart(slice(facts_[i].path, word))) return;
        const auto number = numbers_.find(word_slot(facts_[i], word));
        if (number == numbers_.end()) return;
        slots_[number->second].candidates.push_back({i, word, SameService::unknown, {}});
        placed = true;
      });
    }
  }

  // By what the manifest and those with a known word are called: one of them with the same names is enough.
  void judge(Candidate& candidate, const Slot& slot) {
    const Identity* const own = facts_[candidate.manifest].identity;
    if (own == nullptr) return;
    for (const std::size_t example : slot.examples) {
      const Identity* const other = facts_[example].identity;
      if (other == nullptr || candidate.verdict == SameService::same) continue;
      ServiceComparison compared =
          compare_services({*own, slice(facts_[candidate.manifest].path, candidate.word)},
                           {*other, slice(facts_[example].path, names_[example].word)}, vocabulary_);
      const bool tells_more = compared.verdict == SameService::same || candidate.verdict == SameService::unknown;
      if (!tells_more) continue;
      candidate.verdict = compared.verdict;
      candidate.evidence = std::move(compared.evidence);
    }
    if (candidate.verdict == SameService::unknown) return;
    const auto [known, is_new] = told_.try_emplace(word_of(candidate), &candidate);
    if (!is_new && candidate.verdict == SameService::same) known->second = &candidate;
  }

  void judge_by_others(Candidate& candidate) {
    const auto told = told_.find(word_of(candidate));
    if (told == told_.end()) return;
    candidate.verdict = told->second->verdict;
    candidate.evidence = "so says " + std::string(facts_[told->second->manifest].path);
  }

  void name_candidates(const Slot& slot) {
    std::size_t count = 0;
    for (const Candidate& one : slot.candidates) {
      const bool is_service = one.verdict == SameService::different;
      count += is_service ? 0 : 1;
      if (is_service) refuse(one, slot);
    }
    // More unknown words than known ones: then they tell something else apart, and the known one is the odd one out.
    if (count > slot.known.size()) return;
    for (const Candidate& one : slot.candidates) {
      // Beside a single ambiguous word (test) only the content can tell.
      const bool is_certain = slot.is_certain || slot.known.size() > 1;
      if (one.verdict == SameService::same || (one.verdict == SameService::unknown && is_certain)) accept(one, slot);
    }
  }

  std::string_view example_of(const Candidate& candidate, const Slot& slot) const {
    const std::string_view path = facts_[candidate.manifest].path;
    const std::string_view beside = facts_[slot.examples.front()].path;
    const bool in_name = candidate.word.begin >= path.size() - file_name_of(path).size();
    return in_name ? file_name_of(beside) : beside;
  }

  void accept(const Candidate& candidate, const Slot& slot) {
    const std::string_view path = facts_[candidate.manifest].path;
    ManifestName& name = names_[candidate.manifest];
    name.environment = word_of(candidate);
    name.source = EnvironmentSource::neighbour;
    name.evidence = "beside " + std::string(example_of(candidate, slot)) + " the word ";
    name.evidence.append(slice(path, candidate.word)).append(" stands where the environment stands");
    if (!candidate.evidence.empty()) name.evidence += ", " + candidate.evidence;
    name.set_word(path, candidate.word);
  }

  void refuse(const Candidate& candidate, const Slot& slot) {
    std::string& refusal = names_[candidate.manifest].refusal;
    refusal = std::string(slice(facts_[candidate.manifest].path, candidate.word)) + " stands where ";
    refusal.append(example_of(candidate, slot)).append(" has its environment, but names a service: ");
    refusal += candidate.evidence;
  }

  std::span<const ManifestFacts> facts_;
  std::span<const std::size_t> by_path_;
  const Vocabulary& vocabulary_;
  std::span<ManifestName> names_;
  std::vector<Slot> slots_;  // in order of their first path
  std::map<WordSlot, std::size_t> numbers_;
  std::map<std::string, const Candidate*> told_;  // by word, one whose content tells; what is the same before others
};

}  // namespace

void name_by_neighbours(std::span<const ManifestFacts> facts, std::span<const std::size_t> by_path,
                        const Vocabulary& vocabulary, std::span<ManifestName> names) {
  NeighbourNamer(facts, by_path, vocabulary, names).run();
}

}  // namespace paritylint::manifest
