// What tells the elements of one list apart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "diff/sequence.h"
#include "manifest/kind.h"
#include "tree/cursor.h"

namespace paritylint::diff {

// The name of an element in the list called `list`: by its identity key, of a scalar its text, else its index.
std::string element_identity(std::string_view list, std::size_t index, const tree::Cursor& element,
                             const manifest::Recognition& recognition);

// The ports of a container, sorted as texts.
std::vector<std::string> container_ports(const tree::Cursor& container, const manifest::Recognition& recognition);

// A line of a list whose order counts.
struct Line {
  std::string text;
  tree::NodeId node = tree::kNoNode;
  base::Span part;  // of the node's decoded text; empty: all of it
};

// The lines of the list called `name`; comments and empty lines of a shell are none.
std::vector<Line> lines_of(std::string_view name, const tree::Cursor& list, const manifest::Recognition& recognition);

// When two lines of such a list are one step with another content.
Similarity similarity_of(std::string_view list);

}  // namespace paritylint::diff
