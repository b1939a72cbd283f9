#include "config/config_text.h"

#include <algorithm>
#include <set>

namespace paritylint::config {
namespace {

using tree::Cursor;
using tree::NodeKind;

// In one file together, so that aliases cannot multiply a small file into a large configuration.
constexpr std::size_t kMostTexts = 10'000;
constexpr std::size_t kMostListed = 500;

std::string_view shape_of(const Cursor& at) {
  switch (at.kind()) {
    case NodeKind::null:
    case NodeKind::alias:
      return "nothing";
    case NodeKind::boolean:
      return "a boolean";
    case NodeKind::integer:
    case NodeKind::real:
      return "a number";
    case NodeKind::string:
    case NodeKind::unquoted:
      return "a text";
    case NodeKind::mapping:
      return "a mapping";
    case NodeKind::sequence:
      return "a list";
  }
  return "nothing";
}

std::string expected(std::string_view what, const Cursor& at) {
  return "expected " + std::string(what) + ", found " + std::string(shape_of(at));
}

std::string more_than(std::size_t most, std::string_view what) {
  std::string message = "expected at most ";
  base::append_number(message, most);
  return message.append(" ").append(what);
}

}  // namespace

bool ConfigText::read_mapping(const Cursor& at, std::string_view what, std::span<const std::string_view> known) {
  if (!at.is_mapping()) {
    fail(at, expected(what, at));
    return false;
  }
  at.for_each_member([&](const Cursor& key, const Cursor&) {
    if (mistakes_.is_full() || (key.is_scalar() && std::ranges::find(known, key.text()) != known.end())) return;
    if (!key.is_scalar()) return fail(key, expected("a key", key));
    std::string message = "unknown key " + base::quoted(key.text());
    if (const std::string meant = base::did_you_mean(key.text(), known); !meant.empty()) {
      message += meant;
    } else {
      message += ", expected one of";
      for (const std::string_view name : known) {
        if (!name.starts_with('$')) message.append(" ").append(name);
      }
    }
    fail(key, std::move(message));
  });
  return true;
}

bool ConfigText::has_list_shape(const Cursor& list, std::string_view what, std::size_t most) {
  const std::string name(what);
  if (!list.is_sequence()) {
    fail(list, expected("a list of " + name, list));
  } else if (list.size() == 0) {
    fail(list, "expected one or more " + name + ", found an empty list");
  } else if (list.size() > most) {
    fail(list, more_than(most, what));
  } else {
    return true;
  }
  return false;
}

std::optional<std::string_view> ConfigText::text(const Cursor& at, TextCheck check) {
  // An account id is digits, with or without quotes; its text is what was written.
  const bool is_digits = check == wrong_account && at.kind() == NodeKind::integer;
  if (!is_digits && at.kind() != NodeKind::string) {
    const bool wants_quotes = at.is_scalar() && at.kind() != NodeKind::null && !at.text().empty();
    fail(at, expected("a text", at) + (wants_quotes ? ": write it in quotes" : ""));
    return std::nullopt;
  }
  std::string wrong = check == nullptr ? std::string() : check(at.text());
  if (wrong.empty()) return at.text();
  if (is_digits) wrong += ": write it in quotes, so that no tool changes the number";
  fail(at, std::move(wrong));
  return std::nullopt;
}

std::vector<MarkedText> ConfigText::texts_member(const Cursor& map, std::string_view key, TextCheck check,
                                                 Case letter_case) {
  std::vector<MarkedText> texts;
  std::set<std::string, std::less<>> seen;
  const auto value = map.find(key);
  const auto add = [&](const Cursor& one) {
    if (mistakes_.is_full()) return;
    if (++texts_ > kMostTexts) return fail(one, more_than(kMostTexts, "texts in one file"));
    const auto found = text(one, check);
    if (!found) return;
    std::string written = letter_case == Case::folded ? base::to_lower(*found) : std::string(*found);
    if (!seen.insert(written).second) return fail(one, base::quoted(*found) + " stands twice in this list");
    texts.push_back(marked(one, std::move(written)));
  };
  if (!value) return texts;
  if (value->is_sequence()) {
    if (!has_list_shape(*value, "texts", kMostListed)) return texts;
    value->for_each_element([&](std::size_t, const Cursor& one) { add(one); });
  } else if (value->is_mapping() || value->kind() == NodeKind::null) {
    fail(*value, expected("a text or a list of texts", *value));
  } else {
    add(*value);
  }
  return texts;
}

std::optional<MarkedText> ConfigText::required_text(const Cursor& map, std::string_view key, TextCheck check) {
  const auto value = map.find(key);
  if (!value) {
    fail(map, "missing key " + base::quoted(key));
    return std::nullopt;
  }
  const auto found = text(*value, check);
  if (!found) return std::nullopt;
  return marked(*value, std::string(*found));
}

std::optional<MarkedText> ConfigText::member_name(const Cursor& key, TextCheck check) {
  const auto found = text(key, check);
  if (!found) return std::nullopt;
  return marked(key, std::string(*found));
}

MarkedText ConfigText::marked(const Cursor& at, std::string text) const {
  return {std::move(text), mark(at), at->token.size()};
}

void ConfigText::fail_choice(const Cursor& at, std::string_view word, std::span<const std::string_view> known) {
  std::string message;
  for (const std::string_view name : known) {
    message.append(message.empty() ? "expected " : name == known.back() ? " or " : ", ").append(name);
  }
  message += ", not " + base::quoted(word);
  message += base::did_you_mean(word, known);
  fail(at, std::move(message));
}

}  // namespace paritylint::config
