#include "check/rule_file.h"

#include <algorithm>
#include <array>

#include "base/lines.h"
#include "base/text.h"
#include "check/builtin/builtin.h"
#include "check/message.h"
#include "check/rule_text.h"
#include "tree/read.h"

namespace paritylint::check {
namespace {

using tree::Cursor;

constexpr std::array<std::string_view, 24> kKeys = {
    "id",     "title", "severity",   "levels",  "confidence", "status",    "tags",    "kinds",
    "select", "scan",  "where",      "report",  "one-per",    "message",   "why",     "instead",
    "help",   "since", "references", "builtin", "supersedes", "not-under", "only-if", "examples"};

// A check in C++ decides by itself where it holds and what it reports, and a rule that names none never holds.
void check_builtin(RuleText& text, const Cursor& root, const RuleFile& rule) {
  const auto builtin = root.find("builtin");
  if (!builtin) return;
  if (!text.source().is_built_in) {
    text.fail(*builtin, "a rule of your own cannot name a check inside the program, expected select");
  } else if (!builtin::is_builtin(rule.builtin)) {
    text.fail(*builtin, "unknown check " + base::quoted(rule.builtin));
  }
  for (const std::string_view key : {"where", "report", "scan"}) {
    if (const auto at = root.find(key)) text.fail(*at, "expected no " + base::quoted(key) + " beside builtin");
  }
}

void read_selects(RuleText& text, const Cursor& root, RuleFile& rule) {
  const auto select = root.find("select");
  if (rule.builtin.empty() != select.has_value()) text.fail(root, "expected either select or builtin");
  if (!select) return;
  const auto add = [&](const Cursor& one) {
    auto path = tree::JsonPath::parse(text.text(one));
    if (!path) return text.fail(one, "in the query: " + path.error().message);
    rule.selects.push_back(*std::move(path));
  };
  if (select->is_sequence() && select->size() > 0) {
    select->for_each_element([&](std::size_t, const Cursor& one) { add(one); });
  } else if (select->is_scalar()) {
    add(*select);
  } else {
    text.fail(*select, "expected a JSONPath query or a list of queries");
  }
}

// What a message may name depends on what the conditions find.
void check_message(RuleText& text, const Cursor& root, const RuleFile& rule) {
  const auto at = root.find("message");
  if (!at) return;
  std::vector<std::string_view> known(message_names().begin(), message_names().end());
  if (rule.builtin.empty()) {
    for (const AtomName& atom : atom_names()) known.push_back(atom.name);
    std::ranges::copy(captures_of(rule.conditions, true), std::back_inserter(known));
  }
  for (const std::string_view name : names_in(rule.message)) {
    if (std::ranges::find(known, name) != known.end()) continue;
    text.fail(*at, "unknown name {" + std::string(name) + "} in the message" + nearest_or_all(name, known));
  }
  if (rule.message.ends_with('.')) text.fail(*at, "expected a message without a full stop at its end");
}

// A name that two groups have would say either.
void check_captures(RuleText& text, const Cursor& where, const RuleFile& rule) {
  std::vector<std::string_view> names = captures_of(rule.conditions, true);
  std::ranges::sort(names);
  const auto twice = std::ranges::adjacent_find(names);
  if (twice != names.end())
    text.fail(where, "expected one group with the name " + base::quoted(*twice) + ", found two");
}

// What is reported must be what some condition finds.
void check_report(RuleText& text, const Cursor& root, RuleFile& rule) {
  const auto report = root.find("report");
  if (!report || !rule.builtin.empty()) return;
  if (rule.reported == Reported::atom && !finds_atom(rule.conditions))
    text.fail(*report, "expected a condition `has` when the atom is reported");
  if (rule.reported != Reported::capture) return;
  const std::vector<std::string_view> groups = captures_of(rule.conditions, false);
  if (groups.empty()) {
    text.fail(*report, "expected a condition `matches` with a group (?P<name>...) when the capture is reported");
  } else if (rule.captured.empty() && groups.size() > 1) {
    text.fail(*report, "expected {capture: NAME}, because there are several named groups");
  } else if (rule.captured.empty()) {
    rule.captured = groups.front();
  } else if (std::ranges::find(groups, rule.captured) == groups.end()) {
    text.fail(*report, "unknown group " + base::quoted(rule.captured) + base::did_you_mean(rule.captured, groups));
  }
}

RuleFile read_rule(RuleText& text) {
  RuleFile rule;
  rule.path = text.source().path;
  rule.theme = text.source().theme;
  const Cursor root(text.tree(), text.tree().documents().front());
  if (!root.is_mapping()) {
    text.fail(root, "expected a rule: a mapping with id, title, message, ...");
    return rule;
  }
  text.check_keys(root, kKeys);
  read_identity(text, root, rule);
  read_scope(text, root, rule);
  check_builtin(text, root, rule);
  read_selects(text, root, rule);
  if (const auto where = root.find("where")) {
    rule.conditions = read_conditions(text, *where);
    check_captures(text, *where, rule);
  }
  check_message(text, root, rule);
  check_report(text, root, rule);
  rule.examples = read_examples(text, root);
  return rule;
}

std::string describe(const RuleSource& source, const tree::ReadResult& result) {
  const base::LineTable lines(source.text);
  std::string message;
  for (const tree::Problem& problem : result.problems) {
    const base::Position place = base::position_of(lines, source.text, problem.span.begin);
    if (!message.empty()) message += '\n';
    message += source.path;
    message += ':';
    base::append_number(message, place.line);
    message += ':';
    base::append_number(message, place.column_code_points);
    if (problem.code == tree::ProblemCode::duplicate_key) {
      message += ": expected each key once, found another " + problem.found;
      continue;
    }
    message += ": expected " + (problem.expected.empty() ? "valid YAML" : problem.expected);
    if (!problem.found.empty()) message += ", found " + problem.found;
  }
  return message.empty() && result.tree.documents().empty() ? source.path + ":1:1: expected a rule, found an empty file"
                                                            : message;
}

}  // namespace

base::Result<RuleFile> read_rule_file(const RuleSource& source) {
  const tree::KeyTable keys;
  tree::Reader reader(keys);
  std::string padded = source.text;
  padded.append(tree::kPadding, '\0');
  const std::string_view text(padded.data(), source.text.size());
  tree::ReadResult result;
  tree::ReadOptions options;
  options.mode = tree::Mode::strict;
  reader.read(tree::Format::yaml, text, options, result);
  std::string errors = describe(source, result);
  const bool is_readable = result.complete && !result.tree.documents().empty();
  if (!is_readable) return base::Error{base::ErrorCode::invalid_rule, errors};
  RuleText rule_text(source, result.tree);
  RuleFile rule = read_rule(rule_text);
  if (rule_text.failed() && !errors.empty()) errors += '\n';
  errors += rule_text.take_errors();
  if (!errors.empty()) return base::Error{base::ErrorCode::invalid_rule, std::move(errors)};
  return rule;
}

}  // namespace paritylint::check
