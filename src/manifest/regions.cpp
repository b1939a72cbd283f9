#include "manifest/regions.h"

#include <algorithm>

#include "manifest/characters.h"
#include "manifest/data_tables.h"

namespace paritylint::manifest {
namespace {

// Longer names first, so that "northeast" is not read as "north".
constexpr std::string_view kDirections[] = {"northeast", "northwest", "southeast", "southwest", "north",
                                            "south",     "east",      "west",      "central"};

// The end of `-direction-number` at `index`, or 0.
std::size_t direction_end(std::string_view text, std::size_t index) {
  if (at_or_nul(text, index) != '-') return 0;
  const std::string_view rest = text.substr(index + 1);
  const auto* direction = std::find_if(std::begin(kDirections), std::end(kDirections),
                                       [&](std::string_view name) { return rest.starts_with(name); });
  if (direction == std::end(kDirections)) return 0;
  const std::size_t dash = index + 1 + direction->size();
  if (at_or_nul(text, dash) != '-' || !base::is_digit(at_or_nul(text, dash + 1))) return 0;
  const std::size_t end = base::is_digit(at_or_nul(text, dash + 2)) ? dash + 3 : dash + 2;
  const char next = at_or_nul(text, end);
  const bool zone = next >= 'a' && next <= 'f' && !base::is_alnum(at_or_nul(text, end + 1));
  return !base::is_alnum(next) || zone ? end : 0;
}

}  // namespace

std::optional<base::Span> region_at(std::string_view text, std::size_t begin) {
  const std::string_view rest = text.substr(begin);
  if (rest.size() < 9 || rest.find('-', 2) > 4) return std::nullopt;
  for (const Partition& partition : partitions()) {
    for (const std::string_view prefix : partition.region_prefixes) {
      if (!rest.starts_with(prefix)) continue;
      if (const std::size_t end = direction_end(text, begin + prefix.size()); end != 0) {
        return base::Span{base::offset32(begin), base::offset32(end)};
      }
    }
  }
  return std::nullopt;
}

std::string_view partition_of(std::string_view name) {
  for (const Partition& partition : partitions()) {
    for (const std::string_view prefix : partition.region_prefixes) {
      if (name.starts_with(prefix) && direction_end(name, prefix.size()) == name.size()) return partition.id;
    }
  }
  return {};
}

std::optional<base::Span> region_before(std::string_view text, std::size_t end) {
  constexpr std::size_t kLongestRegion = 20;
  for (std::size_t begin = end; begin > 0 && end - begin < kLongestRegion;) {
    --begin;
    if (!base::is_lower(text[begin]) || !begins_word(text, begin)) continue;
    const auto region = region_at(text, begin);
    if (region && region->end == end) return region;
  }
  return std::nullopt;
}

}  // namespace paritylint::manifest
