// Regular expressions in linear time. The only user of RE2.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/span.h"

namespace paritylint::base {

// A compiled pattern (RE2 syntax); matching is const and may run in several threads at once.
class Regex {
 public:
  // Compile `pattern`; the error's message is RE2's reason.
  static Result<Regex> compile(std::string_view pattern);
  // The same for a pattern whose matches are the longest of the leftmost, as POSIX has it.
  static Result<Regex> compile_longest(std::string_view pattern);

  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;
  ~Regex();

  // The first match anywhere in `text`.
  std::optional<Span> search(std::string_view text) const;
  // The first match that begins at `from` or behind it, then what its groups hold; nothing for a group that took no
  // part. ^ stands for the beginning of `text`, not for `from`. Empty when there is no match.
  std::vector<std::optional<Span>> search_groups(std::string_view text, std::size_t from) const;
  bool matches_whole(std::string_view text) const;

  // What a text must hold for the pattern to be found in it, for may_be_found (base/needed_texts.h). Empty: nothing
  // that could be told by looking for plain texts.
  std::string needed_texts() const;

  // The names of the groups (?P<name>...), in alphabetical order.
  std::vector<std::string> group_names() const;
  // What the group `name` holds in the first match; nothing when there is no match, no such group, or it took no part.
  std::optional<Span> search_group(std::string_view text, const std::string& name) const;

 private:
  struct Compiled;
  explicit Regex(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace paritylint::base
