#include "session/comparison.h"

namespace paritylint::session {

std::string short_place(std::string_view place) {
  constexpr std::string_view kContainer = "containerDefinitions[";
  constexpr std::string_view kService = "resources[targetservice].targetservice.properties.";
  if (place.starts_with(kService)) return std::string(place.substr(kService.size()));
  const std::size_t end = place.find("].");
  if (!place.starts_with(kContainer) || end == std::string_view::npos) return std::string(place);
  const std::string_view container = place.substr(kContainer.size(), end - kContainer.size());
  return std::string(container).append(": ").append(place.substr(end + 2));
}

}  // namespace paritylint::session
