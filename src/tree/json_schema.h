// JsonSchema: a schema (draft 2020-12) compiled for checking trees, with the place of everything that does not fit.
//
// Keywords: $ref and $defs inside the schema, type, enum, const, allOf, anyOf, oneOf, not, if/then/else, properties,
// patternProperties, additionalProperties, propertyNames, required, dependentRequired, dependentSchemas, minProperties,
// maxProperties, prefixItems, items, contains with its bounds, minItems, maxItems, uniqueItems, minLength, maxLength,
// pattern, minimum, maximum, their exclusive forms, multipleOf. Annotations (title, description, x-...) are read by
// annotation(). A keyword that would change what is valid and is not in this list is refused by compile().
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "tree/cursor.h"

namespace paritylint::tree {

enum class SchemaKeyword : std::uint8_t {
  never,  // the schema `false`
  type,
  enumeration,  // enum
  constant,     // const
  any_of,
  one_of,  // none fits, or more than one
  negation,
  unknown_member,  // additionalProperties: false, or an additional member that does not fit `false`
  member_name,     // propertyNames
  required,
  dependent_required,
  min_properties,
  max_properties,
  contains,
  min_items,
  max_items,
  unique_items,
  min_length,
  max_length,
  pattern,
  minimum,
  maximum,
  exclusive_minimum,
  exclusive_maximum,
  multiple_of,
};

using SchemaId = std::uint32_t;  // a subschema of one JsonSchema

// One statement of a schema that a tree does not fulfil.
struct SchemaViolation {
  SchemaKeyword keyword = SchemaKeyword::never;
  SchemaId schema = 0;  // the subschema that holds the keyword
  Cursor at;            // the value; for required the mapping; for unknown_member and member_name the member's value
  std::string_view member;  // required, dependent_required: the missing name; unknown_member, member_name: the name
};

class JsonSchema {
 public:
  // Compile the JSON text of a schema. The error says what was not understood, with line and column.
  static base::Result<JsonSchema> compile(std::string_view text);
  JsonSchema(JsonSchema&&) noexcept;
  JsonSchema& operator=(JsonSchema&&) noexcept;
  ~JsonSchema();

  // True for a scalar that fits every type and constraint: a placeholder, whose value is not known yet.
  using IsOpen = std::function<bool(const Cursor& scalar)>;

  // Everything in `root` that does not fit, in document order as far as keywords allow. Looks at most at `max_visits`
  // nodes; when that was not enough, what was found so far.
  std::vector<SchemaViolation> check(const Cursor& root, std::size_t max_visits, const IsOpen& is_open) const;

  // The value of a keyword of a subschema as it stands in the schema: an annotation, or an expectation for a message.
  std::optional<Cursor> annotation(SchemaId schema, std::string_view keyword) const;

  // The members that a subschema names under `properties`, for near-miss suggestions.
  std::vector<std::string_view> property_names(SchemaId schema) const;

  struct CompiledParts;  // json_schema_parts.h

 private:
  explicit JsonSchema(std::unique_ptr<CompiledParts> compiled);
  std::unique_ptr<CompiledParts> compiled_;
};

}  // namespace paritylint::tree
