// What a suppression comment counts for. Internal to src/check.
#pragma once

#include <cstdint>

#include "base/lines.h"
#include "check/file_view.h"

namespace paritylint::check {

class SuppressionReach {
 public:
  // Both must outlive this. `lines` are those of the view's source.
  SuppressionReach(const FileView& view, const base::LineTable& lines) : view_(view), lines_(lines) {}

  // The bytes that a comment whose # stands at `hash` counts for. Empty when it stands where none can be one.
  base::Span of(std::uint32_t hash) const;

  // True when nothing but comments, blanks and marks of the document stands before `hash`.
  bool is_at_top(std::uint32_t hash) const;

 private:
  bool is_alone(std::uint32_t hash) const;
  bool is_blank_or_comment(std::uint32_t line) const;
  base::Span line_of(std::uint32_t offset) const { return lines_.line_span(lines_.line_of(offset)); }
  base::Span entry_behind(std::uint32_t hash, tree::NodeId next) const;
  base::Span line_with_scalars(std::uint32_t hash) const;
  base::Span next_command(std::uint32_t hash, std::uint32_t end) const;
  // The last node that begins at or before `offset`, or tree::kNoNode.
  tree::NodeId node_before(std::uint32_t offset) const;

  const FileView& view_;
  const base::LineTable& lines_;
};

}  // namespace paritylint::check
