#include "check/places.h"

#include <algorithm>
#include <map>
#include <utility>

namespace paritylint::check {
namespace {

// Tells which places lie inside a place of a rule that supersedes theirs, in one sweep. What the user sees in the end
// depends on the levels, which are not known yet (check/settle.h).
class Coverage {
 public:
  // Requires: places come by begin, the longer first, of equal ones the superseding first.
  bool is_covered(const Place& place) {
    const bool comment = place.subject.part == Subject::Part::comment;
    const auto found = covered_until_.find({place.rule->id, comment});
    const bool covered = found != covered_until_.end() && found->second >= place.span.end;
    for_each_line(place.rule->supersedes, [&](std::string_view id) {
      std::uint32_t& until = covered_until_[{id, comment}];
      until = std::max(until, place.span.end);
    });
    return covered;
  }

 private:
  std::map<std::pair<std::string_view, bool>, std::uint32_t> covered_until_;  // by superseded rule and "in a comment"
};

bool earlier(const Place& a, const Place& b) {
  if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
  if (a.span.end != b.span.end) return a.span.end > b.span.end;
  if (a.rule->supersedes.empty() != b.rule->supersedes.empty()) return b.rule->supersedes.empty();
  return a.rule->id < b.rule->id;
}

// The reported places of one rule, either those that are covered or those that are not.
struct ReportedPlaces {
  std::size_t count = 0;  // aliases included
  std::size_t last = 0;   // index of the last reported place
  std::map<std::string_view, std::size_t> last_of_group;
};

}  // namespace

std::size_t Places::KeyHash::operator()(const Key& key) const {
  const std::uint64_t span = std::uint64_t{key.span.begin} << 32 | key.span.end;
  return std::hash<std::uint64_t>()(span * 0x9e3779b97f4a7c15u) ^ std::hash<const void*>()(key.rule);
}

void Places::clear() {
  places_.clear();
  index_of_.clear();
}

void Places::add(const Place& place) {
  const auto [at, is_new] = index_of_.try_emplace({place.rule, place.span}, places_.size());
  if (is_new) places_.push_back(place);
  if (place.via == tree::kNoNode) return;
  Place& known = places_[at->second];
  if (known.aliases.size() < kMaxReportedPlaces) {
    known.aliases.push_back(place.via);
  } else {
    ++known.more;
  }
}

std::vector<Place> Places::take() {
  std::ranges::sort(places_, earlier);
  Coverage coverage;
  std::map<std::pair<const RuleRecord*, bool>, ReportedPlaces> reported_of;
  std::vector<Place> reported;
  for (Place& place : places_) {
    ReportedPlaces& mine = reported_of[{place.rule, coverage.is_covered(place)}];
    if (mine.count >= kMaxReportedPlaces) {
      const auto same = mine.last_of_group.find(place.group);
      Place& other = reported[same == mine.last_of_group.end() ? mine.last : same->second];
      other.more += base::offset32(1 + place.aliases.size()) + place.more;
      continue;
    }
    const std::size_t room = kMaxReportedPlaces - mine.count - 1;
    if (place.aliases.size() > room) {
      place.more += base::offset32(place.aliases.size() - room);
      place.aliases.resize(room);
    }
    mine.count += 1 + place.aliases.size();
    mine.last = reported.size();
    if (!place.group.empty()) mine.last_of_group[place.group] = reported.size();
    reported.push_back(std::move(place));
  }
  clear();
  return reported;
}

}  // namespace paritylint::check
