#include "check/rule_text.h"

#include "base/base64.h"

namespace paritylint::check {

using tree::Cursor;

void RuleText::fail(const Cursor& at, std::string_view what) {
  const base::Position place = base::position_of(lines_, source_.text, at->token.begin);
  if (!errors_.empty()) errors_ += '\n';
  errors_ += source_.path;
  errors_ += ':';
  base::append_number(errors_, place.line);
  errors_ += ':';
  base::append_number(errors_, place.column_code_points);
  errors_ += ": ";
  errors_ += what;
}

std::string RuleText::text(const Cursor& value) {
  if (!value.is_scalar()) {
    fail(value, "expected a text");
    return {};
  }
  return std::string(value.text());
}

std::string RuleText::file_text(const Cursor& value) {
  const bool is_binary = std::ranges::any_of(tree_.properties(), [&](const tree::Property& property) {
    return property.node == value.node() && base::slice(source_.text, property.span) == "!!binary";
  });
  if (!is_binary) return text(value);
  const auto bytes = base::decode_base64(value.text());
  if (!bytes) fail(value, "expected base64 under !!binary");
  return bytes.value_or(std::string());
}

std::string RuleText::text_member(const Cursor& map, std::string_view key) {
  const auto value = map.find(key);
  return value ? text(*value) : std::string();
}

std::vector<std::string> RuleText::texts_member(const Cursor& map, std::string_view key) {
  std::vector<std::string> texts;
  const auto value = map.find(key);
  if (!value) return texts;
  if (value->is_scalar()) {
    texts.push_back(text(*value));
  } else if (value->is_sequence()) {
    value->for_each_element([&](std::size_t, const Cursor& one) { texts.push_back(text(one)); });
  } else {
    fail(*value, "expected a text or a list of texts");
  }
  return texts;
}

void RuleText::check_keys(const Cursor& map, std::span<const std::string_view> known) {
  map.for_each_member([&](const Cursor& key, const Cursor&) {
    if (std::ranges::find(known, key.text()) != known.end()) return;
    fail(key, "unknown key " + base::quoted(key.text()) + base::did_you_mean(key.text(), known));
  });
}

}  // namespace paritylint::check
