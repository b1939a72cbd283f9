#include "tree/schema_pattern.h"

#include <algorithm>
#include <utility>

#include "tree/foreign_regexp.h"

namespace paritylint::tree {

using base::Result;

namespace {

// What means something in a pattern.
constexpr std::string_view kMarks = "^$\\.*+?()[]{}|";

}  // namespace

SchemaPattern::SchemaPattern(std::string_view ecma) : ecma_(ecma) {
  if (ecma.find_first_of(kMarks) == std::string_view::npos) {
    form_ = Form::literal;
  } else if (ecma.starts_with('^') && ecma.find_first_of(kMarks, 1) == std::string_view::npos) {
    form_ = Form::prefix;
  } else if (read_class()) {
    form_ = Form::all_of_class;
  }
}

// ^[a-z0-9_]*$ and ^[a-z0-9_]+$, without escapes and negation.
bool SchemaPattern::read_class() {
  std::string_view rest = ecma_;
  if (!rest.starts_with("^[") || !(rest.ends_with("]*$") || rest.ends_with("]+$"))) return false;
  takes_empty_ = rest[rest.size() - 2] == '*';
  rest = rest.substr(2, rest.size() - 5);
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const auto first = static_cast<unsigned char>(rest[i]);
    const bool is_range = i + 2 < rest.size() && rest[i + 1] == '-';
    const auto last = is_range ? static_cast<unsigned char>(rest[i + 2]) : first;
    if (std::string_view("\\[]^").find(rest[i]) != std::string_view::npos || first > last || last > 127) return false;
    for (unsigned c = first; c <= last; ++c) class_.set(c);
    if (is_range) i += 2;
  }
  return !rest.empty();
}

Result<void> SchemaPattern::compile() const {
  Result<void> done;
  if (form_ != Form::expression) return done;
  std::call_once(once_, [&] {
    auto compiled = base::Regex::compile(re2_of_ecma(ecma_));
    if (compiled) {
      regex_.emplace(*std::move(compiled));
    } else {
      done = std::move(compiled).error();
    }
  });
  return done;
}

bool SchemaPattern::is_found_in(std::string_view text) const {
  if (form_ == Form::literal) return text.find(ecma_) != std::string_view::npos;
  if (form_ == Form::prefix) return text.starts_with(ecma_.substr(1));
  if (form_ == Form::all_of_class) {
    const auto is_of_class = [&](char c) {
      return static_cast<unsigned char>(c) < 128 && class_.test(static_cast<unsigned char>(c));
    };
    return text.empty() ? takes_empty_ : std::ranges::all_of(text, is_of_class);
  }
  if (auto done = compile(); !done || !regex_) BUG("a pattern of a schema is not understood");
  return regex_->search(text).has_value();
}

}  // namespace paritylint::tree
