#include "check/builtin/schema_words.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/text.h"

namespace paritylint::check::builtin {
namespace {

using tree::Cursor;
using tree::JsonSchema;
using tree::NodeKind;
using tree::SchemaId;
using tree::SchemaKeyword;

// A list of alternatives that is longer than this is counted instead.
constexpr std::size_t kMaxListed = 100;

// "a, b or c".
std::string alternatives(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

std::string_view type_in_words(std::string_view type) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kWords = {{
      {"string", "a string"},
      {"integer", "a whole number"},
      {"number", "a number"},
      {"boolean", "true or false"},
      {"array", "a list"},
      {"object", "a mapping"},
      {"null", "null"},
  }};
  const auto* row = std::ranges::find(kWords, type, [](const auto& one) { return one.first; });
  return row != kWords.end() ? row->second : type;
}

// The number that an annotation holds, as the schema spells it.
std::string number(const JsonSchema& schema, SchemaId id, std::string_view keyword) {
  const auto value = schema.annotation(id, keyword);
  return value ? std::string(value->text()) : std::string();
}

std::string range(const std::string& least, const std::string& most) {
  if (least.empty()) return "at most " + most;
  if (most.empty()) return "at least " + least;
  return "between " + least + " and " + most;
}

std::string counted(const std::string& least, const std::string& most, std::string_view what) {
  const std::string count = least == most ? "exactly " + least : range(least, most);
  const bool is_one = (least.empty() ? most : most.empty() || most == least ? least : most) == "1";
  return "have " + count + " " + std::string(what) + (is_one ? "" : "s");
}

}  // namespace

std::string_view title_of(const JsonSchema& schema, SchemaId id) {
  const Cursor at = schema.node(id);
  for (tree::NodeId node = at.node(); node != tree::kNoNode; node = at.tree().node(node).parent) {
    const auto title = Cursor(at.tree(), node).find("title");
    if (title && title->kind() == NodeKind::string) return title->text();
  }
  return "mapping";
}

std::string expected_value(const JsonSchema& schema, SchemaId id) {
  if (const auto words = schema.annotation(id, "x-expected")) return std::string(words->text());
  if (const auto constant = schema.annotation(id, "const")) return base::quoted(constant->text());
  const auto enumeration = schema.annotation(id, "enum");
  if (!enumeration) {
    const std::string least = number(schema, id, "minLength"), most = number(schema, id, "maxLength");
    return least.empty() && most.empty() ? "something else" : range(least, most) + " characters long";
  }
  std::vector<std::string> words;
  enumeration->for_each_element([&](std::size_t, const Cursor& one) { words.push_back(base::quoted(one.text())); });
  std::string text = alternatives(words);
  return text.size() <= kMaxListed ? text : "one of " + std::to_string(words.size()) + " known values";
}

std::string expected_types(const JsonSchema& schema, SchemaId id) {
  const auto type = schema.annotation(id, "type");
  if (!type) return "something else";
  if (!type->is_sequence()) return std::string(type_in_words(type->text()));
  std::vector<std::string> words;
  bool has_scalar = false;
  type->for_each_element([&](std::size_t, const Cursor& one) {
    const bool is_collection = one.text() == "array" || one.text() == "object";
    if (one.text() == "null" || (!is_collection && has_scalar)) return;
    has_scalar = has_scalar || !is_collection;
    words.emplace_back(type_in_words(one.text()));
  });
  return alternatives(words);
}

std::string expected_bounds(const JsonSchema& schema, SchemaId id, SchemaKeyword keyword) {
  const auto of = [&](std::string_view name) { return number(schema, id, name); };
  switch (keyword) {
    case SchemaKeyword::min_items:
    case SchemaKeyword::max_items:
      return counted(of("minItems"), of("maxItems"), "element");
    case SchemaKeyword::min_properties:
    case SchemaKeyword::max_properties:
      return counted(of("minProperties"), of("maxProperties"), "member");
    case SchemaKeyword::exclusive_minimum:
      return "be more than " + of("exclusiveMinimum");
    case SchemaKeyword::exclusive_maximum:
      return "be less than " + of("exclusiveMaximum");
    case SchemaKeyword::multiple_of:
      return "be a multiple of " + of("multipleOf");
    default:
      return "be " + range(of("minimum"), of("maximum"));
  }
}

std::string field_name(const Cursor& value, Closer& closer) {
  const tree::Tree& tree = value.tree();
  const auto member_name = [&](tree::NodeId node) -> std::string {
    const tree::NodeId key = tree.key_node(node);
    return key == tree::kNoNode ? std::string() : base::quoted(closer.mask(tree.text(key), tree.node(key).content));
  };
  const tree::NodeId node = value.via() != tree::kNoNode ? value.via() : value.node();
  if (std::string name = member_name(node); !name.empty()) return name;
  const tree::NodeId parent = tree.node(node).parent;
  if (parent == tree::kNoNode) return "the document";
  const std::string list = member_name(parent);
  return list.empty() ? "an element" : "an element of " + list;
}

std::string found_value(const Cursor& value, Closer& closer) {
  const auto shown = [&] { return closer.mask(value.text(), value->content); };
  switch (value.kind()) {
    case NodeKind::mapping:
      return "a mapping";
    case NodeKind::sequence:
      return "a list";
    case NodeKind::null:
      return value->token.empty() ? "nothing" : "null";
    case NodeKind::boolean:
      return "the boolean " + shown();
    case NodeKind::integer:
    case NodeKind::real:
      return "the number " + shown();
    default:
      return "the string " + base::quoted(shown());
  }
}

}  // namespace paritylint::check::builtin
