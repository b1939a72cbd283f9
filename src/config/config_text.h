// ConfigText: typed access to the parts of one configuration file; whatever has another shape is a mistake with its
// place. Internal to src/config.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "config/mistakes.h"
#include "config/words.h"
#include "tree/cursor.h"

namespace paritylint::config {

class ConfigText {
 public:
  // Both must outlive this; trees given to it were read from `source`.
  ConfigText(const ConfigSource& source, Mistakes& mistakes) : source_(source), mistakes_(mistakes) {}

  Mark mark(const tree::Cursor& at) const { return {&source_, at->token.begin}; }
  Place place(const tree::Cursor& at) const { return place_of(mark(at)); }
  void fail(const tree::Cursor& at, std::string what) { mistakes_.add(mark(at), std::move(what)); }

  // True when this is a mapping whose members all have names in `known`; unknown names are told and skipped.
  bool read_mapping(const tree::Cursor& at, std::string_view what, std::span<const std::string_view> known);

  // Call visit(element) for each element of the list `key`, which may be left out but not be empty.
  template <class Visit>
  void read_list(const tree::Cursor& map, std::string_view key, std::string_view what, std::size_t most, Visit visit);

  // The texts of a member that is one text or a list of texts; those that `check` finds wrong, and what a list says
  // twice (letter case ignored when it is folded), are told and left out.
  enum class Case : bool { kept, folded };
  std::vector<MarkedText> texts_member(const tree::Cursor& map, std::string_view key, TextCheck check,
                                       Case letter_case = Case::kept);

  // The text of a member that must be there; nothing after a mistake.
  std::optional<MarkedText> required_text(const tree::Cursor& map, std::string_view key, TextCheck check);

  // The name of a member; nothing after a mistake.
  std::optional<MarkedText> member_name(const tree::Cursor& key, TextCheck check);

  // What one of some words stands for; nothing after a mistake.
  template <class Value, std::size_t kCount>
  std::optional<Value> choice(const tree::Cursor& at, const std::array<std::pair<std::string_view, Value>, kCount>& of);

 private:
  std::optional<std::string_view> text(const tree::Cursor& at, TextCheck check);
  MarkedText marked(const tree::Cursor& at, std::string text) const;
  bool has_list_shape(const tree::Cursor& list, std::string_view what, std::size_t most);
  void fail_choice(const tree::Cursor& at, std::string_view word, std::span<const std::string_view> known);

  const ConfigSource& source_;
  Mistakes& mistakes_;
  std::size_t texts_ = 0;  // read so far
};

template <class Visit>
void ConfigText::read_list(const tree::Cursor& map, std::string_view key, std::string_view what, std::size_t most,
                           Visit visit) {
  const auto list = map.find(key);
  if (!list || !has_list_shape(*list, what, most)) return;
  list->for_each_element([&](std::size_t, const tree::Cursor& element) {
    if (!mistakes_.is_full()) visit(element);
  });
}

template <class Value, std::size_t kCount>
std::optional<Value> ConfigText::choice(const tree::Cursor& at,
                                        const std::array<std::pair<std::string_view, Value>, kCount>& of) {
  const auto word = text(at, nullptr);
  if (!word) return std::nullopt;
  std::array<std::string_view, kCount> names;
  for (std::size_t i = 0; i < kCount; ++i) {
    if (of[i].first == *word) return of[i].second;
    names[i] = of[i].first;
  }
  fail_choice(at, *word, names);
  return std::nullopt;
}

}  // namespace paritylint::config
