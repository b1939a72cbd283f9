#include "check/message.h"

#include <array>
#include <utility>

#include "base/text.h"

namespace paritylint::check {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view MessageValues::*>, 7> kNames = {{
    {"value", &MessageValues::value},
    {"key", &MessageValues::key},
    {"path", &MessageValues::path},
    {"kind", &MessageValues::kind},
    {"account", &MessageValues::account},
    {"environment", &MessageValues::environment},
    {"atom", &MessageValues::atom},
}};

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

std::string expand_message(std::string_view text, const MessageValues& values) {
  std::string out;
  for_each_part(
      text, [&](std::string_view piece) { out += piece; },
      [&](std::string_view name) {
        for (const auto& [known, member] : kNames) {
          if (name == known) out += shown(values.*member);
        }
      });
  return out;
}

std::optional<std::string_view> unknown_placeholder(std::string_view text) {
  std::optional<std::string_view> unknown;
  for_each_part(
      text, [](std::string_view) {},
      [&](std::string_view name) {
        for (const auto& known : kNames) {
          if (name == known.first) return;
        }
        if (!unknown) unknown = name;
      });
  return unknown;
}

}  // namespace paritylint::check
