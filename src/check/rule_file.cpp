#include "check/rule_file.h"

#include <algorithm>
#include <array>

#include "base/lines.h"
#include "base/regex.h"
#include "base/text.h"
#include "check/builtin/builtin.h"
#include "check/message.h"
#include "check/rule_text.h"
#include "tree/read.h"

namespace paritylint::check {
namespace {

using tree::Cursor;

struct AtomName {
  manifest::AtomKind kind;
  std::string_view name;
  manifest::AccountClass account_class = manifest::AccountClass::ordinary;
};

constexpr std::array kAtomNames = {
    AtomName{manifest::AtomKind::account_id, "account-id"},
    AtomName{manifest::AtomKind::region, "region"},
    AtomName{manifest::AtomKind::arn, "arn"},
    AtomName{manifest::AtomKind::role_arn, "role-arn"},
    AtomName{manifest::AtomKind::ecr_host, "ecr-host"},
    AtomName{manifest::AtomKind::s3_bucket, "s3-bucket"},
    AtomName{manifest::AtomKind::secret_arn, "secret-arn"},
    AtomName{manifest::AtomKind::parameter_arn, "parameter-arn"},
    AtomName{manifest::AtomKind::environment_word, "environment-word"},
    AtomName{manifest::AtomKind::placeholder, "placeholder"},
    AtomName{manifest::AtomKind::account_id, "documentation-account", manifest::AccountClass::documentation},
};

constexpr std::array<std::string_view, 22> kKeys = {
    "id",    "title",      "severity", "levels",     "confidence", "tags",    "kinds",   "select",
    "scan",  "where",      "report",   "one-per",    "message",    "why",     "instead", "help",
    "since", "references", "builtin",  "supersedes", "not-under",  "examples"};

// Reads the parts of one rule file.
class RuleFileReader : private RuleText {
 public:
  using RuleText::failed;
  using RuleText::RuleText;
  using RuleText::take_errors;

  RuleFile read();

