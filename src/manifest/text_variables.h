// The lines of a script or a workflow, and the variables that it sets. Internal to path_references.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

#include "base/text.h"

namespace paritylint::manifest {

constexpr std::size_t kLongestPath = 1024;

inline bool is_name_character(char c) { return base::is_alnum(c) || c == '_'; }

// `line` without a comment: from a '#' at its start or behind white space.
std::string_view without_comment(std::string_view line);

// Calls visit(line, number) for each line, without its comment; numbers are 1-based.
template <class Visit>
void for_each_text_line(std::string_view text, Visit&& visit) {
  for (std::uint32_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    visit(without_comment(text.substr(0, end)), number);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
}

// A name and its value: `NAME: value` of a mapping, `export NAME=value` of a shell.
struct Assignment {
  std::string_view name;
  std::string_view value;  // without quotes
};

std::optional<Assignment> assignment_of(std::string_view line);

// True for a value that is known only when the text runs.
bool is_computed(std::string_view value);

// What the variables of a text stand for. The text is read when the first one is asked for, and must stay.
class TextVariables {
 public:
  TextVariables() = default;
  explicit TextVariables(std::string_view text) : text_(text) {}

  // The one literal value that `name` has in the text; nothing when it has two or one that is computed.
  std::optional<std::string_view> value_of(std::string_view name);

 private:
  std::string_view text_;
  bool has_learned_ = false;
  std::map<std::string_view, std::optional<std::string_view>, std::less<>> values_;
};

}  // namespace paritylint::manifest
