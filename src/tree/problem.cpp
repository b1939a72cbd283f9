#include "tree/problem.h"

#include "base/text.h"

namespace paritylint::tree {

std::string at_most(std::uint64_t limit, std::string_view things) {
  std::string text = "at most ";
  base::append_number(text, limit);
  return text.append(" ").append(things);
}

}  // namespace paritylint::tree
