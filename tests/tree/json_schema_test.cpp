#include "tree/json_schema.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "read_document.h"
#include "tree/json_path.h"
#include "tree/sibling_indices.h"

namespace paritylint::tree {
namespace {

constexpr std::size_t kManyVisits = 100'000;

JsonSchema compiled(std::string_view text) {
  auto schema = JsonSchema::compile(text);
  if (!schema) BUG(schema.error().message.c_str());
  return *std::move(schema);
}

// "path member" of every violation, joined by "; ".
std::string violations(const JsonSchema& schema, const test::ReadDocument& document,
                       const JsonSchema::CheckOptions& options = {.max_visits = kManyVisits, .is_open = nullptr}) {
  const SiblingIndices indices(document.tree());
  std::string text;
  for (const SchemaViolation& one : schema.check(document.root(), options)) {
    if (!text.empty()) text += "; ";
    text += display_path(document.tree(), one.at.node(), indices);
    if (!one.member.empty()) text.append(" ").append(one.member);
  }
  return text;
}

TEST(JsonSchema, NamesThePlaceOfEverythingThatDoesNotFit) {
  const JsonSchema schema = compiled(R"({
    "required": ["family", "cpu"],
    "properties": {
      "cpu": {"type": "string"},
      "containers": {"items": {"additionalProperties": false, "properties": {"name": {"maxLength": 2}}}}
    }})");
  const test::ReadDocument document(Format::json,
                                    R"({"cpu": 256, "containers": [{"name": "web"}, {"Name": "a", "name": "b"}]})");
  EXPECT_EQ(violations(schema, document), "$ family; $.cpu; $.containers[0].name; $.containers[1].Name Name");
}

TEST(JsonSchema, LetsOpenScalarsFitEverything) {
  const JsonSchema schema = compiled(R"({"properties": {"port": {"type": "integer", "maximum": 10}}})");
  const test::ReadDocument document(Format::json, R"({"port": "<PORT>"})");
  EXPECT_EQ(violations(schema, document), "$.port");
  const auto is_open = [](const Cursor& value) { return value.is_scalar() && value.text().starts_with('<'); };
  EXPECT_EQ(violations(schema, document, {.max_visits = kManyVisits, .is_open = is_open}), "");
}

TEST(JsonSchema, ForgetsWhatIsWrongInsideAnOpenMapping) {
  const JsonSchema schema =
      compiled(R"({"properties": {"a": {"additionalProperties": false}, "b": {"type": "null"}}})");
  const test::ReadDocument document(Format::json, R"({"a": {"Ref": "x", "y": 1}, "b": 2})");
  EXPECT_EQ(violations(schema, document), "$.a.Ref Ref; $.a.y y; $.b");
  const auto is_open = [](const Cursor& value) { return value.find("Ref").has_value(); };
  EXPECT_EQ(violations(schema, document, {.max_visits = kManyVisits, .is_open = is_open}), "$.b");
}

TEST(JsonSchema, FindsMembersWithoutRegardToCaseWhenAsked) {
  const JsonSchema schema = compiled(R"({
    "required": ["family", "image"], "properties": {"family": {"type": "string"}}, "additionalProperties": false})");
  const test::ReadDocument document(Format::json, R"({"Family": 1, "Image": "a"})");
  EXPECT_EQ(violations(schema, document), "$ family; $ image; $.Family Family; $.Image Image");
  EXPECT_EQ(violations(schema, document, {.max_visits = kManyVisits, .is_open = nullptr, .ignores_case = true}),
            "$.Family; $.Image Image");
}

