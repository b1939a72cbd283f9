// Subject: what rules look at. A value, a member's name or a comment of one file.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/span.h"
#include "tree/cursor.h"

namespace paritylint::check {

// The text of a scalar, a member's name or a comment; an object or a list has none.
struct Subject {
  enum class Part : std::uint8_t { value, key, comment };
  Part part = Part::value;
  tree::NodeId node = tree::kNoNode;   // where the text stands; kNoNode for a comment
  tree::NodeId via = tree::kNoNode;    // the alias through which it was reached
  tree::NodeId named = tree::kNoNode;  // the value whose pointer names the place
  std::string_view text;
  std::string_view key;  // the member's name when this is its value
  base::Span span;       // of a comment: in the source
  base::Span atoms;      // which of the file's atoms are the text's: indices
};

// Where a value is used: the alias that stands for it, or itself. A Cursor's `via` may also be an alias further up.
tree::NodeId used_at(const tree::Tree& tree, tree::NodeId node, tree::NodeId via);

// What a value is called: the name of its member; in the entries of environment, secrets and tags, {"name": N,
// "value": V} or {"key": N, "value": V}, it is N that says what V is. Empty for elements of lists.
std::string_view name_of_value(const tree::Cursor& value);

// The leaf that an object or a list is shown by, exact text instead of a region of many lines: the name of the member
// whose value it is; of an element or a whole document its `name` or `family`, else its first member's name. kNoNode
// when there is none of all that.
// `used_at` is where the collection is used.
tree::NodeId label_of(const tree::Tree& tree, tree::NodeId used_at, tree::NodeId collection);

}  // namespace paritylint::check
