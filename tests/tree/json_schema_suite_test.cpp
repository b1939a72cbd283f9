// The public test suite of JSON Schema draft 2020-12, one file per keyword that JsonSchema knows.
#include <gtest/gtest.h>

#include <iostream>
#include <string>
#include <string_view>

#include "read_document.h"
#include "support/shared.h"
#include "tree/json_schema.h"

namespace paritylint::tree {
namespace {

constexpr std::size_t kManyVisits = 1'000'000;

constexpr std::string_view kFiles[] = {"additionalProperties",
                                       "allOf",
                                       "anyOf",
                                       "boolean_schema",
                                       "const",
                                       "contains",
                                       "default",
                                       "defs",
                                       "dependentRequired",
                                       "dependentSchemas",
                                       "enum",
                                       "exclusiveMaximum",
                                       "exclusiveMinimum",
                                       "format",
                                       "if-then-else",
                                       "infinite-loop-detection",
                                       "items",
                                       "maxContains",
                                       "maxItems",
                                       "maxLength",
                                       "maxProperties",
                                       "maximum",
                                       "minContains",
                                       "minItems",
                                       "minLength",
                                       "minProperties",
                                       "minimum",
                                       "multipleOf",
                                       "not",
                                       "oneOf",
                                       "pattern",
                                       "patternProperties",
                                       "prefixItems",
                                       "properties",
                                       "propertyNames",
                                       "ref",
                                       "required",
                                       "type",
                                       "uniqueItems"};

// True for schemas with what JsonSchema refuses: anchors, unevaluated members, references to other documents.
bool is_out_of_scope(std::string_view schema) {
  for (const std::string_view word : {"\"unevaluated", "\"$anchor\"", "\"$dynamic"}) {
    if (schema.find(word) != std::string_view::npos) return true;
  }
  constexpr std::string_view kReference = "\"$ref\": \"";
  for (std::size_t at = schema.find(kReference); at != std::string_view::npos; at = schema.find(kReference, at + 1)) {
    if (!schema.substr(at + kReference.size()).starts_with('#')) return true;
    if (schema.substr(at + kReference.size(), 2) != "#/" && schema.substr(at + kReference.size(), 2) != "#\"")
      return true;
  }
  return false;
}

struct Count {
  int run = 0;
  int left_out = 0;
};

void run_group(const Cursor& group, Count& count) {
  const Cursor schema_node = *group.find("schema");
  const std::string schema_text(group.tree().token(schema_node.node()));
  const auto schema = JsonSchema::compile(schema_text);
  if (!schema) {
    EXPECT_TRUE(is_out_of_scope(schema_text)) << group.find("description")->text() << ": " << schema.error().message;
    ++count.left_out;
    return;
  }
  group.find("tests")->for_each_element([&](std::size_t, const Cursor& test_case) {
    const test::ReadDocument instance(Format::json, std::string(group.tree().token(test_case.find("data")->node())));
    const bool is_valid = test_case.find("valid")->text() == "true";
    const auto violations = schema->check(instance.root(), {.max_visits = kManyVisits, .is_open = nullptr});
    EXPECT_EQ(violations.empty(), is_valid)
        << group.find("description")->text() << ": " << test_case.find("description")->text();
    ++count.run;
  });
}

TEST(JsonSchemaSuite, PassesEveryCaseOfTheKeywordsThatItKnows) {
  SHARED_OR_SKIP(shared);
  Count count;
  for (const std::string_view file : kFiles) {
    SCOPED_TRACE(file);
    const auto path = shared / "suites/json-schema/tests/draft2020-12" / (std::string(file) + ".json");
    const test::ReadDocument suite(Format::json, test::read_file(path));
    suite.root().for_each_element([&](std::size_t, const Cursor& group) { run_group(group, count); });
  }
  std::cout << "JSON Schema suite: " << count.run << " cases run, " << count.left_out << " groups left out\n";
  EXPECT_GT(count.run, 900);
}

}  // namespace
}  // namespace paritylint::tree
