// Compiling a schema: each subschema becomes one record, its keywords fields of it. A reference is followed when it is
// met, and a subschema that was met before is not compiled again, so that schemas may refer to themselves.
#include "tree/json_schema.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/lines.h"
#include "base/text.h"
#include "tree/json_pointer.h"
#include "tree/json_schema_parts.h"

namespace paritylint::tree {
namespace {

using base::Error;
using base::Result;

// Keywords that say nothing about what is valid.
constexpr std::array<std::string_view, 17> kAnnotations = {
    "$schema",       "$id",         "$comment",   "$defs",     "title",  "description",     "default",
    "examples",      "deprecated",  "readOnly",   "writeOnly", "format", "contentEncoding", "contentMediaType",
    "contentSchema", "$vocabulary", "definitions"};

class Compiler {
 public:
  Compiler(JsonSchema::CompiledParts& parts, JsonSchema::Patterns patterns) : parts_(parts), patterns_(patterns) {}

  Result<SchemaId> compile(const Cursor& node) {
    const auto [known, is_new] = ids_.try_emplace(node.node(), static_cast<SchemaId>(parts_.schemas.size()));
    const SchemaId id = known->second;
    if (!is_new) return id;
    Subschema& schema = parts_.schemas.emplace_back();
    schema.node = node.node();
    if (node.kind() == NodeKind::boolean) {
      schema.never = !value_of(node).truth;
      return id;
    }
    if (!node.is_mapping()) return error_at(node, "expected a schema: an object, true or false");
    std::optional<Error> error;
    node.for_each_member([&](const Cursor& name, const Cursor& value) {
      if (error) return;
      if (auto done = keyword(schema, name, value); !done) error = std::move(done).error();
    });
    if (error) return *std::move(error);
    return id;
  }

 private:
  using Handler = Result<void> (Compiler::*)(Subschema&, const Cursor&);

  Error error_at(const Cursor& at, const std::string& message) const {
    const std::string_view source = parts_.read.tree.source();
    const auto position = base::position_of(base::LineTable(source), source, at->token.begin);
    std::string text;
    base::append_number(text, position.line);
    text += ':';
    base::append_number(text, position.column_bytes);
    return {base::ErrorCode::invalid_rule, text + ": " + message};
  }

  Result<void> keyword(Subschema& schema, const Cursor& name, const Cursor& value) {
    const std::string_view word = name.text();
    if (word == "type") return types(schema, value);
    if (auto done = number_keyword(schema, word, value); !done || *done)
      return done ? Result<void>() : std::move(done).error();
    if (auto done = schema_keyword(schema, word, value); !done || *done)
      return done ? Result<void>() : std::move(done).error();
    if (auto done = list_keyword(schema, word, value); !done || *done)
      return done ? Result<void>() : std::move(done).error();
    if (word == "const") {
      schema.has_constant = true;
      schema.constant = value_of(value);
      return {};
    }
    if (word == "uniqueItems") {
      schema.unique_items = value_of(value).truth;
      return {};
    }
    if (word == "pattern") {
      TRY_ASSIGN(schema.pattern, pattern(value, value.text()));
      return {};
    }
    if (word == "$ref") {
      TRY_ASSIGN(const Cursor target, resolve(value));
      TRY_ASSIGN(schema.ref, compile(target));
      return {};
    }
    if (word.starts_with("x-") || std::ranges::find(kAnnotations, word) != kAnnotations.end()) return {};
    return error_at(name, "the keyword " + base::quoted(word) + " is not supported");
  }

  // True when `word` is a keyword of this sort, which then was taken.
  Result<bool> number_keyword(Subschema& schema, std::string_view word, const Cursor& value) {
    using Field = std::optional<double> Subschema::*;
    static constexpr std::array<std::pair<std::string_view, Field>, 13> kNumbers = {{
        {"minProperties", &Subschema::min_properties},
        {"maxProperties", &Subschema::max_properties},
        {"minItems", &Subschema::min_items},
        {"maxItems", &Subschema::max_items},
        {"minContains", &Subschema::min_contains},
        {"maxContains", &Subschema::max_contains},
        {"minLength", &Subschema::min_length},
        {"maxLength", &Subschema::max_length},
        {"minimum", &Subschema::minimum},
        {"maximum", &Subschema::maximum},
        {"exclusiveMinimum", &Subschema::exclusive_minimum},
        {"exclusiveMaximum", &Subschema::exclusive_maximum},
        {"multipleOf", &Subschema::multiple_of},
    }};
    for (const auto& [name, field] : kNumbers) {
      if (word != name) continue;
      const Value number = value_of(value);
      if (number.type != Value::Type::number) return error_at(value, "expected a number");
      schema.*field = number.number;
      return true;
    }
    return false;
  }

