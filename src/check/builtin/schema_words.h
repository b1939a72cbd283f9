// The words in which the schema checks speak about fields, expectations and values. Internal to the schema checks.
#pragma once

#include <string>
#include <string_view>

#include "check/closer.h"
#include "tree/json_schema.h"

namespace paritylint::check::builtin {

// The `title` of the nearest schema around a subschema: "port mapping". Views the schema.
std::string_view title_of(const tree::JsonSchema& schema, tree::SchemaId id);

// What the schema calls valid: its own words where it has any (x-expected), else its enumeration or const.
std::string expected_value(const tree::JsonSchema& schema, tree::SchemaId id);

// "a string", "a list or a string": the types that a subschema takes. Null is never what is wanted, and of several
// scalar types the first stands for all.
std::string expected_types(const tree::JsonSchema& schema, tree::SchemaId id);

// "be between 1 and 65535", "have at most 10 elements": the bound that the keyword sets, with its opposite.
std::string expected_bounds(const tree::JsonSchema& schema, tree::SchemaId id, tree::SchemaKeyword keyword);

// `"cpu"`, `an element of "command"`, or "the document" for a root. Names are masked.
std::string field_name(const tree::Cursor& value, Closer& closer);

// `the string "80"`, `the number 256`, "a list". Masked.
std::string found_value(const tree::Cursor& value, Closer& closer);

}  // namespace paritylint::check::builtin
