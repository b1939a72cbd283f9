#include "tree/json_pointer.h"

#include <charconv>
#include <string>
#include <system_error>

#include "base/text.h"

namespace paritylint::tree {
namespace {

std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_code =
        text[i] == '%' && i + 2 < text.size() && base::is_hex_digit(text[i + 1]) && base::is_hex_digit(text[i + 2]);
    if (!is_code) {
      decoded += text[i];
      continue;
    }
    unsigned code = 0;
    std::from_chars(text.data() + i + 1, text.data() + i + 3, code, 16);
    decoded += static_cast<char>(code);
    i += 2;
  }
  return decoded;
}

// ~1 is '/', ~0 is '~'.
std::string unescaped(std::string_view part) {
  std::string name;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const bool is_escape = part[i] == '~' && i + 1 < part.size() && (part[i + 1] == '0' || part[i + 1] == '1');
    name += is_escape ? (part[++i] == '0' ? '~' : '/') : part[i];
  }
  return name;
}

std::optional<Cursor> child(const Cursor& node, std::string_view name) {
  if (node.is_mapping()) return node.find(name);
  const bool is_index = !name.empty() && (name == "0" || name.front() != '0');
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), index);
  if (!is_index || error != std::errc() || end != name.data() + name.size()) return std::nullopt;
  return node.at(index);
}

}  // namespace

std::optional<Cursor> find_by_pointer(const Cursor& root, std::string_view pointer) {
  Cursor at = root;
  while (!pointer.empty()) {
    if (pointer.front() != '/') return std::nullopt;
    pointer.remove_prefix(1);
    const std::string_view part = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(part.size());
    const auto next = child(at, unescaped(part));
    if (!next) return std::nullopt;
    at = *next;
  }
  return at;
}

std::optional<Cursor> find_by_fragment(const Cursor& root, std::string_view fragment) {
  return find_by_pointer(root, percent_decoded(fragment));
}

}  // namespace paritylint::tree
