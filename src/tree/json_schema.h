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
  NodeId name = kNoNode;    // unknown_member, member_name: the name's node
};

class JsonSchema {
 public:
  // When patterns are compiled. `when_met` is for schemas of our own whose patterns a test compiles: a pattern that is
  // not understood then is a bug.
  enum class Patterns : std::uint8_t { now, when_met };

  // Compile the JSON text of a schema. The error says what was not understood, with line and column.
  static base::Result<JsonSchema> compile(std::string_view text, Patterns patterns = Patterns::now);
  JsonSchema(JsonSchema&&) noexcept;
  JsonSchema& operator=(JsonSchema&&) noexcept;
  ~JsonSchema();

  // True for a value that fits every type and constraint: a placeholder, whose value is not known yet. Asked about
  // values that do not fit.
  using IsOpen = std::function<bool(const Cursor& value)>;

  struct CheckOptions {
    std::size_t max_visits = 0;  // nodes that are looked at; when that is not enough, what was found so far
    IsOpen is_open;              // may be empty
    bool ignores_case = false;   // names of members may differ in letter case from the schema's
    SchemaId start = 0;          // the subschema that the root is checked with; 0 is the whole schema
  };

  // Everything in `root` that does not fit, in document order as far as keywords allow.
  std::vector<SchemaViolation> check(const Cursor& root, const CheckOptions& options) const;

  // The subschema that stands at a JSON pointer of the schema, "/$defs/Volume"; nothing when none was compiled there.
  std::optional<SchemaId> find(std::string_view pointer) const;

  // The subschema as it stands in the schema's own tree.
  Cursor node(SchemaId schema) const;

  // The value of a keyword of a subschema as it stands in the schema: an annotation, or an expectation for a message.
  std::optional<Cursor> annotation(SchemaId schema, std::string_view keyword) const;

  // The members that a subschema names under `properties`, for near-miss suggestions.
  std::vector<std::string_view> property_names(SchemaId schema) const;

  // The subschemas that name `property` under `properties`.
  std::vector<SchemaId> with_property(std::string_view property) const;

  struct CompiledParts;  // json_schema_parts.h

 private:
  explicit JsonSchema(std::unique_ptr<CompiledParts> compiled);
  std::unique_ptr<CompiledParts> compiled_;
};

}  // namespace paritylint::tree
