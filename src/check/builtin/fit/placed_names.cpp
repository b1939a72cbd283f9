#include "check/builtin/fit/placed_names.h"

#include <algorithm>

#include "base/text.h"

namespace paritylint::check::builtin {

std::vector<PlacedName> container_names(const RootReporter& reporter, RootFile& file, const TaskDefinition& task) {
  std::vector<PlacedName> names;
  for (const Container& container : task.containers()) {
    if (!container.name.empty()) names.push_back({container.name, reporter.place_of(file, *container.name_value)});
  }
  return names;
}

std::string did_you_mean(std::string_view word, std::span<const PlacedName> names) {
  // Comparing costs the product of both lengths.
  constexpr std::size_t kMostNames = 50;
  constexpr std::size_t kLongestName = 255;
  if (names.size() > kMostNames || word.size() > kLongestName) return {};
  std::vector<std::string_view> texts;
  for (const PlacedName& name : names) texts.push_back(name.text.substr(0, kLongestName));
  const auto near = base::nearest(word, texts);
  if (!near) return {};
  const PlacedName& one = names[static_cast<std::size_t>(std::ranges::find(texts, *near) - texts.begin())];
  return ", did you mean " + base::quoted(RootReporter::shown(one.place, one.text)) + "?";
}

}  // namespace paritylint::check::builtin
