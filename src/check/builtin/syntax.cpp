#include "check/builtin/syntax.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/text.h"
#include "check/message.h"
#include "manifest/placeholder.h"

namespace paritylint::check::builtin {
namespace {

// By tree::ProblemCode.
constexpr std::array<std::string_view, tree::kProblemCodes> kNames = {
    "wrong-encoding",    "invalid-utf8",     "control-character",   "too-large",           "too-deep",
    "empty-file",        "unexpected-token", "unterminated-string", "invalid-escape",      "invalid-number",
    "lone-surrogate",    "trailing-content", "trailing-comma",      "json-comment",        "unquoted-value",
    "duplicate-key",     "unknown-alias",    "tab-indentation",     "invalid-indentation", "missing-colon",
    "invalid-directive", "unfinished"};
static_assert(kNames.back() == "unfinished");

// What every syntax message can name: {value} is what stands there, {atom} what was expected.
std::string message_of(const RuleRecord& rule, const tree::Problem& problem, std::string_view kind, Closer& closer) {
  // Where it quotes the file, it stands in quotation marks; `end of file` and `a string` quote nothing.
  const bool quotes = problem.found.find('"') != std::string::npos;
  std::string found = quotes ? closer.mask(problem.found, problem.span) : problem.found;
  return expand_message(rule.message, [&](std::string_view name) -> std::string {
    if (name == "value") return found;
    if (name == "atom") return problem.expected;
    return name == "kind" ? std::string(kind) : std::string();
  });
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

std::string_view problem_name(tree::ProblemCode code) { return kNames[static_cast<std::size_t>(code)]; }

bool is_problem_name(std::string_view name) { return std::ranges::find(kNames, name) != kNames.end(); }

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
    match.value = closer.mask(base::slice(view.source, problem.span), problem.span);
    match.message = message_of(*rule, problem, manifest::info(view.kind).title, closer);
    if (rule->grouping == Grouping::file) match.group = rule->id;
    // What YAML's readers disagree on may work where it is deployed today, and stop working with another reader.
    if (problem.disputed) {
      match.message += "; other YAML readers accept it";
      match.level = std::min(rule->severity, Level::warning);
    }
    // A token that looks like a placeholder is a template's way to write numbers; only the pipeline can tell whether
    // something replaces it.
    if (problem.code == tree::ProblemCode::unquoted_value &&
        manifest::is_placeholder(base::slice(view.source, problem.span)))
      match.level = Level::note;
    if (problem.related != base::Span{}) {
      match.related.push_back(closer.close(problem.related, tree::kNoNode));
      match.related.back().message = related_message(problem, view.source);
    }
    matches.push_back(std::move(match));
  }
}

}  // namespace paritylint::check::builtin
