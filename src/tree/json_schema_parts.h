// The compiled form of a JsonSchema. Internal to its compiler and validator.
#pragma once

#include <deque>
#include <map>
#include <utility>

#include "tree/json_schema.h"
#include "tree/read.h"
#include "tree/schema_pattern.h"
#include "tree/value.h"

namespace paritylint::tree {

constexpr SchemaId kNoSchema = 0xffffffff;

// One subschema. Texts and values view the schema's own tree.
struct Subschema {
  NodeId node = kNoNode;
  bool never = false;      // the schema `false`
  std::uint8_t types = 0;  // bit per SchemaType; 0 when any type fits
  std::optional<std::vector<Value>> enumeration;
  bool has_constant = false;
  Value constant;
  SchemaId ref = kNoSchema;
  std::vector<SchemaId> all_of, any_of, one_of;
  SchemaId negation = kNoSchema, condition = kNoSchema, then_branch = kNoSchema, else_branch = kNoSchema;

  std::vector<std::pair<std::string_view, SchemaId>> properties;  // sorted by name
  std::vector<std::pair<const SchemaPattern*, SchemaId>> pattern_properties;
  SchemaId additional = kNoSchema, names = kNoSchema;
  std::vector<std::string_view> required;
  std::vector<std::pair<std::string_view, std::vector<std::string_view>>> dependent_required;
  std::vector<std::pair<std::string_view, SchemaId>> dependent_schemas;

  std::vector<SchemaId> prefix_items;
  SchemaId items = kNoSchema, contains = kNoSchema;
  bool unique_items = false;

  const SchemaPattern* pattern = nullptr;
  std::optional<double> min_properties, max_properties, min_items, max_items, min_contains, max_contains, min_length,
      max_length, minimum, maximum, exclusive_minimum, exclusive_maximum, multiple_of;
};

enum class SchemaType : std::uint8_t {
  null = 1,
  boolean = 2,
  integer = 4,
  number = 8,
  string = 16,
  array = 32,
  object = 64
};

struct JsonSchema::CompiledParts {
  KeyTable keys;
  std::string text;                                    // with padding behind it
  ReadResult read;                                     // of `text`
  std::deque<Subschema> schemas;                       // the whole schema first
  std::map<std::string_view, SchemaPattern> patterns;  // by their text
};

}  // namespace paritylint::tree
