#include "check/rule_text.h"

#include "base/base64.h"

namespace paritylint::check {

using tree::Cursor;

std::string RuleText::place_of(const Cursor& at) const {
  const base::Position place = base::position_of(lines_, source_.text, at->token.begin);
  std::string text = source_.path;
  base::append_number(text += ':', place.line);
  base::append_number(text += ':', place.column_code_points);
  return text;
}

void RuleText::fail(const Cursor& at, std::string_view what) {
  errors_.push_back({at->token.begin, place_of(at) + ": " + std::string(what)});
}

std::string RuleText::take_errors() {
  std::ranges::stable_sort(errors_, {}, &Mistake::offset);
  std::string all;
  for (const Mistake& mistake : errors_) {
    if (!all.empty()) all += '\n';
    all += mistake.line;
  }
  return all;
}

std::string RuleText::text(const Cursor& value) {
  if (value.kind() == tree::NodeKind::string) return std::string(value.text());
  const bool needs_quotes = value.is_scalar() && value.kind() != tree::NodeKind::null;
  fail(value, needs_quotes ? "expected a text: put it in quotes" : "expected a text");
  return {};
}

std::string RuleText::one_line(const Cursor& value) {
  if (!value.is_scalar() || value.text().empty() || value.kind() == tree::NodeKind::null ||
      value.text().find('\n') != std::string_view::npos) {
    fail(value, "expected a text of one line, a number, true or false");
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

std::string RuleText::member(const Cursor& map, std::string_view key) {
  const auto value = map.find(key);
  return value ? text(*value) : std::string();
}

std::string RuleText::required(const Cursor& map, std::string_view key) {
  const auto value = map.find(key);
  if (!value) {
    fail(map, "missing key " + base::quoted(key));
    return {};
  }
  std::string found = text(*value);
  if (value->kind() == tree::NodeKind::string && base::trim(found).empty())
    fail(*value, "expected a text that is not empty");
  return found;
}

std::string nearest_or_all(std::string_view word, std::span<const std::string_view> known) {
  std::string hint = base::did_you_mean(word, known);
  if (!hint.empty()) return hint;
  for (const std::string_view name : known) hint.append(hint.empty() ? ", expected one of " : ", ").append(name);
  return hint;
}

void RuleText::check_keys(const Cursor& map, std::span<const std::string_view> known) {
  map.for_each_member([&](const Cursor& key, const Cursor&) {
    if (std::ranges::find(known, key.text()) != known.end()) return;
    fail(key, "unknown key " + base::quoted(key.text()) + base::did_you_mean(key.text(), known));
  });
}

}  // namespace paritylint::check
