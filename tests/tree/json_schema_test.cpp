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
                       const JsonSchema::IsOpen& is_open = nullptr) {
  const SiblingIndices indices(document.tree());
  std::string text;
  for (const SchemaViolation& one : schema.check(document.root(), kManyVisits, is_open)) {
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
  EXPECT_EQ(violations(schema, document, [](const Cursor& scalar) { return scalar.text().starts_with('<'); }), "");
}

TEST(JsonSchema, ChecksYamlAsJson) {
  const JsonSchema schema = compiled(R"({"properties": {"version": {"const": 0.2}, "on": {"type": "boolean"}}})");
  const test::ReadDocument document(Format::yaml, "version: 0.20\non: yes\n");
  EXPECT_EQ(violations(schema, document), "$.on");
}

TEST(JsonSchema, GivesItsAnnotations) {
  const JsonSchema schema = compiled(R"({"properties": {"a": {"type": "string", "x-rule": "wrong-type"}}})");
  const test::ReadDocument document(Format::json, R"({"a": 1})");
  const auto found = schema.check(document.root(), kManyVisits, nullptr);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(schema.annotation(found[0].schema, "x-rule")->text(), "wrong-type");
  EXPECT_FALSE(schema.annotation(found[0].schema, "x-other"));
  EXPECT_EQ(schema.property_names(0), std::vector<std::string_view>{"a"});
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
  recursive.check(large.root(), kManyVisits, nullptr);
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
