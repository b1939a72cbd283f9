#include "check/builtin/schema.h"

#include <algorithm>
#include <array>

#include "check/builtin/schema_failure.h"
#include "check/builtin/schema_text.h"
#include "check/message.h"
#include "manifest/placeholder.h"
#include "tree/json_schema.h"

namespace paritylint::check::builtin {
namespace {

using manifest::ManifestKind;
using tree::Cursor;
using tree::JsonSchema;

// Aliases can multiply what there is to look at; no honest manifest comes near.
constexpr std::size_t kMaxVisits = 1u << 20;

// By SchemaCheck.
constexpr std::array<std::string_view, kSchemaChecks> kBuiltins = {
    "schema/unknown-field", "schema/wrong-case-field", "schema/wrong-type",   "schema/invalid-value",
    "schema/out-of-range",  "schema/invalid-format",   "schema/missing-field"};

JsonSchema compiled(ManifestKind kind) {
  auto schema = JsonSchema::compile(schema_text(kind), JsonSchema::Patterns::when_met);
  if (!schema) BUG("an embedded schema is not understood");
  return *std::move(schema);
}

// Compiled when the first file of its kind is checked.
const JsonSchema& schema_of(ManifestKind kind) {
  switch (kind) {
    case ManifestKind::taskdef: {
      static const JsonSchema schema = compiled(ManifestKind::taskdef);
      return schema;
    }
    case ManifestKind::appspec: {
      static const JsonSchema schema = compiled(ManifestKind::appspec);
      return schema;
    }
    case ManifestKind::buildspec:
      break;
  }
  static const JsonSchema schema = compiled(ManifestKind::buildspec);
  return schema;
}

// A tag of the file's own, as CloudFormation's !Ref and !Sub: what the value will be is unknown.
bool has_local_tag(const Cursor& value) {
  const auto properties = value.tree().properties();
  auto one = std::ranges::lower_bound(properties, value.node(), {}, &tree::Property::node);
  for (; one != properties.end() && one->node == value.node(); ++one) {
    const std::string_view text = base::slice(value.tree().source(), one->span);
    if (one->kind == tree::Property::Kind::tag && text.size() > 1 && text[1] != '!') return true;
  }
  return false;
}

// {"Ref": "Name"}, {"Fn::Sub": "..."}.
bool is_intrinsic_function(const Cursor& value) {
  if (value.size() != 1) return false;
  bool is_one = false;
  value.for_each_member(
      [&](const Cursor& name, const Cursor&) { is_one = name.text() == "Ref" || name.text().starts_with("Fn::"); });
  return is_one;
}

// True for a value that something replaces before it is used.
bool is_open(const Cursor& value) {
  if (has_local_tag(value)) return true;
  if (!value.is_scalar()) return value.is_mapping() && is_intrinsic_function(value);
  if (value.kind() == tree::NodeKind::unquoted) return true;
  const std::string_view text = value.text();
  const std::size_t bracket = text.find("[[");
  if (bracket != std::string_view::npos && text.find("]]", bracket) != std::string_view::npos) return true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (manifest::placeholder_at(text, i)) return true;
  }
  return false;
}

std::vector<tree::SchemaViolation> violations_of(const FileView& view, const JsonSchema& schema) {
  const manifest::Recognition& recognition = *view.recognition;
  JsonSchema::CheckOptions options;
  options.max_visits = kMaxVisits;
  options.is_open = is_open;
  // Only the agent on servers, of AppSpecs' readers, looks its names up as they stand.
  options.ignores_case = recognition.shape().ignores_case && recognition.platform != manifest::AppSpecPlatform::ec2;
  if (recognition.extent == manifest::Extent::containers) {
    options.start = schema.find("/properties/containerDefinitions").value_or(0);
  } else if (recognition.extent == manifest::Extent::container) {
    options.start = schema.find("/$defs/ContainerDefinition").value_or(0);
  }
  return schema.check(Cursor(*view.tree, recognition.root), options);
}

RawMatch match_of(const SchemaFailure& failure, const RuleRecord& rule, const FileView& view, Closer& closer) {
  RawMatch match;
  match.rule = &rule;
  match.location = closer.close(failure.span, failure.at.node());
  match.line_hash = closer.line_hash(match.location.begin.line);
  match.value = failure.value;
  match.group = failure.cause;
  match.level = failure.level;
  match.message = expand_message(rule.message, [&](std::string_view name) {
    if (name == "value") return failure.found;
    if (name == "key") return failure.field;
    if (name == "atom") return failure.expected;
    if (name == "path") return match.location.display_path;
    return name == "kind" ? std::string(manifest::info(view.kind).title) : std::string();
  });
  match.message += failure.hint;
  if (const tree::NodeId alias = failure.at.via(); alias != tree::kNoNode) {
    match.related.push_back(closer.close(view.tree->node(alias).token, alias));
    match.related.back().message = "used here through the alias";
  }
  return match;
}

}  // namespace

bool is_schema_check(std::string_view name) {
  return std::ranges::any_of(kBuiltins, [&](std::string_view one) { return one.substr(one.find('/') + 1) == name; });
}

void report_schema(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches) {
  if (view.tree == nullptr || !view.recognition) return;
  std::array<const RuleRecord*, kSchemaChecks> enabled{};
  for (std::size_t i = 0; i < kSchemaChecks; ++i) {
    const RuleRecord* rule = rules.builtin_rule(kBuiltins[i]);
    if (rule != nullptr && (rule->kinds & (1u << static_cast<unsigned>(view.kind))) != 0) enabled[i] = rule;
  }
  if (std::ranges::count(enabled, nullptr) == kSchemaChecks) return;
  // A file with nothing in it is an empty file, and nothing else.
  const Cursor root(*view.tree, view.recognition->root);
  if (!root.is_mapping() && !root.is_sequence()) return;
  const JsonSchema& schema = schema_of(view.kind);
  const std::vector<tree::SchemaViolation> violations = violations_of(view, schema);
  if (violations.empty()) return;

  const SchemaFailures failures = schema_failures(schema, violations, view, closer);
  std::array<std::size_t, kSchemaChecks> last{};  // by check: index into matches
  for (const SchemaFailure& failure : failures.shown) {
    const auto check = static_cast<std::size_t>(failure.check);
    if (enabled[check] == nullptr) continue;
    last[check] = matches.size();
    matches.push_back(match_of(failure, *enabled[check], view, closer));
  }
  for (std::size_t check = 0; check < kSchemaChecks; ++check) {
    if (failures.left_out[check] > 0 && enabled[check] != nullptr) {
      matches[last[check]].more_places = failures.left_out[check];
    }
  }
}

}  // namespace paritylint::check::builtin
