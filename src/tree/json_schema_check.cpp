// Checking a tree against a compiled schema.
//
// A branch of anyOf, oneOf, not, if and contains only has to say whether it fits, so there nothing is collected and the
// first violation ends the work.
#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/text.h"
#include "base/utf8.h"
#include "tree/json_schema_parts.h"

namespace paritylint::tree {
namespace {

// Deepest chain of subschemas, so that a schema that refers to itself at one place ends; low enough for 8 MiB of stack
// with the frames of a sanitizer build, which are about 15 KB.
constexpr unsigned kMaxDepth = 384;

bool is_integer(double number) { return std::isfinite(number) && std::floor(number) == number; }

std::uint8_t types_of(const Value& value) {
  const auto bit = [](SchemaType type) { return static_cast<std::uint8_t>(type); };
  switch (value.type) {
    case Value::Type::nothing:
      return 0;
    case Value::Type::null:
      return bit(SchemaType::null);
    case Value::Type::boolean:
      return bit(SchemaType::boolean);
    case Value::Type::number:
      return static_cast<std::uint8_t>(bit(SchemaType::number) |
                                       (is_integer(value.number) ? bit(SchemaType::integer) : 0));
    case Value::Type::string:
      return bit(SchemaType::string);
    case Value::Type::mapping:
      return bit(SchemaType::object);
    case Value::Type::sequence:
      return bit(SchemaType::array);
  }
  return 0;
}

// A quotient that is whole, in spite of binary fractions: 0.0075 is a multiple of 0.0001.
bool is_multiple(double number, double divisor) {
  const double quotient = number / divisor;
  if (!std::isfinite(quotient)) return std::fmod(number, divisor) == 0;
  const double nearest = std::round(quotient);
  return std::abs(quotient - nearest) <= 1e-9 * std::max(1.0, std::abs(quotient));
}

class Validator {
 public:
  Validator(const JsonSchema::CompiledParts& parts, const JsonSchema::CheckOptions& options,
            std::vector<SchemaViolation>* violations)
      : parts_(parts), options_(options), visits_left_(options.max_visits), violations_(violations) {}

  // True when `at` fits. What does not fit is collected unless the validator is quiet.
  bool check(SchemaId id, const Cursor& at, unsigned depth) {
    if (visits_left_ == 0 || depth > kMaxDepth) return true;
    --visits_left_;
    const std::size_t count = is_quiet() ? 0 : violations_->size();
    if (check_keywords(parts_.schemas[id], id, at, depth)) return true;
    if (!options_.is_open || !options_.is_open(at)) return false;
    if (!is_quiet()) violations_->resize(count, SchemaViolation{SchemaKeyword::never, id, at, {}});
    return true;
  }

 private:
  bool is_quiet() const { return violations_ == nullptr; }

  bool check_keywords(const Subschema& schema, SchemaId id, const Cursor& at, unsigned depth) {
    if (schema.never) return violate(SchemaKeyword::never, id, at, {});
    const Value value = value_of(at);
    bool fits = check_value(schema, id, at, value);
    if (!fits && is_quiet()) return false;
    fits = check_scalar(schema, id, at, value) && fits;
    if (value.type == Value::Type::mapping) fits = check_mapping(schema, id, at, depth) && fits;
    if (value.type == Value::Type::sequence) fits = check_sequence(schema, id, at, depth) && fits;
    if (!fits && is_quiet()) return false;
    return check_branches(schema, id, at, depth) && fits;
  }

  bool violate(SchemaKeyword keyword, SchemaId schema, const Cursor& at, std::string_view member,
               NodeId name = kNoNode) {
    if (!is_quiet()) violations_->push_back({keyword, schema, at, member, name});
    return false;
  }

  bool has(const Cursor& mapping, std::string_view name) const {
    return (options_.ignores_case ? mapping.find_ignoring_case(name) : mapping.find(name)).has_value();
  }

  // What `properties` says about a member, or nothing.
  std::optional<SchemaId> property(const Subschema& schema, std::string_view name) const {
    const auto name_of = [](const auto& one) { return one.first; };
    const auto exact = std::ranges::lower_bound(schema.properties, name, {}, name_of);
    if (exact != schema.properties.end() && exact->first == name) return exact->second;
    if (!options_.ignores_case) return std::nullopt;
    const auto near = std::ranges::find_if(schema.properties,
                                           [&](const auto& one) { return base::equals_ignore_case(one.first, name); });
    return near != schema.properties.end() ? std::optional(near->second) : std::nullopt;
  }

