// How JsonScan words and records what it finds.
#include <algorithm>

#include "tree/json_scan.h"
#include "tree/json_text.h"
#include "tree/json_token.h"

namespace paritylint::tree {

bool JsonScan::fail(ProblemCode code, base::Span span, std::string expected, base::Span related) {
  Problem& problem = problems_->emplace_back();
  problem.code = code;
  problem.span = span;
  problem.related = related;
  problem.found = name_json_token(base::slice(source_, span));
  problem.expected = std::move(expected);
  return false;
}

bool JsonScan::unexpected(std::string expected) {
  return fail(ProblemCode::unexpected_token, json_token_at(source_, at_), std::move(expected),
              previous_.empty() ? base::Span{} : previous_);
}

// At the end of the last token, not behind the line breaks that end the file, where nobody would look.
bool JsonScan::unexpected_end() {
  std::uint32_t end = base::offset32(source_.size());
  const bool is_empty = open_.empty() && expect_ == Expect::value;
  while (end > previous_.end && is_json_space(source_[end - 1])) --end;
  const base::Span opened = open_.empty() ? base::Span{} : base::Span{open_.back().at, open_.back().at + 1};
  return fail(is_empty ? ProblemCode::empty_file : ProblemCode::unexpected_token, {end, end}, expected_here(), opened);
}

std::string JsonScan::expected_here() const {
  switch (expect_) {
    case Expect::value:
      return "a value";
    case Expect::value_or_close:
      return "a value or \"]\"";
    case Expect::name:
      return "a member name in double quotes";
    case Expect::name_or_close:
      return "a member name in double quotes or \"}\"";
    case Expect::colon:
      return "\":\"";
    case Expect::comma_or_close:
      return open_.back().is_object ? "\",\" or \"}\"" : "\",\" or \"]\"";
    case Expect::end:
      return "end of file";
  }
  return {};
}

void JsonScan::note_repair(ProblemCode code, base::Span span) {
  has_repairs_ = true;
  if (problems_->size() >= options_->max_problems) return;
  Problem& problem = problems_->emplace_back();
  problem.code = code;
  problem.span = span;
  problem.repaired = true;
  problem.found = name_json_token(base::slice(source_, span));
  if (code == ProblemCode::unquoted_value) problem.expected = "a value, or text in double quotes";
  if (code == ProblemCode::trailing_comma) problem.expected = expected_here() + " after the comma, or no comma";
}

void JsonScan::blank(base::Span span) { std::fill(copy_.begin() + span.begin, copy_.begin() + span.end, ' '); }

}  // namespace paritylint::tree
