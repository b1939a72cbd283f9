// Closer: copies a region of a source into a Location that stands on its own, with every secret masked: in excerpts,
// pointers and paths, and in what messages quote.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/lines.h"
#include "check/file_view.h"
#include "check/finding.h"
#include "manifest/pointer.h"
#include "tree/sibling_indices.h"

namespace paritylint::check {

// One per file; views the file's source and tree, which must outlive it. Costs nothing until the first close().
class Closer {
 public:
  explicit Closer(const FileView& view) : view_(view) {}
  Closer(const Closer&) = delete;  // its parts view each other
  Closer& operator=(const Closer&) = delete;

  // A location of the bytes `span`. `node` is the tree node that it belongs to, or tree::kNoNode.
  Location close(base::Span span, tree::NodeId node);

  // GitHub's primaryLocationLineHash of a line (check/line_hash.h). Requires: close() was called.
  const std::string& line_hash(std::uint32_t line_1based);

  // `text` as it may be shown: asterisks in the place of secrets. `span` is where it was read from. The only way from a
  // file's bytes into a message: everything that a file holds and a message names passes through here.
  std::string mask(std::string_view text, base::Span span);

 private:
  void prepare();
  Excerpt excerpt_around(base::Span span) const;
  std::string masked(base::Span span, bool& is_masked) const;

  const FileView& view_;
  bool prepared_ = false;
  std::optional<base::LineTable> lines_;
  std::optional<tree::SiblingIndices> indices_;
  std::optional<manifest::StablePointers> pointers_;
  std::vector<base::Span> secrets_;  // in order, none touches another
  std::vector<std::string> line_hashes_;
};

}  // namespace paritylint::check