  Result<bool> schema_keyword(Subschema& schema, std::string_view word, const Cursor& value) {
    using Field = SchemaId Subschema::*;
    static constexpr std::array<std::pair<std::string_view, Field>, 8> kSchemas = {{
        {"not", &Subschema::negation},
        {"if", &Subschema::condition},
        {"then", &Subschema::then_branch},
        {"else", &Subschema::else_branch},
        {"additionalProperties", &Subschema::additional},
        {"propertyNames", &Subschema::names},
        {"items", &Subschema::items},
        {"contains", &Subschema::contains},
    }};
    for (const auto& [name, field] : kSchemas) {
      if (word != name) continue;
      TRY_ASSIGN(schema.*field, compile(value));
      return true;
    }
    return false;
  }

  Result<bool> list_keyword(Subschema& schema, std::string_view word, const Cursor& value) {
    static constexpr std::array<std::pair<std::string_view, Handler>, 10> kLists = {{
        {"allOf", &Compiler::all_of},
        {"anyOf", &Compiler::any_of},
        {"oneOf", &Compiler::one_of},
        {"prefixItems", &Compiler::prefix_items},
        {"enum", &Compiler::enumeration},
        {"required", &Compiler::required},
        {"properties", &Compiler::properties},
        {"patternProperties", &Compiler::pattern_properties},
        {"dependentRequired", &Compiler::dependent_required},
        {"dependentSchemas", &Compiler::dependent_schemas},
    }};
    for (const auto& [name, handler] : kLists) {
      if (word != name) continue;
      TRY((this->*handler)(schema, value));
      return true;
    }
    return false;
  }

  Result<void> types(Subschema& schema, const Cursor& value) {
    static constexpr std::array<std::pair<std::string_view, SchemaType>, 7> kTypes = {{
        {"null", SchemaType::null},
        {"boolean", SchemaType::boolean},
        {"integer", SchemaType::integer},
        {"number", SchemaType::number},
        {"string", SchemaType::string},
        {"array", SchemaType::array},
        {"object", SchemaType::object},
    }};
    std::optional<Error> error;
    const auto add = [&](const Cursor& word) {
      const auto* known = std::ranges::find(kTypes, word.text(), [](const auto& row) { return row.first; });
      if (known == kTypes.end()) {
        error = error_at(word, "expected null, boolean, integer, number, string, array or object");
      } else {
        schema.types = static_cast<std::uint8_t>(schema.types | static_cast<std::uint8_t>(known->second));
      }
    };
    if (value.is_sequence()) {
      value.for_each_element([&](std::size_t, const Cursor& word) { add(word); });
    } else {
      add(value);
    }
    if (error) return *std::move(error);
    return {};
  }

  Result<void> schemas_of(std::vector<SchemaId>& list, const Cursor& value) {
    std::optional<Error> error;
    value.for_each_element([&](std::size_t, const Cursor& element) {
      if (error) return;
      auto id = compile(element);
      if (id) {
        list.push_back(*id);
      } else {
        error = std::move(id).error();
      }
    });
    if (error) return *std::move(error);
    return {};
  }

  // Call add(name, id) for each member of `value`, whose values are schemas.
  template <class Add>
  Result<void> named_schemas(const Cursor& value, Add&& add) {
    std::optional<Error> error;
    value.for_each_member([&](const Cursor& name, const Cursor& member) {
      if (error) return;
      auto id = compile(member);
      if (!id) {
        error = std::move(id).error();
      } else if (auto done = add(name, *id); !done) {
        error = std::move(done).error();
      }
    });
    if (error) return *std::move(error);
    return {};
  }

  Result<void> all_of(Subschema& schema, const Cursor& value) { return schemas_of(schema.all_of, value); }
  Result<void> any_of(Subschema& schema, const Cursor& value) { return schemas_of(schema.any_of, value); }
  Result<void> one_of(Subschema& schema, const Cursor& value) { return schemas_of(schema.one_of, value); }
  Result<void> prefix_items(Subschema& schema, const Cursor& value) { return schemas_of(schema.prefix_items, value); }

  Result<void> enumeration(Subschema& schema, const Cursor& value) {
    schema.enumeration.emplace();
    value.for_each_element([&](std::size_t, const Cursor& one) { schema.enumeration->push_back(value_of(one)); });
    return {};
  }

  static std::vector<std::string_view> texts_of(const Cursor& list) {
    std::vector<std::string_view> texts;
    list.for_each_element([&](std::size_t, const Cursor& one) { texts.push_back(one.text()); });
    return texts;
  }

  Result<void> required(Subschema& schema, const Cursor& value) {
    schema.required = texts_of(value);
    return {};
  }

