// RawMatch: one place where one rule holds, closed, before anything outside the file is known. Results of file rules
// are kept in this form; check/settle.h makes findings of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/finding.h"
#include "check/rule.h"

namespace paritylint::check {

struct RawMatch {
  const RuleRecord* rule = nullptr;
  Location location;
  std::string message;
  std::string value;              // decoded text of the region, masked when secret
  std::string group;              // places with one rule and one group are one finding; empty: a finding of its own
  std::vector<Location> related;  // the alias through which a value is used, the first of two duplicate keys
  std::string_view help;          // what to write instead at this place; empty: what the rule says everywhere
  std::string line_hash;          // GitHub's primaryLocationLineHash of the region's first line
  bool in_comment = false;
  std::uint32_t more_places = 0;         // places of this kind that are counted here and not reported (check/places.h)
  std::optional<Level> level;            // replaces the rule's severity
  std::optional<Difference> difference;  // of rules that compare environments
  std::string identity;                  // what the finding is known by, instead of its file and place; empty: by these
};

// A match of a rule about several files. Its location and the related ones name theirs.
struct PlacedMatch {
  std::string path;  // root-relative: of the file that the finding is about in the first place
  RawMatch match;
};

}  // namespace paritylint::check
