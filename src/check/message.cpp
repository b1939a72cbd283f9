#include "check/message.h"

#include <array>

#include "base/text.h"

namespace paritylint::check {
namespace {

// Longer values are cut: the region shows the whole of them anyway.
constexpr std::size_t kMaxCodePoints = 120;

// printable() with the limit of quoted() but without its quotes, which the template sets where it wants them.
std::string shown(std::string_view value) {
  const std::string in_quotes = base::quoted(value, kMaxCodePoints);
  return in_quotes.substr(1, in_quotes.size() - 2);
}

// Call text(piece) and name(piece) for the parts of a template in order.
template <class Text, class Name>
void for_each_part(std::string_view text, Text&& on_text, Name&& on_name) {
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if ((c == '{' || c == '}') && at + 1 < text.size() && text[at + 1] == c) {
      on_text(text.substr(at, 1));
      at += 2;
    } else if (const std::size_t end = c == '{' ? text.find('}', at) : std::string_view::npos;
               end != std::string_view::npos) {
      on_name(text.substr(at + 1, end - at - 1));
      at = end + 1;
    } else {
      on_text(text.substr(at, 1));
      ++at;
    }
  }
}

}  // namespace

std::string expand_message(std::string_view text, const std::function<std::string(std::string_view name)>& value_of) {
  std::string out;
  for_each_part(
      text, [&](std::string_view piece) { out += piece; },
      [&](std::string_view name) { out += shown(value_of(name)); });
  return out;
}

std::vector<std::string_view> names_in(std::string_view message) {
  std::vector<std::string_view> names;
  for_each_part(
      message, [](std::string_view) {}, [&](std::string_view name) { names.push_back(name); });
  return names;
}

std::span<const std::string_view> message_names() {
  static constexpr std::array<std::string_view, 7> kNames = {"value",   "key",         "path", "kind",
                                                             "account", "environment", "atom"};
  return kNames;
}

}  // namespace paritylint::check