  Result<void> properties(Subschema& schema, const Cursor& value) {
    TRY(named_schemas(value, [&](const Cursor& name, SchemaId id) -> Result<void> {
      schema.properties.emplace_back(name.text(), id);
      return {};
    }));
    std::ranges::sort(schema.properties);
    return {};
  }

  Result<void> pattern_properties(Subschema& schema, const Cursor& value) {
    return named_schemas(value, [&](const Cursor& name, SchemaId id) -> Result<void> {
      TRY_ASSIGN(const SchemaPattern* compiled, pattern(name, name.text()));
      schema.pattern_properties.emplace_back(compiled, id);
      return {};
    });
  }

  Result<void> dependent_required(Subschema& schema, const Cursor& value) {
    value.for_each_member([&](const Cursor& name, const Cursor& list) {
      schema.dependent_required.emplace_back(name.text(), texts_of(list));
    });
    return {};
  }

  Result<void> dependent_schemas(Subschema& schema, const Cursor& value) {
    return named_schemas(value, [&](const Cursor& name, SchemaId id) -> Result<void> {
      schema.dependent_schemas.emplace_back(name.text(), id);
      return {};
    });
  }

  Result<const SchemaPattern*> pattern(const Cursor& at, std::string_view text) {
    const SchemaPattern& kept = parts_.patterns.try_emplace(text, text).first->second;
    if (patterns_ == JsonSchema::Patterns::when_met) return &kept;
    if (auto compiled = kept.compile(); !compiled) {
      return error_at(at, "this pattern is not understood: " + compiled.error().message);
    }
    return &kept;
  }

  Result<Cursor> resolve(const Cursor& reference) {
    const std::string_view text = reference.text();
    if (!text.starts_with('#')) return error_at(reference, "expected a reference inside this schema: \"#/...\"");
    const Cursor root(parts_.read.tree, parts_.read.tree.documents().front());
    const auto target = find_by_fragment(root, text.substr(1));
    if (!target) return error_at(reference, "nothing stands at " + base::quoted(text));
    return *target;
  }

  JsonSchema::CompiledParts& parts_;
  JsonSchema::Patterns patterns_;
  std::unordered_map<NodeId, SchemaId> ids_;
};

}  // namespace

JsonSchema::JsonSchema(std::unique_ptr<CompiledParts> compiled) : compiled_(std::move(compiled)) {}
JsonSchema::JsonSchema(JsonSchema&&) noexcept = default;
JsonSchema& JsonSchema::operator=(JsonSchema&&) noexcept = default;
JsonSchema::~JsonSchema() = default;

Result<JsonSchema> JsonSchema::compile(std::string_view text, Patterns patterns) {
  auto parts = std::make_unique<CompiledParts>();
  parts->text.reserve(text.size() + kPadding);
  parts->text.append(text).append(kPadding, '\0');
  ReadOptions options;
  options.mode = Mode::strict;
  const std::string_view source = std::string_view(parts->text).substr(0, text.size());
  Reader(parts->keys).read(Format::json, source, options, parts->read);
  if (!parts->read.complete) return Error{base::ErrorCode::invalid_rule, "this schema is not valid JSON"};
  const Cursor root(parts->read.tree, parts->read.tree.documents().front());
  TRY(Compiler(*parts, patterns).compile(root));
  return JsonSchema(std::move(parts));
}

Cursor JsonSchema::node(SchemaId schema) const { return {compiled_->read.tree, compiled_->schemas[schema].node}; }

std::optional<Cursor> JsonSchema::annotation(SchemaId schema, std::string_view keyword) const {
  return node(schema).find(keyword);
}

std::optional<SchemaId> JsonSchema::find(std::string_view pointer) const {
  const auto target = find_by_fragment(Cursor(compiled_->read.tree, compiled_->read.tree.documents().front()), pointer);
  if (!target) return std::nullopt;
  for (SchemaId id = 0; id < compiled_->schemas.size(); ++id) {
    if (compiled_->schemas[id].node == target->node()) return id;
  }
  return std::nullopt;
}

std::vector<SchemaId> JsonSchema::with_property(std::string_view property) const {
  std::vector<SchemaId> found;
  for (SchemaId id = 0; id < compiled_->schemas.size(); ++id) {
    const auto& properties = compiled_->schemas[id].properties;
    const auto at = std::ranges::lower_bound(properties, property, {}, [](const auto& one) { return one.first; });
    if (at != properties.end() && at->first == property) found.push_back(id);
  }
  return found;
}

std::vector<std::string_view> JsonSchema::property_names(SchemaId schema) const {
  std::vector<std::string_view> names;
  for (const auto& [name, id] : compiled_->schemas[schema].properties) names.push_back(name);
  return names;
}

}  // namespace paritylint::tree
