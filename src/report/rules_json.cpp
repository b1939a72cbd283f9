// The rules as one JSON object. Members are only ever added while `version` stays the same.
//
//   version       1, the version of this format
//   tool          {name, version}
//   rules[]       sorted by id
//     id, theme, title
//     level          "note", "warning", "error" or "off"; of a rule with `levels` the gravest of them
//     levels         {shared, single, single_deployed, variant}: levels by binding; not there for other rules
//     confidence     "low", "medium" or "high"
//     status         "stable", "preview" or "deprecated"
//     kinds[]        "taskdef", "appspec", "buildspec"
//     tags[]
//     message        with {names} that a finding fills in
//     help           the one line that a finding shows
//     why, instead   texts; code stands in backticks
//     references[]   addresses
//     since          version
//     supersedes[]   ids of rules that say less about the same bytes
#include "base/json_writer.h"
#include "base/text.h"
#include "report/rule_documents.h"

namespace paritylint::report {
namespace {

void write_list(base::JsonWriter& json, std::string_view key, std::string_view lines) {
  json.key(key);
  json.begin_array();
  check::for_each_line(lines, [&](std::string_view line) { json.string(line); });
  json.end_array();
}

void write_levels(base::JsonWriter& json, const check::RuleRecord& rule) {
  json.member("level", check::name(rule.severity));
  if (!rule.by_binding) return;
  json.key("levels");
  json.begin_object();
  json.member("shared", check::name(rule.levels.shared));
  json.member("single", check::name(rule.levels.single));
  json.member("single_deployed", check::name(rule.levels.single_deployed));
  json.member("variant", check::name(rule.levels.variant));
  json.end_object();
}

void write_rule(base::JsonWriter& json, const check::RuleRecord& rule) {
  json.begin_object();
  json.member("id", rule.id);
  json.member("theme", rule.theme);
  json.member("title", rule.title);
  write_levels(json, rule);
  json.member("confidence", check::name(rule.confidence));
  json.member("status", check::name(rule.status));
  json.key("kinds");
  json.begin_array();
  for (const manifest::KindInfo& kind : manifest::kinds()) {
    if ((rule.kinds & (1u << static_cast<unsigned>(kind.kind))) != 0) json.string(kind.id);
  }
  json.end_array();
  write_list(json, "tags", rule.tags);
  json.member("message", rule.message);
  json.member("help", rule.help_line);
  json.member("why", base::trim(rule.why));
  json.member("instead", base::trim(rule.instead));
  write_list(json, "references", rule.references);
  json.member("since", rule.since);
  write_list(json, "supersedes", rule.supersedes);
  json.end_object();
}

}  // namespace

std::string rules_json(Rules rules, std::string_view version) {
  std::string out;
  base::JsonWriter json(out);
  json.begin_object();
  json.member("version", std::uint64_t{1});
  json.key("tool");
  json.begin_object();
  json.member("name", "paritylint");
  json.member("version", version);
  json.end_object();
  json.key("rules");
  json.begin_array();
  for (const check::RuleRecord* rule : rules) write_rule(json, *rule);
  json.end_array();
  json.end_object();
  return out + "\n";
}

}  // namespace paritylint::report
