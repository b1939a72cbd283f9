#include "manifest/text_variables.h"

#include "manifest/characters.h"

namespace paritylint::manifest {

std::string_view without_comment(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '#' && (i == 0 || is_space(line[i - 1]))) return line.substr(0, i);
  }
  return line;
}

std::optional<Assignment> assignment_of(std::string_view line) {
  line = base::trim(line);
  if (line.starts_with("- ")) line = base::trim(line.substr(2));
  if (line.starts_with("export ")) line = base::trim(line.substr(7));
  std::size_t end = 0;
  while (end < line.size() && (is_name_character(line[end]) || line[end] == '-')) ++end;
  if (end == 0 || end >= line.size() || (line[end] != ':' && line[end] != '=')) return std::nullopt;
  std::string_view value = base::trim(line.substr(end + 1));
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
    value = value.substr(1, value.size() - 2);
  return Assignment{line.substr(0, end), value};
}

bool is_computed(std::string_view value) { return value.find_first_of("$ `(|") != std::string_view::npos; }

std::optional<std::string_view> TextVariables::value_of(std::string_view name) {
  if (!has_learned_) {
    has_learned_ = true;
    for_each_text_line(text_, [&](std::string_view line, std::uint32_t) {
      const auto assignment = assignment_of(line);
      if (!assignment || assignment->value.empty() || assignment->value.size() > kLongestPath) return;
      std::optional<std::string_view> value = assignment->value;
      if (is_computed(*value)) value.reset();
      const auto [at, is_new] = values_.try_emplace(assignment->name, value);
      if (!is_new && at->second != value) at->second.reset();
    });
  }
  const auto variable = values_.find(name);
  return variable == values_.end() ? std::nullopt : variable->second;
}

}  // namespace paritylint::manifest