TEST(JsonSchema, StartsAtAnyOfItsSubschemas) {
  const JsonSchema schema = compiled(R"({"items": {"$ref": "#/$defs/word"}, "$defs": {"word": {"type": "string"}}})");
  EXPECT_FALSE(schema.find("/$defs/other"));
  ASSERT_TRUE(schema.find("/$defs/word"));
  const test::ReadDocument document(Format::json, "1");
  EXPECT_EQ(violations(schema, document), "");
  EXPECT_EQ(violations(schema, document,
                       {.max_visits = kManyVisits, .is_open = nullptr, .start = *schema.find("/$defs/word")}),
            "$");
}

TEST(JsonSchema, SaysWhereTheNameOfAnUnknownMemberStands) {
  const JsonSchema schema = compiled(R"({"additionalProperties": false})");
  const test::ReadDocument document(Format::json, R"({"a": 1})");
  const auto found = schema.check(document.root(), {.max_visits = kManyVisits, .is_open = nullptr});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(document.tree().token(found[0].name), "\"a\"");
}

TEST(JsonSchema, ReadsPlainTextsAndClassesWithoutAnExpression) {
  const struct {
    std::string_view pattern;
    std::string_view fits;
    std::string_view does_not;
  } cases[] = {
      {"@", "a@b", "ab"},         {"^[a-z0-9_-]*$", "", "a b"}, {"^[a-z0-9_-]*$", "az09-_", "é"},
      {"^[a-z0-9_-]+$", "-", ""}, {"^[+--]+$", "+,-", "."},     {"^[^a]+$", "b", "a"},
      {"^[a]b]+$", "ab]", "a]"},  {"^[\\\\d]+$", "1", "d"},     {"^[é]+$", "éé", "e"},
  };
  for (const auto& [pattern, fits, does_not] : cases) {
    std::string text(R"({"pattern": ")");
    const JsonSchema schema = compiled(text.append(pattern).append("\"}"));
    EXPECT_EQ(violations(schema, test::ReadDocument(Format::json, "\"" + std::string(fits) + "\"")), "") << pattern;
    EXPECT_EQ(violations(schema, test::ReadDocument(Format::json, "\"" + std::string(does_not) + "\"")), "$")
        << pattern;
  }
}

TEST(JsonSchema, CompilesAPatternWhenItIsMetIfAsked) {
  constexpr std::string_view text = R"({"properties": {"a": {"pattern": "^b+$"}, "c": {"pattern": "("}}})";
  EXPECT_FALSE(JsonSchema::compile(text));
  const auto schema = JsonSchema::compile(text, JsonSchema::Patterns::when_met);
  ASSERT_TRUE(schema);
  EXPECT_EQ(violations(*schema, test::ReadDocument(Format::json, R"({"a": "bb"})")), "");
  EXPECT_EQ(violations(*schema, test::ReadDocument(Format::json, R"({"a": "cc"})")), "$.a");
}

TEST(JsonSchema, ChecksYamlAsJson) {
  const JsonSchema schema = compiled(R"({"properties": {"version": {"const": 0.2}, "on": {"type": "boolean"}}})");
  const test::ReadDocument document(Format::yaml, "version: 0.20\non: yes\n");
  EXPECT_EQ(violations(schema, document), "$.on");
}

TEST(JsonSchema, GivesItsAnnotations) {
  const JsonSchema schema = compiled(R"({"properties": {"a": {"type": "string", "x-rule": "wrong-type"}}})");
  const test::ReadDocument document(Format::json, R"({"a": 1})");
  const auto found = schema.check(document.root(), {.max_visits = kManyVisits, .is_open = nullptr});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(schema.annotation(found[0].schema, "x-rule")->text(), "wrong-type");
  EXPECT_FALSE(schema.annotation(found[0].schema, "x-other"));
  EXPECT_EQ(schema.property_names(0), std::vector<std::string_view>{"a"});
  EXPECT_EQ(schema.with_property("a"), std::vector<SchemaId>{0});
  EXPECT_TRUE(schema.with_property("b").empty());
}

TEST(JsonSchema, EndsForSchemasAndFilesThatMultiply) {
  const JsonSchema schema =
      compiled(R"({"$ref": "#/$defs/a", "$defs": {"a": {"allOf": [{"$ref": "#"}, {"$ref": "#"}]}}})");
  const test::ReadDocument small(Format::json, "1");
  EXPECT_EQ(violations(schema, small), "");

  std::string bomb = "a0: &a0 [x, x]\n";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + ", " + before + "]\n";
  }
  const test::ReadDocument large(Format::yaml, bomb);
  const JsonSchema recursive =
      compiled(R"({"items": {"$ref": "#"}, "additionalProperties": {"$ref": "#"}, "uniqueItems": true})");
  recursive.check(large.root(), {.max_visits = kManyVisits, .is_open = nullptr});
}

TEST(JsonSchema, SaysWhereASchemaIsNotUnderstood) {
  const struct {
    std::string_view schema;
    std::string_view message;
  } cases[] = {
      {"[1]", "1:1: expected a schema: an object, true or false"},
      {"{\n  \"type\": \"text\"}", "2:11: expected null, boolean, integer, number, string, array or object"},
      {R"({"minimum": "1"})", "1:13: expected a number"},
      {R"({"propertys": {}})", R"(1:2: the keyword "propertys" is not supported)"},
      {R"({"pattern": "("})", "1:13: this pattern is not understood: missing ): ("},
      {R"({"$ref": "other.json"})", R"(1:10: expected a reference inside this schema: "#/...")"},
      {R"({"$ref": "#/$defs/a"})", R"(1:10: nothing stands at "#/$defs/a")"},
      {R"({"items": {"not": 3}})", "1:19: expected a schema: an object, true or false"},
  };
  for (const auto& [schema, message] : cases) {
    const auto result = JsonSchema::compile(schema);
    ASSERT_FALSE(result) << schema;
    EXPECT_EQ(result.error().message, message);
  }
}

}  // namespace
}  // namespace paritylint::tree
