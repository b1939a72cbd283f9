// The fields of a rule file that say who the rule is, how loud it is and what it looks at.
#include <algorithm>
#include <array>

#include "check/message.h"
#include "check/rule_text.h"

namespace paritylint::check {
namespace {

using tree::Cursor;

constexpr std::array<std::pair<std::string_view, Confidence>, 3> kConfidences = {
    {{"high", Confidence::high}, {"medium", Confidence::medium}, {"low", Confidence::low}}};
constexpr std::array<std::pair<std::string_view, Status>, 3> kStatuses = {
    {{"stable", Status::stable}, {"preview", Status::preview}, {"deprecated", Status::deprecated}}};
constexpr std::array<std::pair<std::string_view, Reported>, 4> kReported = {
    {{"value", Reported::value}, {"key", Reported::key}, {"atom", Reported::atom}, {"capture", Reported::capture}}};
constexpr std::array<std::pair<std::string_view, Grouping>, 4> kGroupings = {
    {{"place", Grouping::place}, {"account", Grouping::account}, {"value", Grouping::value}, {"file", Grouping::file}}};

constexpr std::array<std::pair<std::string_view, Circumstance>, 2> kCircumstances = {
    {{"several-regions", Circumstance::several_regions}, {"several-partitions", Circumstance::several_partitions}}};

bool is_kebab_case(std::string_view id) {
  const auto fits = [](char c) { return base::is_lower(c) || base::is_digit(c) || c == '-'; };
  return !id.empty() && id.front() != '-' && id.back() != '-' && id.find("--") == std::string_view::npos &&
         std::ranges::all_of(id, fits);
}

bool is_version(std::string_view text) {
  const std::vector<std::string_view> parts = base::split(text, '.');
  return parts.size() == 3 && std::ranges::all_of(parts, [](std::string_view part) {
           return !part.empty() && std::ranges::all_of(part, base::is_digit);
         });
}

// One text, or texts by the name of the member whose value is reported, and one for all others under `else`.
void read_help(RuleText& text, const Cursor& root, RuleFile& rule) {
  const auto help = root.find("help");
  if (!help || !help->is_mapping()) {
    rule.help = text.member(root, "help");
    return;
  }
  if (!help->find("else")) text.fail(*help, "missing key \"else\"");
  help->for_each_member([&](const Cursor& key, const Cursor& value) {
    if (key.text() == "else") {
      rule.help = text.text(value);
    } else {
      rule.help_by_key.emplace_back(key.text(), text.text(value));
    }
  });
}

void read_references(RuleText& text, const Cursor& root, RuleFile& rule) {
  rule.references = text.list(root, "references", [&](const Cursor& one) {
    std::string address = text.text(one);
    if (!address.starts_with("https://")) text.fail(one, "expected an address that begins with https://");
    return address;
  });
  rule.supersedes = text.list(root, "supersedes", [&](const Cursor& one) {
    return RuleReference{text.text(one), text.place_of(one)};
  });
}

void read_levels(RuleText& text, const Cursor& root, RuleFile& rule) {
  const auto severity = root.find("severity");
  const auto levels = root.find("levels");
  if (severity && levels) text.fail(*levels, "expected either severity or levels, not both");
  if (!severity && !levels) text.fail(root, "missing key \"severity\" (or \"levels\", by binding)");
  if (severity) rule.severity = text.choice(*severity, kLevels);
  if (!levels) return;
  static constexpr std::array<std::string_view, 4> kKnown = {"shared", "single", "single-deployed", "variant"};
  if (!levels->is_mapping())
    return text.fail(*levels, "expected a mapping of shared, single, single-deployed and variant");
  text.check_keys(*levels, kKnown);
  rule.by_binding = true;
  const auto level = [&](std::string_view key, Level& result) {
    const auto value = levels->find(key);
    if (!value) return text.fail(*levels, "missing key " + base::quoted(key));
    result = text.choice(*value, kLevels);
  };
  level("shared", rule.levels.shared);
  level("single", rule.levels.single);
  level("single-deployed", rule.levels.single_deployed);
  level("variant", rule.levels.variant);
  rule.severity = std::max(std::max(rule.levels.shared, rule.levels.single),
                           std::max(rule.levels.single_deployed, rule.levels.variant));
}

void read_kinds(RuleText& text, const Cursor& kinds, RuleFile& rule) {
  if (!kinds.is_sequence() || kinds.size() == 0) return text.fail(kinds, "expected a list of kinds");
  std::vector<std::string_view> known;
  for (const manifest::KindInfo& kind : manifest::kinds()) known.push_back(kind.id);
  kinds.for_each_element([&](std::size_t, const Cursor& one) {
    const std::string word = text.text(one);
    const auto kind = manifest::kind_by_id(word);
    if (!kind) {
      return text.fail(one, "expected a kind of manifest: taskdef, appspec or buildspec, not " + base::quoted(word) +
                                base::did_you_mean(word, known));
    }
    rule.kinds = static_cast<std::uint8_t>(rule.kinds | (1u << static_cast<unsigned>(*kind)));
  });
}

void read_scan(RuleText& text, const Cursor& root, RuleFile& rule) {
  static constexpr std::array<std::string_view, 3> kParts = {"values", "keys", "comments"};
  if (!root.find("scan")) return;
  rule.in_values = false;
  if (root.find("scan")->is_sequence() && root.find("scan")->size() == 0)
    text.fail(*root.find("scan"), "expected at least one of values, keys and comments");
  text.list(root, "scan", [&](const Cursor& one) {
    std::string part = text.text(one);
    rule.in_values = rule.in_values || part == "values";
    rule.in_keys = rule.in_keys || part == "keys";
    rule.in_comments = rule.in_comments || part == "comments";
    if (std::ranges::find(kParts, part) == kParts.end()) {
      text.fail(one, "expected values, keys or comments, not " + base::quoted(part) + base::did_you_mean(part, kParts));
    }
    return part;
  });
}

// `report: capture`, or `report: {capture: NAME}` where patterns have several named groups.
void read_report(RuleText& text, const Cursor& report, RuleFile& rule) {
  static constexpr std::array<std::string_view, 1> kKnown = {"capture"};
  if (!report.is_mapping()) {
    rule.reported = text.choice(report, kReported);
    return;
  }
  text.check_keys(report, kKnown);
  rule.reported = Reported::capture;
  rule.captured = text.member(report, "capture");
  if (rule.captured.empty()) text.fail(report, "expected the name of a group under \"capture\"");
}

}  // namespace

void read_identity(RuleText& text, const Cursor& root, RuleFile& rule) {
  rule.id = text.member(root, "id");
  const std::string& path = text.source().path;
  const Cursor id = root.find("id").value_or(root);
  if (path.substr(path.find_last_of('/') + 1) != rule.id + ".yaml") {
    text.fail(id, "expected id to be the file's name without .yaml, not " + base::quoted(rule.id));
  } else if (!is_kebab_case(rule.id)) {
    text.fail(id, "expected small letters, digits and single hyphens, not " + base::quoted(rule.id));
  }
  rule.title = text.required(root, "title");
  rule.message = text.required(root, "message");
  rule.why = text.required(root, "why");
  rule.instead = text.required(root, "instead");
  rule.since = text.required(root, "since");
  if (const auto since = root.find("since"); since && !rule.since.empty() && !is_version(rule.since))
    text.fail(*since, "expected a version such as 0.1.0, not " + base::quoted(rule.since));
  for (const std::string_view key : {"id", "kinds", "examples"}) {
    if (!root.find(key)) text.fail(root, "missing key " + base::quoted(key));
  }
  rule.builtin = text.member(root, "builtin");
  rule.tags = text.texts(root, "tags");
  rule.not_under = text.texts(root, "not-under");
  read_help(text, root, rule);
  read_references(text, root, rule);
}

void read_scope(RuleText& text, const Cursor& root, RuleFile& rule) {
  read_levels(text, root, rule);
  if (const auto confidence = root.find("confidence")) rule.confidence = text.choice(*confidence, kConfidences);
  if (const auto status = root.find("status")) rule.status = text.choice(*status, kStatuses);
  if (const auto kinds = root.find("kinds")) read_kinds(text, *kinds, rule);
  if (const auto report = root.find("report")) read_report(text, *report, rule);
  if (const auto one_per = root.find("one-per")) rule.grouping = text.choice(*one_per, kGroupings);
  if (const auto only_if = root.find("only-if")) rule.only_if = text.choice(*only_if, kCircumstances);
  read_scan(text, root, rule);
}

}  // namespace paritylint::check
