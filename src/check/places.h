// Places: where rules hold in one file, before anything is copied out of it.
//
// An alias leads to one text many times, and a generated file can hold a hundred thousand hits of one rule. So a text
// that a rule holds for is one place however it was reached, and of very many places the first are reported and the
// others counted: closing a place copies its surroundings. Internal to src/check.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/span.h"
#include "check/rule.h"
#include "check/subject.h"
#include "tree/tree.h"

namespace paritylint::check {

// How many places one rule reports in one file, aliases included.
constexpr std::size_t kMaxReportedPlaces = 1000;

// What a pattern's named group holds.
struct Capture {
  std::string_view name;  // views the rule's condition
  Subject subject;        // whose text it is a piece of
  base::Span decoded;
};

constexpr std::uint32_t kNoAtom = 0xffffffff;

struct Place {
  const RuleRecord* rule = nullptr;
  std::span<const Condition> conditions;  // the rule's
  Subject subject;
  std::uint32_t atom = kNoAtom;        // index into the file's atoms: the one that the rule asked for
  tree::NodeId label = tree::kNoNode;  // the leaf whose whole text is the region, in place of the subject's
  tree::NodeId named = tree::kNoNode;  // the value whose pointer names the place
  tree::NodeId via = tree::kNoNode;    // the alias that led here, unless the region stands where it is
  base::Span decoded;                  // the region in the subject's text
  base::Span span;                     // the region in the source
  std::string_view group;             // places with one rule and one group are one finding; empty: a finding of its own
  std::vector<tree::NodeId> aliases;  // through which the place was reached
  std::vector<Capture> captures;
  std::uint32_t more = 0;  // places that are not reported and counted here
};

class Places {
 public:
  void clear();
  // Add a place, or another alias to one that is known.
  void add(const Place& place);
  // The places to report, by their begin. Every one that is left out is counted at one of the same rule: of the same
  // group where there is one. A place that a better rule's place covers never takes the room of one that stands alone.
  std::vector<Place> take();

 private:
  struct Key {
    const RuleRecord* rule;
    base::Span span;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };
  std::vector<Place> places_;
  std::unordered_map<Key, std::size_t, KeyHash> index_of_;  // index into places_
};

}  // namespace paritylint::check
