#include "diff/elements.h"

#include <algorithm>

#include "base/text.h"
#include "diff/normalise.h"

namespace paritylint::diff {
namespace {

using tree::Cursor;

bool is_shell_list(std::string_view name) { return name == "commands" || name == "finally"; }

// Where lists of arguments differ, one stands for the other.
bool any_argument(const std::string&, const std::string&) { return true; }

bool same_step(const std::string& left, const std::string& right) {
  const auto first_word = [](std::string_view text) { return text.substr(0, text.find(' ')); };
  return first_word(left) == first_word(right);
}

}  // namespace

Similarity similarity_of(std::string_view list) { return is_shell_list(list) ? same_step : any_argument; }

std::string element_identity(std::string_view list, std::size_t index, const Cursor& element,
                             const manifest::Recognition& recognition) {
  std::string result;
  if (element.is_scalar()) return std::string(element.text());
  if (element.is_mapping()) {
    for (const manifest::IdentityKey& key : manifest::info(recognition.kind).identity_keys) {
      if (!base::equals_ignore_case(key.list, list)) continue;
      if (const auto name = member(element, key.key, recognition); name && name->is_scalar()) {
        result = name->text();
        if (list == "portMappings") {
          const auto protocol = member(element, "protocol", recognition);
          if (protocol && protocol->text() != "tcp") result.append("/").append(protocol->text());
        }
        return result;
      }
    }
    // [{Hook: function}, ...]: a list that is a mapping in truth.
    if (element.size() == 1 && recognition.kind == manifest::ManifestKind::appspec) {
      element.for_each_member([&](const Cursor& name, const Cursor&) { result = base::to_lower(name.text()); });
      return result;
    }
  }
  base::append_number(result, index);
  return result;
}

std::vector<std::string> container_ports(const Cursor& container, const manifest::Recognition& recognition) {
  std::vector<std::string> result;
  const auto list = member(container, "portMappings", recognition);
  if (!list) return result;
  list->for_each_element([&](std::size_t, const Cursor& element) {
    if (const auto port = member(element, "containerPort", recognition)) result.emplace_back(port->text());
  });
  std::ranges::sort(result);
  return result;
}

std::vector<Line> lines_of(std::string_view name, const Cursor& list, const manifest::Recognition& recognition) {
  std::vector<Line> lines;
  const bool is_shell = is_shell_list(name);
  list.for_each_element([&](std::size_t, const Cursor& element) {
    Cursor value = element;
    if (element.is_mapping()) {
      if (const auto file = member(element, "value", recognition)) value = *file;
    }
    if (!value.is_scalar()) return;
    const std::string_view text = value.text();
    if (!is_shell) {
      lines.push_back({std::string(text), value.node(), {}});
      return;
    }
    for (const std::string_view line : base::split(text, '\n')) {
      const std::string_view trimmed = base::trim(line);
      if (trimmed.empty() || trimmed.front() == '#') continue;
      const auto begin = base::offset32(static_cast<std::size_t>(trimmed.data() - text.data()));
      lines.push_back({std::string(trimmed), value.node(), {begin, begin + base::offset32(trimmed.size())}});
    }
  });
  return lines;
}

}  // namespace paritylint::diff
