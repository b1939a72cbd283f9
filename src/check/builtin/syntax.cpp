#include "check/builtin/syntax.h"

#include <algorithm>
#include <span>

#include "base/text.h"
#include "check/message.h"
#include "manifest/placeholder.h"

namespace paritylint::check::builtin {
namespace {

// What every syntax message can name: {value} is what stands there, {atom} what was expected.
std::string message_of(const RuleRecord& rule, const tree::Problem& problem, std::string_view kind) {
  MessageValues values;
  values.value = problem.found;
  values.atom = problem.expected;
  values.kind = kind;
  return expand_message(rule.message, values);
}

// What the other place of a problem is.
std::string_view related_message(const tree::Problem& problem, std::string_view source) {
  if (problem.code == tree::ProblemCode::duplicate_key) return "first written here";
  const std::string_view text = base::slice(source, problem.related);
  if (text.empty()) return "missing here";
  return text == "{" || text == "[" ? "opened here" : "belongs to this";
}

// Comments alone are an empty file; that they are no JSON either is not worth a second finding.
bool is_empty_file(std::span<const tree::Problem> problems) {
  return std::ranges::find(problems, tree::ProblemCode::empty_file, &tree::Problem::code) != problems.end();
}

}  // namespace

std::string_view problem_name(tree::ProblemCode code) {
  switch (code) {
    case tree::ProblemCode::wrong_encoding:
      return "wrong-encoding";
    case tree::ProblemCode::invalid_utf8:
      return "invalid-utf8";
    case tree::ProblemCode::control_character:
      return "control-character";
    case tree::ProblemCode::too_large:
      return "too-large";
    case tree::ProblemCode::too_deep:
      return "too-deep";
    case tree::ProblemCode::empty_file:
      return "empty-file";
    case tree::ProblemCode::unexpected_token:
      return "unexpected-token";
    case tree::ProblemCode::unterminated_string:
      return "unterminated-string";
    case tree::ProblemCode::invalid_escape:
      return "invalid-escape";
    case tree::ProblemCode::invalid_number:
      return "invalid-number";
    case tree::ProblemCode::lone_surrogate:
      return "lone-surrogate";
    case tree::ProblemCode::trailing_content:
      return "trailing-content";
    case tree::ProblemCode::trailing_comma:
      return "trailing-comma";
    case tree::ProblemCode::json_comment:
      return "json-comment";
    case tree::ProblemCode::unquoted_value:
      return "unquoted-value";
    case tree::ProblemCode::duplicate_key:
      return "duplicate-key";
    case tree::ProblemCode::unknown_alias:
      return "unknown-alias";
    case tree::ProblemCode::tab_indentation:
      return "tab-indentation";
    case tree::ProblemCode::invalid_indentation:
      return "invalid-indentation";
    case tree::ProblemCode::missing_colon:
      return "missing-colon";
    case tree::ProblemCode::invalid_directive:
      return "invalid-directive";
    case tree::ProblemCode::unfinished:
      return "unfinished";
  }
  return {};
}

void report_syntax(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches) {
  const bool is_empty = is_empty_file(view.problems);
  for (const tree::Problem& problem : view.problems) {
    if (is_empty && problem.code == tree::ProblemCode::json_comment) continue;
    const RuleRecord* rule = rules.syntax_rule(problem.code, view.tree != nullptr);
    if (rule == nullptr) continue;
    RawMatch match;
    match.rule = rule;
    match.location = closer.close(problem.span, tree::kNoNode);
    match.line_hash = closer.line_hash(match.location.begin.line);
    match.value = closer.mask_value(problem.span, base::slice(view.source, problem.span));
    match.message = message_of(*rule, problem, manifest::info(view.kind).title);
    if (rule->grouping == Grouping::file) match.group = rule->id;
    // A token that looks like a placeholder is a template's way to write numbers; only the pipeline can tell whether
    // something replaces it.
    if (problem.code == tree::ProblemCode::unquoted_value && manifest::is_placeholder(match.value))
      match.level = Level::note;
    if (problem.related != base::Span{}) {
      match.related.push_back(closer.close(problem.related, tree::kNoNode));
      match.related.back().message = related_message(problem, view.source);
    }
    matches.push_back(std::move(match));
  }
}

}  // namespace paritylint::check::builtin
