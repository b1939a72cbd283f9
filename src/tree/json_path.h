// JSONPath (RFC 9535): parsing, and evaluation of one query over a tree.
//
// This is the reference evaluator: results in the RFC's order, doubles kept. Many queries at once run through
// query_trie.h, which gives the same set of nodes in one walk.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "tree/cursor.h"
#include "tree/json_path_query.h"
#include "tree/sibling_indices.h"

namespace paritylint::tree {

class JsonPath {
 public:
  // Parse `query`; the error's message says what was expected and at which 1-based column (code points):
  // `column 5: expected "," or "]", found "x"`.
  static base::Result<JsonPath> parse(std::string_view query);

  const std::vector<Segment>& segments() const { return segments_; }

  // All nodes that the query selects below `root`, in the order of the RFC. Aliases in the tree multiply work and
  // result without a bound: files that nobody has looked at go through query_trie.h.
  std::vector<Cursor> evaluate(const Cursor& root) const;

 private:
  std::vector<Segment> segments_;
};

// The path of a node from its document's root in the shortest spelling that people write: $.a.b[0]['c-d']. A
// member's name has the path of the member. Parsing it and evaluating it gives the node again, unless a later member of
// the same name hides it, or name or path are longer than
// anybody reads: then "…" stands for the rest.
std::string display_path(const Tree& tree, NodeId node, const SiblingIndices& indices);

}  // namespace paritylint::tree
