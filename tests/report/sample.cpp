#include "report/sample.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/hash.h"
#include "base/json_writer.h"
#include "base/lines.h"
#include "base/utf8.h"
#include "check/line_hash.h"

namespace paritylint::report::test {
namespace {

using check::Level;
using check::Location;

constexpr std::string_view kTaskdef = R"({
  "family": "orders-api",
  "taskRoleArn": "arn:aws:iam::111122223333:role/orders-dev",
  "executionRoleArn": "arn:aws:iam::111122223333:role/orders-dev-exec",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "<IMAGE1_NAME>",
      "environment": [
        { "name": "TABLE", "value": "orders-dev" },
        { "name": "DB_PASSWORD", "value": "hunter2hunter2" }
      ]
    }
  ]
}
)";

constexpr std::string_view kBuildspec = R"(version: 0.2
phases:
  build:
    commands:
      - |
        sed -i "s/<ACCOUNT>/111122223333/" taskdef.json
        jq '.family = "orders"' taskdef.json > out.json
        echo one
        echo two
        echo three
        mv out.json taskdef.json
      - >-
        echo
        done
)";

constexpr std::string_view kTabbed = "{\n\t\"family\":\t\"a\tb\",\n\t\t\"cpu\": 256,\n}\n";

constexpr std::string_view kJapanese =
    "{\n  \"name\": \"注文サービス\", \"value\": \"本番🚀環境\", \"e\u0301te\u0301\": \"stg\"\n}\n";

constexpr std::string_view kHostile = "{\"a\": \"\x1b[31mred\x1b[0m \x07 \u202Eevil\u202C \u009b2J\"}\n";

constexpr std::string_view kMarked = "\xEF\xBB\xBF{\r\n  \"family\": \"${NAME}\",\r\n  \"cpu\": [1](2)\r\n}\r\n";