  bool fits_quietly(SchemaId id, const Cursor& at, unsigned depth) {
    std::vector<SchemaViolation>* loud = std::exchange(violations_, nullptr);
    const bool fits = check(id, at, depth + 1);
    violations_ = loud;
    return fits;
  }

  bool check_value(const Subschema& schema, SchemaId id, const Cursor& at, const Value& value) {
    if (schema.types != 0 && (schema.types & types_of(value)) == 0) {
      return violate(SchemaKeyword::type, id, at, {});
    }
    if (schema.has_constant && !equal(schema.constant, value, visits_left_)) {
      return violate(SchemaKeyword::constant, id, at, {});
    }
    if (!schema.enumeration) return true;
    const bool known =
        std::ranges::any_of(*schema.enumeration, [&](const Value& one) { return equal(one, value, visits_left_); });
    return known || violate(SchemaKeyword::enumeration, id, at, {});
  }

  bool check_scalar(const Subschema& schema, SchemaId id, const Cursor& at, const Value& value) {
    if (value.type == Value::Type::number) return check_number(schema, id, at, value.number);
    if (value.type != Value::Type::string) return true;
    bool fits = true;
    if (schema.min_length || schema.max_length) {
      const auto length = static_cast<double>(base::code_point_length(value.text));
      if (schema.min_length && length < *schema.min_length) fits = violate(SchemaKeyword::min_length, id, at, {});
      if (schema.max_length && length > *schema.max_length) fits = violate(SchemaKeyword::max_length, id, at, {});
    }
    // Asked before the search, which may have to compile the pattern for a value that fits anyway.
    const bool is_open = schema.pattern != nullptr && options_.is_open && options_.is_open(at);
    if (schema.pattern != nullptr && !is_open && !schema.pattern->is_found_in(value.text)) {
      fits = violate(SchemaKeyword::pattern, id, at, {});
    }
    return fits;
  }

  bool check_number(const Subschema& schema, SchemaId id, const Cursor& at, double number) {
    bool fits = true;
    if (schema.minimum && number < *schema.minimum) fits = violate(SchemaKeyword::minimum, id, at, {});
    if (schema.maximum && number > *schema.maximum) fits = violate(SchemaKeyword::maximum, id, at, {});
    if (schema.exclusive_minimum && number <= *schema.exclusive_minimum) {
      fits = violate(SchemaKeyword::exclusive_minimum, id, at, {});
    }
    if (schema.exclusive_maximum && number >= *schema.exclusive_maximum) {
      fits = violate(SchemaKeyword::exclusive_maximum, id, at, {});
    }
    if (schema.multiple_of && !is_multiple(number, *schema.multiple_of)) {
      fits = violate(SchemaKeyword::multiple_of, id, at, {});
    }
    return fits;
  }

  bool check_mapping(const Subschema& schema, SchemaId id, const Cursor& at, unsigned depth) {
    bool fits = check_member_count(schema, id, at);
    for (const std::string_view name : schema.required) {
      if (!has(at, name)) fits = violate(SchemaKeyword::required, id, at, name);
    }
    for (const auto& [name, needed] : schema.dependent_required) {
      if (!has(at, name)) continue;
      for (const std::string_view other : needed) {
        if (!has(at, other)) fits = violate(SchemaKeyword::dependent_required, id, at, other);
      }
    }
    for (const auto& [name, dependent] : schema.dependent_schemas) {
      if (has(at, name)) fits = check(dependent, at, depth + 1) && fits;
    }
    const bool has_members = !schema.properties.empty() || !schema.pattern_properties.empty() ||
                             schema.additional != kNoSchema || schema.names != kNoSchema;
    if (!has_members) return fits;
    at.for_each_member([&](const Cursor& name, const Cursor& value) {
      if (fits || !is_quiet()) fits = check_member(schema, id, name, value, depth) && fits;
    });
    return fits;
  }

  bool check_member_count(const Subschema& schema, SchemaId id, const Cursor& at) {
    if (!schema.min_properties && !schema.max_properties) return true;
    const auto count = static_cast<double>(at.size());
    bool fits = true;
    if (schema.min_properties && count < *schema.min_properties) {
      fits = violate(SchemaKeyword::min_properties, id, at, {});
    }
    if (schema.max_properties && count > *schema.max_properties) {
      fits = violate(SchemaKeyword::max_properties, id, at, {});
    }
    return fits;
  }

