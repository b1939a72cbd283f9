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
  // All mistakes in the order of the file, one per line.
  std::string take_errors();

  std::uint32_t line_of(const tree::Cursor& at) const { return lines_.line_of(at->token.begin); }

  std::string place_of(const tree::Cursor& at) const;  // path:line:column

  // A text; anything else is a mistake.
  std::string text(const tree::Cursor& value);
  // A text, number, true or false as it is written; must not be empty or have line breaks.
  std::string one_line(const tree::Cursor& value);
  // An example's file: a text, or any bytes under the tag !!binary.
  std::string file_text(const tree::Cursor& value);
  // The text of a member, empty when there is none.
  std::string member(const tree::Cursor& map, std::string_view key);
  // The text of a member that must be there and not be empty.
  std::string required(const tree::Cursor& map, std::string_view key);
  // A member that is one item or a list of items, each read by `read`.
  template <class Read>
  auto list(const tree::Cursor& map, std::string_view key, Read&& read) {
    std::vector<decltype(read(map))> items;
    const auto value = map.find(key);
    if (!value) return items;
    if (!value->is_sequence()) {
      items.push_back(read(*value));
    } else {
      value->for_each_element([&](std::size_t, const tree::Cursor& one) { items.push_back(read(one)); });
    }
    return items;
  }
  // A member that is a text or a list of texts.
  std::vector<std::string> texts(const tree::Cursor& map, std::string_view key) {
    return list(map, key, [this](const tree::Cursor& one) { return text(one); });
  }
  // Every member's name must be one of `known`.
  void check_keys(const tree::Cursor& map, std::span<const std::string_view> known);

  // What one of some words stands for; another word is a mistake and reads as the first.
  template <class Value, std::size_t kCount>
  Value choice(const tree::Cursor& value, const std::array<std::pair<std::string_view, Value>, kCount>& choices) {
    if (!value.is_scalar()) {
      text(value);
      return choices.front().second;
    }
    const std::string_view word = value.text();
    std::string expected;
    std::vector<std::string_view> names;
    for (const auto& [name, result] : choices) {
      if (word == name) return result;
      expected += expected.empty() ? "expected " : ", ";
      expected += name;
      names.push_back(name);
    }
    fail(value, expected + ", not " + base::quoted(word) + base::did_you_mean(word, names));
    return choices.front().second;
  }

 private:
  const RuleSource& source_;
  const tree::Tree& tree_;
  base::LineTable lines_;
  struct Mistake {
    std::uint32_t offset = 0;
    std::string line;
  };
  std::vector<Mistake> errors_;
};

// What to say behind an unknown `word`: the nearest of `known`, or all of them when none is near.
std::string nearest_or_all(std::string_view word, std::span<const std::string_view> known);

inline constexpr std::array<std::pair<std::string_view, Level>, 4> kLevels = {
    {{"off", Level::off}, {"note", Level::note}, {"warning", Level::warning}, {"error", Level::error}}};

// The fields that say who a rule is; how loud it is and what it looks at.
void read_identity(RuleText& text, const tree::Cursor& root, RuleFile& rule);
void read_scope(RuleText& text, const tree::Cursor& root, RuleFile& rule);

// The conditions of the mapping `where`.
std::vector<RuleCondition> read_conditions(RuleText& text, const tree::Cursor& where);
// True when one of them finds an atom of the value itself.
bool finds_atom(std::span<const RuleCondition> conditions);
// The named groups that have matched for sure when all of `conditions` hold: those of the value itself and, if wanted,
// of other places.
std::vector<std::string_view> captures_of(std::span<const RuleCondition> conditions, bool with_other_places);

// The examples of a rule, from the member `examples` of its file's mapping.
std::vector<RuleExample> read_examples(RuleText& text, const tree::Cursor& root);

}  // namespace paritylint::check
