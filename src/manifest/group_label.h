// A short name for a group of variants: taskdef{,-prod}.json, deploy/{dev,prod}/taskdef.json.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/span.h"

namespace paritylint::manifest {

struct GroupMember {
  std::string_view path;
  base::Span word;  // the environment word in the path
  bool has_word = false;
};

// Requires: !members.empty().
std::string group_label(std::span<const GroupMember> members);

}  // namespace paritylint::manifest
