// Suppressions written into a YAML file: `# paritylint: ignore[RULE, ...] reason`.
//
// Behind something on its line such a comment counts for that line: for a block scalar that the line begins, and for a
// scalar of several lines that ends there, as a whole. Alone on its line it counts for the entry that follows, the next
// member of a mapping or element of a list, with everything below it. Inside a scalar of several lines, where the shell
// and not YAML reads it as a comment, it counts for its line, or alone on a line for the next command. `ignore-file`
// stands before the first value and counts for the whole file. A file that could not be read has lines only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/span.h"
#include "check/closer.h"
#include "check/file_view.h"
#include "check/rule_set.h"

namespace paritylint::check {

struct CommentSuppression {
  struct Name {
    std::string text;  // the id of a rule, or a theme
    base::Span bytes;
  };
  std::vector<Name> names;  // those that exist
  base::Span covers;        // a match that begins in these bytes is meant
  std::uint32_t line_1based = 1;
  std::string reason;  // as it may be shown: secrets are masked; "" when there is none
};

// A comment that means to suppress and cannot.
struct CommentMistake {
  base::Span bytes;
  std::string message;
  bool is_note = false;
};

struct SuppressionComments {
  std::vector<CommentSuppression> suppressions;  // in order
  std::vector<CommentMistake> mistakes;          // the first of very many
};

// All of a file; nothing in JSON, which has no comments.
SuppressionComments read_suppression_comments(const FileView& view, const RuleSet& rules, Closer& closer);

// True for the rules about suppressions themselves: what they find goes away with the suppression.
bool is_about_suppressions(const RuleRecord& rule);

}  // namespace paritylint::check