std::string minified() {
  std::string source = "{\"containerDefinitions\":[{\"environment\":[";
  while (source.size() < 30'000) source += "{\"name\":\"A\",\"value\":\"1\"},";
  source += "{\"name\":\"QUEUE\",\"value\":\"https://sqs.us-east-1.amazonaws.com/111122223333/orders\"},";
  while (source.size() < 60'000) source += "{\"name\":\"B\",\"value\":\"2\"},";
  return source + "{}]}]}";
}

// What a closed location holds of a secret: the same number of bytes, all asterisks.
void mask(Location& location, std::string_view secret) {
  for (std::string* text : {&location.snippet, &location.excerpt.text}) {
    const std::size_t at = text->find(secret);
    if (at != std::string::npos) text->replace(at, secret.size(), secret.size(), '*');
  }
  location.snippet_masked = true;
  location.excerpt.masked = true;
}

void add_json_findings(Sample& sample) {
  auto& role = sample.add("hardcoded-account-id", Level::warning, R"(role ARN names account "111122223333")",
                          "deploy/taskdef.json", kTaskdef, "arn:aws:iam::111122223333:role/orders-dev");
  role.value = "arn:aws:iam::111122223333:role/orders-dev";
  role.help =
      "give the role by name, which is the same in every account: \"orders-dev\"; a role with path / needs no ARN";
  role.primary.pointer = "/taskRoleArn";
  role.primary.display_path = "$.taskRoleArn";
  role.also_matches = {"hardcoded-partition"};
  role.edits = {{role.primary.bytes, "orders-dev", true}};
  Location execution = locate("deploy/taskdef.json", kTaskdef, "arn:aws:iam::111122223333:role/orders-dev-exec");
  execution.message = "also here";
  execution.pointer = "/executionRoleArn";
  Location build = locate("buildspec.yml", kBuildspec, "111122223333");
  build.message = "the account is put in here";
  role.related = {execution, build};

  auto& password = sample.add("plain-secret", Level::error, R"(variable "DB_PASSWORD" holds a secret in plain text)",
                              "deploy/taskdef.json", kTaskdef, "\"hunter2hunter2\"");
  password.value = "**************";
  password.help = "move the value to Secrets Manager and refer to it under secrets";
  password.primary.display_path = "$.containerDefinitions[0].environment[1].value";
  password.primary.pointer = "/containerDefinitions/[name=web]/environment/[name=DB_PASSWORD]/value";
  mask(password.primary, "hunter2hunter2");

  auto& tabbed =
      sample.add("trailing-comma", Level::error, "a comma stands before \"}\"", "tabs/taskdef.json", kTabbed, ",\n}");
  tabbed.primary = locate("tabs/taskdef.json", kTabbed,
                          base::Span{static_cast<std::uint32_t>(kTabbed.find(",\n}")),
                                     static_cast<std::uint32_t>(kTabbed.find(",\n}") + 1)});
  sample.add("environment-word", Level::note, "family holds a tab", "tabs/taskdef.json", kTabbed, "a\tb");

  auto& japanese = sample.add("environment-word", Level::warning, R"(value "本番🚀環境" names the environment "prod")",
                              "サービス 1/taskdef.json", kJapanese, "本番🚀環境");
  japanese.value = "本番🚀環境";
  japanese.primary.display_path = "$.value";
  sample.add("environment-word", Level::warning, R"(value "stg" names the environment "stg")",
             "サービス 1/taskdef.json", kJapanese, "stg");

  const std::string one_line = minified();
  auto& queue = sample.add("hardcoded-account-id", Level::warning, R"(queue URL names account "111122223333")",
                           "min/taskdef.json", one_line, "https://sqs.us-east-1.amazonaws.com/111122223333/orders");
  queue.primary.display_path = "$.containerDefinitions[0].environment[1198].value";
  for (std::uint32_t i = 0; i < 8; ++i) {
    const std::uint32_t at = 41 + i * 24;
    queue.related.push_back(locate("min/taskdef.json", one_line, base::Span{at, at + 8}));
  }
}

void add_other_findings(Sample& sample) {
  const auto begin = static_cast<std::uint32_t>(kBuildspec.find("|\n"));
  const auto end = static_cast<std::uint32_t>(kBuildspec.find("      - >-"));
  auto& script = sample.add("rewritten-account-id", Level::warning, "the script writes an account into taskdef.json",
                            locate("buildspec.yml", kBuildspec, base::Span{begin, end}));
  script.primary.display_path = "$.phases.build.commands[0]";
  script.help = "take the account from ${AWS_ACCOUNT_ID} instead";
  const auto folded = static_cast<std::uint32_t>(kBuildspec.find("echo\n"));
  sample.add("rewritten-account-id", Level::note, "a script of two lines",
             locate("buildspec.yml", kBuildspec, base::Span{folded, folded + 17}));
  const auto size = static_cast<std::uint32_t>(kBuildspec.size());
  sample.add("missing-artifacts", Level::error, "the file ends without \"artifacts\"",
             locate("buildspec.yml", kBuildspec, base::Span{size, size}));

  auto& hostile = sample.add("environment-word", Level::warning, "value \"\x1b[31mred\" ::error:: [x](1) ${A} <b>",
                             "odd\x1b[2J\n#?%[1].json", kHostile, "\x1b[31mred\x1b[0m \x07 \u202Eevil\u202C \u009b2J");
  hostile.help = "no \x1b]0;title\x07 here";
  hostile.primary.display_path = "$['\x1b[1m']";
  Location other = locate("b]\x1b(1).json", kHostile, "red");
  other.message = "see {x} \x9b";
  hostile.related = {other};
  sample.files["b]\x1b(1).json"] = kHostile;

  auto& marked = sample.add("unreplaced-placeholder", Level::error, R"(nothing replaces "${NAME}")", "bom/taskdef.json",
                            kMarked, "${NAME}");
  marked.primary.display_path = "$.family";
  sample.add("trailing-comma", Level::error, "a byte-order mark and a bracket", "bom/taskdef.json", kMarked,
             "\xEF\xBB\xBF{");
}

}  // namespace

Location locate(std::string_view path, std::string_view source, base::Span span) {
  constexpr std::uint32_t kLongest = 600;
  constexpr std::uint32_t kMargin = 120;
  const base::LineTable lines(source);
  const std::uint32_t first = lines.line_of(span.begin);
  const std::uint32_t last = lines.line_of(span.empty() ? span.begin : span.end - 1);
  base::Span around{lines.line_span(first).begin, std::max(lines.line_span(last).end, span.end)};
  const std::uint32_t line_end = around.end;
  if (around.size() > kLongest) {
    around.begin = std::max(around.begin, span.begin - std::min(span.begin, kMargin));
    around.end = std::min(around.end, span.end + kMargin);
  }
  Location location;
  location.path = path;
  location.bytes = span;
  location.begin = position_of(lines, source, span.begin);
  location.end = position_of(lines, source, span.end);
  location.snippet = slice(source, span);
  location.excerpt.bytes = around;
  location.excerpt.begin = position_of(lines, source, around.begin);
  location.excerpt.end = position_of(lines, source, around.end);
  location.excerpt.text = slice(source, around);
  location.excerpt.cut_after = around.end < line_end;
  return location;
}

Location locate(std::string_view path, std::string_view source, std::string_view needle) {
  const std::size_t at = source.find(needle);
  EXPECT_NE(at, std::string_view::npos) << needle;
  return locate(path, source, base::Span{base::offset32(at), base::offset32(at + needle.size())});
}

const check::RuleRecord* Sample::rule(std::string_view id) {
  for (const OwnedRule& rule : owned_) {
    if (rule.id == id) return &rule.record;
  }
  OwnedRule& rule = owned_.emplace_back();
  rule.id = id;
  base::JsonWriter json(rule.sarif, base::JsonWriter::Layout::compact);
  json.begin_object();
  json.member("id", id);
  for (const char* key : {"shortDescription", "fullDescription", "help"}) {
    json.key(key);
    json.begin_object();
    json.member("text", "What " + rule.id + " means.");
    json.end_object();
  }
  json.key("properties");
  json.begin_object();
  json.key("tags");
  json.begin_array();
  json.string("portability");
  json.end_array();
  json.end_object();
  json.end_object();
  rule.record.id = rule.id;
  rule.record.sarif = rule.sarif;
  rules_.push_back(&rule.record);
  std::ranges::sort(rules_, {}, &check::RuleRecord::id);
  return &rule.record;
}

check::Finding& Sample::add(std::string_view rule_id, Level level, std::string_view message, std::string_view path,
                            std::string_view source, std::string_view needle) {
  files[std::string(path)] = source;
  check::Finding& finding = add(rule_id, level, message, locate(path, source, needle));
  finding.line_hash = check::line_hash(source, finding.primary.begin.line);
  return finding;
}

check::Finding& Sample::add(std::string_view rule_id, Level level, std::string_view message, Location location) {
  check::Finding& finding = findings.emplace_back();
  finding.rule = rule(rule_id);
  finding.level = level;
  finding.message = message;
  finding.primary = std::move(location);
  finding.fingerprint = base::to_hex(base::hash128(finding.message + finding.primary.path));
  return finding;
}

Report Sample::report() {
  std::ranges::sort(findings, check::precedes);
  Report report;
  report.findings = findings;
  report.failures = failures;
  report.rules = rules_;
  report.manifests = files.size();
  return report;
}

std::unique_ptr<Sample> full_sample() {
  auto sample = std::make_unique<Sample>();
  add_json_findings(*sample);
  add_other_findings(*sample);
  sample->files["buildspec.yml"] = kBuildspec;
  sample->rule("never-found");
  sample->fail("deploy/locked.json", "cannot read deploy/locked.json: permission denied");
  sample->fail("/somewhere/\x1b[7melse", "cannot list /somewhere/\x1b[7melse: input/output error");
  return sample;
}

std::string hostile_text(unsigned seed) {
  static const std::vector<std::string> kPieces = {"a",
                                                   "Z",
                                                   " ",
                                                   "\t",
                                                   "\n",
                                                   "\r\n",
                                                   "\"",
                                                   "\\",
                                                   "{",
                                                   "}",
                                                   "[",
                                                   "](1)",
                                                   "\x1b[31m",
                                                   "\x1b]0;x\x07",
                                                   "\x07",
                                                   "\x7f",
                                                   "\x01",
                                                   "\u0085",
                                                   "\u009b",
                                                   "\u009d",
                                                   "é",
                                                   "e\u0301",
                                                   "漢",
                                                   "🚀",
                                                   "\u200d",
                                                   "\u202e",
                                                   "\u2028",
                                                   "\u2066",
                                                   "\uFEFF",
                                                   "\xff",
                                                   "\xe3\x81",
                                                   "\xc3",
                                                   "%",
                                                   "::error::",
                                                   "<b>",
                                                   "&",
                                                   "`",
                                                   "|",
                                                   std::string(1, '\0')};
  std::mt19937 random(seed);
  std::string text;
  for (int i = 0; i < 64; ++i) text += kPieces[random() % kPieces.size()];
  return text;
}

bool is_free_of_controls(std::string_view text) {
  while (!text.empty()) {
    const base::CodePoint code_point = base::decode_utf8(text);
    if (code_point.size == 1 && static_cast<unsigned char>(text.front()) >= 0x80) return false;
    const char32_t c = code_point.value;
    if (c != U'\n' &&
        (c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))) {
      return false;
    }
    text.remove_prefix(code_point.size);
  }
  return true;
}

}  // namespace paritylint::report::test
