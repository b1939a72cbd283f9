// Shape: how a tree differs from the ones that queries are written for.
#pragma once

#include <span>
#include <string_view>

namespace paritylint::tree {

struct Shape {
  // The way from `$` to where the tree's root stands: names of members, and "*" for the only element of a list. A file
  // that is a bare list of containers stands at {"containerDefinitions"}.
  std::span<const std::string_view> root_stands_at;
  bool ignores_case = false;  // a member also goes by the name that differs in letter case only
};

}  // namespace paritylint::tree
