// Slots: the elements of one list, or the members of one mapping, of all columns, brought together by their names.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diff/abstraction.h"
#include "diff/matrix.h"
#include "tree/cursor.h"

namespace paritylint::diff {

// An element of one column before it has found its like.
struct Element {
  std::string name;    // identity
  tree::Cursor value;  // the element, or the member's value
  Mechanism mechanism = Mechanism::none;
};

struct Slot {
  std::string name;                        // in the first column that has it
  std::vector<std::optional<Element>> at;  // by column
};

// Elements of one name are one slot. What is in one column only is brought together by names that are equal but for
// accounts, regions and environment words. Of elements with one name in one column the first belongs to the first of
// the others. Slots are in the order of the first column that has them.
std::vector<Slot> bring_together(std::vector<std::vector<Element>> columns, Abstraction& abstraction);

// Join slots that are in different columns when `alike` says that they are one thing that was renamed.
template <class Alike>
void join_renamed(std::vector<Slot>& slots, Alike&& alike) {
  // Beyond so many nobody renamed; and each is compared with each.
  constexpr std::size_t kMost = 64;
  if (slots.size() > kMost) return;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    for (std::size_t j = i + 1; j < slots.size();) {
      bool disjoint = true;
      for (std::size_t c = 0; c < slots[i].at.size(); ++c) disjoint = disjoint && !(slots[i].at[c] && slots[j].at[c]);
      if (!disjoint || !alike(slots[i], slots[j])) {
        ++j;
        continue;
      }
      for (std::size_t c = 0; c < slots[i].at.size(); ++c) {
        if (slots[j].at[c]) slots[i].at[c] = std::move(slots[j].at[c]);
      }
      slots.erase(slots.begin() + static_cast<std::ptrdiff_t>(j));
    }
  }
}

}  // namespace paritylint::diff
