// The regular expressions of a JsonSchema. Internal to its compiler and validator.
#pragma once

#include <bitset>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>

#include "base/regex.h"
#include "base/result.h"

namespace paritylint::tree {

// A pattern of a schema. Most are a plain text, such a text at the beginning, or one class of characters that all of a
// text must be of: those are searched for directly, because compiling an expression takes longer than checking a file.
// Any other is compiled when it is first searched for, in whichever thread that happens.
class SchemaPattern {
 public:
  explicit SchemaPattern(std::string_view ecma);

  base::Result<void> compile() const;
  // Requires: compile() would succeed.
  bool is_found_in(std::string_view text) const;

 private:
  enum class Form : std::uint8_t { literal, prefix, all_of_class, expression };

  bool read_class();

  std::string_view ecma_;  // views the schema's text
  Form form_ = Form::expression;
  bool takes_empty_ = false;  // of a class
  std::bitset<128> class_;
  mutable std::once_flag once_;
  mutable std::optional<base::Regex> regex_;
};

}  // namespace paritylint::tree
