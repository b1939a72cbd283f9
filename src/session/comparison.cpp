#include "session/comparison.h"

namespace paritylint::session {
namespace {

struct SplitPlace {
  std::string_view container;  // empty: the place is in none
  std::string_view rest;
};

SplitPlace split(std::string_view place) {
  constexpr std::string_view kContainer = "containerDefinitions[";
  constexpr std::string_view kService = "resources[targetservice].targetservice.properties.";
  if (place.starts_with(kService)) return {{}, place.substr(kService.size())};
  const std::size_t end = place.find("].");
  if (!place.starts_with(kContainer) || end == std::string_view::npos) return {{}, place};
  return {place.substr(kContainer.size(), end - kContainer.size()), place.substr(end + 2)};
}

}  // namespace

std::string short_place(std::string_view place) {
  const auto [container, rest] = split(place);
  return container.empty() ? std::string(rest) : std::string(container).append(": ").append(rest);
}

std::string place_in_sentence(std::string_view place) {
  const auto [container, rest] = split(place);
  return container.empty() ? std::string(rest) : std::string(rest).append(" of ").append(container);
}

}  // namespace paritylint::session