 private:
  void read_identity(const Cursor& root, RuleFile& rule);
  void read_scope(const Cursor& root, RuleFile& rule);
  void read_selects(const Cursor& root, RuleFile& rule);
  void read_conditions(const Cursor& where, bool negated, RuleFile& rule);
  void read_condition(const Cursor& key, const Cursor& value, bool negated, RuleFile& rule);
  void read_atom(const Cursor& value, RuleCondition& condition);
  void read_list(const Cursor& value, RuleCondition& condition);
  void read_type(const Cursor& value, RuleCondition& condition);
  void read_levels(const Cursor& root, RuleFile& rule);
  void read_help(const Cursor& root, RuleFile& rule);
  void check_builtin(const Cursor& root, const RuleFile& rule);
  void check_message(const Cursor& root, const RuleFile& rule);
};

void RuleFileReader::read_identity(const Cursor& root, RuleFile& rule) {
  rule.id = text_member(root, "id");
  const std::string file_name = source().path.substr(source().path.find_last_of('/') + 1);
  if (file_name != rule.id + ".yaml") {
    fail(root.find("id").value_or(root),
         "expected id to be the file's name without .yaml, not " + base::quoted(rule.id));
  }
  for (const std::string_view required : {"id", "title", "message", "why", "instead", "since", "kinds", "examples"}) {
    if (!root.find(required)) fail(root, "missing key " + base::quoted(required));
  }
  rule.title = text_member(root, "title");
  rule.message = text_member(root, "message");
  rule.why = text_member(root, "why");
  rule.instead = text_member(root, "instead");
  read_help(root, rule);
  rule.since = text_member(root, "since");
  rule.builtin = text_member(root, "builtin");
  rule.tags = texts_member(root, "tags");
  rule.references = texts_member(root, "references");
  rule.supersedes = texts_member(root, "supersedes");
  rule.not_under = texts_member(root, "not-under");
  check_message(root, rule);
}

// One text, or texts by the name of the member whose value is reported, and one for all others under `else`.
void RuleFileReader::read_help(const Cursor& root, RuleFile& rule) {
  const auto help = root.find("help");
  if (!help || !help->is_mapping()) {
    rule.help = text_member(root, "help");
    return;
  }
  if (!help->find("else")) fail(*help, "missing key \"else\"");
  help->for_each_member([&](const Cursor& key, const Cursor& value) {
    if (key.text() == "else") {
      rule.help = text(value);
    } else {
      rule.help_by_key.emplace_back(key.text(), text(value));
    }
  });
}

void RuleFileReader::check_message(const Cursor& root, const RuleFile& rule) {
  const auto at = root.find("message");
  if (!at) return;
  if (const auto unknown = unknown_placeholder(rule.message)) {
    fail(*at, "unknown name {" + std::string(*unknown) +
                  "} in the message, expected value, key, path, kind, account, environment or atom");
  }
  if (rule.message.ends_with('.')) fail(*at, "expected a message without a full stop at its end");
}

void RuleFileReader::read_scope(const Cursor& root, RuleFile& rule) {
  if (const auto confidence = root.find("confidence")) {
    rule.confidence = choice(
        *confidence, std::array<std::pair<std::string_view, Confidence>, 3>{
                         {{"high", Confidence::high}, {"medium", Confidence::medium}, {"low", Confidence::low}}});
  }
  if (const auto kinds = root.find("kinds"); kinds && kinds->is_sequence()) {
    kinds->for_each_element([&](std::size_t, const Cursor& one) {
      const auto kind = manifest::kind_by_id(one.text());
      if (!kind) return fail(one, "expected a kind of manifest: taskdef, appspec or buildspec");
      rule.kinds = static_cast<std::uint8_t>(rule.kinds | (1u << static_cast<unsigned>(*kind)));
    });
  } else if (kinds) {
    fail(*kinds, "expected a list of kinds");
  }
  if (const auto report = root.find("report")) {
    rule.reported =
        choice(*report, std::array<std::pair<std::string_view, Reported>, 3>{
                            {{"value", Reported::value}, {"key", Reported::key}, {"atom", Reported::atom}}});
  }
  if (const auto one_per = root.find("one-per")) {
    rule.grouping =
        choice(*one_per, std::array<std::pair<std::string_view, Grouping>, 4>{{{"place", Grouping::place},
                                                                               {"account", Grouping::account},
                                                                               {"value", Grouping::value},
                                                                               {"file", Grouping::file}}});
  }
  for (const std::string& part : texts_member(root, "scan")) {
    if (part == "keys") {
      rule.in_keys = true;
    } else if (part == "comments") {
      rule.in_comments = true;
    } else if (part != "values") {
      fail(*root.find("scan"), "expected values, keys or comments, not " + base::quoted(part));
    }
  }
}

void RuleFileReader::read_levels(const Cursor& root, RuleFile& rule) {
  const auto severity = root.find("severity");
  const auto levels = root.find("levels");
  if (severity && levels) fail(*levels, "expected either severity or levels, not both");
  if (!severity && !levels) fail(root, "missing key \"severity\" (or \"levels\", by binding)");
  if (severity) rule.severity = choice(*severity, kLevels);
  if (!levels) return;
  static constexpr std::array<std::string_view, 4> kKnown = {"shared", "single", "single-deployed", "variant"};
  if (!levels->is_mapping()) return fail(*levels, "expected a mapping of shared, single, single-deployed and variant");
  check_keys(*levels, kKnown);
  rule.by_binding = true;
  const auto level = [&](std::string_view key, Level& result) {
    const auto value = levels->find(key);
    if (!value) return fail(*levels, "missing key " + base::quoted(key));
    result = choice(*value, kLevels);
  };
  level("shared", rule.levels.shared);
  level("single", rule.levels.single);
  level("single-deployed", rule.levels.single_deployed);
  level("variant", rule.levels.variant);
  rule.severity = std::max(std::max(rule.levels.shared, rule.levels.single),
                           std::max(rule.levels.single_deployed, rule.levels.variant));
}

// A check in C++ decides by itself where it holds and what it reports, and a rule that names none never holds.
void RuleFileReader::check_builtin(const Cursor& root, const RuleFile& rule) {
  const auto builtin = root.find("builtin");
  if (!builtin) return;
  if (!source().is_built_in) {
    fail(*builtin, "a rule of your own cannot name a check inside the program, expected select");
  } else if (!builtin::is_builtin(rule.builtin)) {
    fail(*builtin, "unknown check " + base::quoted(rule.builtin));
  }
  for (const std::string_view key : {"where", "report", "scan"}) {
    if (const auto at = root.find(key)) fail(*at, "expected no " + base::quoted(key) + " beside builtin");
  }
}

void RuleFileReader::read_selects(const Cursor& root, RuleFile& rule) {
  const auto select = root.find("select");
  if (rule.builtin.empty() != select.has_value()) fail(root, "expected either select or builtin");
  if (!select) return;
  const auto add = [&](const Cursor& one) {
    auto path = tree::JsonPath::parse(one.text());
    if (!path) return fail(one, "in the query: " + path.error().message);
    rule.selects.push_back(*std::move(path));
  };
  if (select->is_sequence()) {
    select->for_each_element([&](std::size_t, const Cursor& one) { add(one); });
  } else if (select->is_scalar()) {
    add(*select);
  } else {
    fail(*select, "expected a JSONPath query or a list of queries");
  }
}

void RuleFileReader::read_atom(const Cursor& value, RuleCondition& condition) {
  const auto* const atom = std::ranges::find(kAtomNames, value.text(), &AtomName::name);
  if (atom == kAtomNames.end()) {
    std::string what = "unknown atom " + base::quoted(value.text()) + ", expected one of";
    for (const AtomName& known : kAtomNames) what.append(" ").append(known.name);
    return fail(value, what);
  }
  condition.atom = atom->kind;
  condition.account_class = atom->account_class;
}

void RuleFileReader::read_list(const Cursor& value, RuleCondition& condition) {
  if (!value.is_sequence()) return fail(value, "expected a list of texts");
  value.for_each_element([&](std::size_t index, const Cursor& one) {
    if (index > 0) condition.text += '\n';
    condition.text += text(one);
  });
}

void RuleFileReader::read_type(const Cursor& value, RuleCondition& condition) {
  static constexpr std::array<std::string_view, 6> kTypes = {"string", "number", "boolean", "null", "object", "array"};
  condition.text = text(value);
  if (std::ranges::find(kTypes, condition.text) == kTypes.end()) {
    fail(value, "expected string, number, boolean, null, object or array");
  }
}

void RuleFileReader::read_condition(const Cursor& key, const Cursor& value, bool negated, RuleFile& rule) {
  RuleCondition condition;
  condition.negated = negated;
  const std::string_view name = key.text();
  if (name == "has") {
    condition.kind = Condition::Kind::has_atom;
    read_atom(value, condition);
  } else if (name == "matches") {
    condition.kind = Condition::Kind::matches;
    condition.text = text(value);
    const auto regex = base::Regex::compile(condition.text);
    if (!regex) fail(value, "in the regular expression: " + regex.error().message);
  } else if (name == "one-of") {
    condition.kind = Condition::Kind::one_of;
    read_list(value, condition);
  } else if (name == "placeholder") {
    condition.kind = Condition::Kind::is_placeholder;
    if (value.text() == "false") condition.negated = !negated;
    if (value.text() != "false" && value.text() != "true") fail(value, "expected true or false");
  } else {
    condition.kind = Condition::Kind::is_type;
    read_type(value, condition);
  }
  rule.conditions.push_back(std::move(condition));
}

void RuleFileReader::read_conditions(const Cursor& where, bool negated, RuleFile& rule) {
  if (!where.is_mapping()) return fail(where, "expected a mapping of conditions");
  static constexpr std::array<std::string_view, 6> kKnown = {"has", "matches", "one-of", "placeholder", "type", "not"};
  check_keys(where, kKnown);
  where.for_each_member([&](const Cursor& key, const Cursor& value) {
    if (std::ranges::find(kKnown, key.text()) == kKnown.end()) return;
    if (key.text() != "not") return read_condition(key, value, negated, rule);
    if (value.is_mapping() && value.size() != 1) return fail(value, "expected one condition under not");
    read_conditions(value, !negated, rule);
  });
}

RuleFile RuleFileReader::read() {
  RuleFile rule;
  rule.path = source().path;
  rule.theme = source().theme;
  const Cursor root(tree(), tree().documents().front());
  if (!root.is_mapping()) {
    fail(root, "expected a rule: a mapping with id, title, message, ...");
    return rule;
  }
  check_keys(root, kKeys);
  read_identity(root, rule);
  read_scope(root, rule);
  read_levels(root, rule);
  check_builtin(root, rule);
  read_selects(root, rule);
  if (const auto where = root.find("where")) read_conditions(*where, false, rule);
  const auto finds_atom = [](const RuleCondition& c) { return c.kind == Condition::Kind::has_atom && !c.negated; };
  if (rule.reported == Reported::atom && rule.builtin.empty() && std::ranges::none_of(rule.conditions, finds_atom)) {
    fail(*root.find("report"), "expected a condition `has` when the atom is reported");
  }
  rule.examples = read_examples(*this, root);
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
    message += ": expected " + (problem.expected.empty() ? "valid YAML" : problem.expected);
    if (!problem.found.empty()) message += ", found " + problem.found;
  }
  return message.empty() ? source.path + ":1:1: expected a rule, found an empty file" : message;
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
  if (!result.complete || !result.problems.empty() || result.tree.documents().empty()) {
    return base::Error{base::ErrorCode::invalid_rule, describe(source, result)};
  }
  RuleFileReader rule_reader(source, result.tree);
  RuleFile rule = rule_reader.read();
  if (rule_reader.failed()) return base::Error{base::ErrorCode::invalid_rule, rule_reader.take_errors()};
  return rule;
}

}  // namespace paritylint::check
