// RuleText: typed access to the parts of one rule file, collecting every mistake with its place. Internal to src/check.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/lines.h"
#include "base/text.h"
#include "check/rule_file.h"
#include "tree/cursor.h"

namespace paritylint::check {

class RuleText {
 public:
  // `source` and `tree`, which was read from it, must outlive this.
  RuleText(const RuleSource& source, const tree::Tree& tree) : source_(source), tree_(tree), lines_(source.text) {}

  const RuleSource& source() const { return source_; }
  const tree::Tree& tree() const { return tree_; }

  // Note a mistake: `path:line:column: what`.
  void fail(const tree::Cursor& at, std::string_view what);
  bool failed() const { return !errors_.empty(); }
  std::string take_errors() { return std::move(errors_); }

  std::uint32_t line_of(const tree::Cursor& at) const { return lines_.line_of(at->token.begin); }

  // A scalar's text; anything else is a mistake.
  std::string text(const tree::Cursor& value);
  // An example's file: a text, or any bytes under the tag !!binary.
  std::string file_text(const tree::Cursor& value);
  // The text of a member, empty when there is none.
  std::string text_member(const tree::Cursor& map, std::string_view key);
  // A member that is a text or a list of texts.
  std::vector<std::string> texts_member(const tree::Cursor& map, std::string_view key);
  // Every member's name must be one of `known`.
  void check_keys(const tree::Cursor& map, std::span<const std::string_view> known);

  // What one of some words stands for; another word is a mistake and reads as the first.
  template <class Value, std::size_t kCount>
  Value choice(const tree::Cursor& value, const std::array<std::pair<std::string_view, Value>, kCount>& choices) {
    const std::string word = text(value);
    std::string expected;
    for (const auto& [name, result] : choices) {
      if (word == name) return result;
      expected += expected.empty() ? "expected " : ", ";
      expected += name;
    }
    fail(value, expected + ", not " + base::quoted(word));
    return choices.front().second;
  }

 private:
  const RuleSource& source_;
  const tree::Tree& tree_;
  base::LineTable lines_;
  std::string errors_;
};

inline constexpr std::array<std::pair<std::string_view, Level>, 4> kLevels = {
    {{"off", Level::off}, {"note", Level::note}, {"warning", Level::warning}, {"error", Level::error}}};

// The examples of a rule, from the member `examples` of its file's mapping.
std::vector<RuleExample> read_examples(RuleText& text, const tree::Cursor& root);

}  // namespace paritylint::check