  bool check_member(const Subschema& schema, SchemaId id, const Cursor& name, const Cursor& value, unsigned depth) {
    const std::string_view text = name.text();
    bool fits = true;
    bool is_known = false;
    if (const auto known = property(schema, text)) {
      is_known = true;
      fits = check(*known, value, depth + 1);
    }
    for (const auto& [pattern, pattern_schema] : schema.pattern_properties) {
      if (!pattern->is_found_in(text)) continue;
      is_known = true;
      fits = check(pattern_schema, value, depth + 1) && fits;
    }
    if (!is_known && schema.additional != kNoSchema) {
      if (parts_.schemas[schema.additional].never) {
        fits = violate(SchemaKeyword::unknown_member, id, value, text, name.node());
      } else {
        fits = check(schema.additional, value, depth + 1) && fits;
      }
    }
    if (schema.names != kNoSchema && !fits_quietly(schema.names, name, depth)) {
      fits = violate(SchemaKeyword::member_name, id, value, text, name.node());
    }
    return fits;
  }

  bool check_sequence(const Subschema& schema, SchemaId id, const Cursor& at, unsigned depth) {
    bool fits = true;
    if (schema.min_items || schema.max_items) {
      const auto count = static_cast<double>(at.size());
      if (schema.min_items && count < *schema.min_items) fits = violate(SchemaKeyword::min_items, id, at, {});
      if (schema.max_items && count > *schema.max_items) fits = violate(SchemaKeyword::max_items, id, at, {});
    }
    if (schema.unique_items) fits = check_unique(id, at) && fits;
    if (schema.contains != kNoSchema) fits = check_contains(schema, id, at, depth) && fits;
    if (schema.prefix_items.empty() && schema.items == kNoSchema) return fits;
    at.for_each_element([&](std::size_t index, const Cursor& element) {
      if (!fits && is_quiet()) return;
      const SchemaId item = index < schema.prefix_items.size() ? schema.prefix_items[index] : schema.items;
      if (item != kNoSchema) fits = check(item, element, depth + 1) && fits;
    });
    return fits;
  }

  // The second of two equal elements is the violation.
  bool check_unique(SchemaId id, const Cursor& at) {
    std::unordered_multimap<std::uint64_t, Cursor> seen;
    bool fits = true;
    at.for_each_element([&](std::size_t, const Cursor& element) {
      const std::uint64_t hash = hash_of(element, visits_left_);
      const auto [begin, end] = seen.equal_range(hash);
      for (auto other = begin; other != end; ++other) {
        if (!equal(value_of(other->second), value_of(element), visits_left_)) continue;
        fits = violate(SchemaKeyword::unique_items, id, element, {});
        return;
      }
      seen.emplace(hash, element);
    });
    return fits;
  }

  bool check_contains(const Subschema& schema, SchemaId id, const Cursor& at, unsigned depth) {
    double count = 0;
    at.for_each_element(
        [&](std::size_t, const Cursor& element) { count += fits_quietly(schema.contains, element, depth) ? 1 : 0; });
    const bool fits =
        count >= schema.min_contains.value_or(1) && (!schema.max_contains || count <= *schema.max_contains);
    return fits || violate(SchemaKeyword::contains, id, at, {});
  }

  bool check_branches(const Subschema& schema, SchemaId id, const Cursor& at, unsigned depth) {
    bool fits = true;
    const auto fits_branch = [&](SchemaId branch) { return fits_quietly(branch, at, depth); };
    if (schema.ref != kNoSchema) fits = check(schema.ref, at, depth + 1);
    for (const SchemaId branch : schema.all_of) fits = check(branch, at, depth + 1) && fits;
    if (!schema.any_of.empty() && std::ranges::none_of(schema.any_of, fits_branch)) {
      fits = violate(SchemaKeyword::any_of, id, at, {});
    }
    if (!schema.one_of.empty() && std::ranges::count_if(schema.one_of, fits_branch) != 1) {
      fits = violate(SchemaKeyword::one_of, id, at, {});
    }
    if (schema.negation != kNoSchema && fits_branch(schema.negation)) {
      fits = violate(SchemaKeyword::negation, id, at, {});
    }
    if (schema.condition != kNoSchema) {
      const SchemaId branch = fits_branch(schema.condition) ? schema.then_branch : schema.else_branch;
      if (branch != kNoSchema) fits = check(branch, at, depth + 1) && fits;
    }
    return fits;
  }

  const JsonSchema::CompiledParts& parts_;
  const JsonSchema::CheckOptions& options_;
  std::size_t visits_left_;
  std::vector<SchemaViolation>* violations_;  // nullptr: quiet
};

}  // namespace

std::vector<SchemaViolation> JsonSchema::check(const Cursor& root, const CheckOptions& options) const {
  std::vector<SchemaViolation> violations;
  Validator(*compiled_, options, &violations).check(options.start, root, 0);
  return violations;
}

}  // namespace paritylint::tree
