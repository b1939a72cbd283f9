// One pattern of a .gitignore file, and when it matches. What git does is the judge, in its odd corners too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace paritylint::input {

enum class LetterCase : std::uint8_t { kept, ignored };

// True when the whole of `path` matches `pattern`: `?` one byte but '/', `*` a run without '/', `[...]` one of a class
// (ranges, `!` or `^` for the opposite, [:names:]), `**` between slashes any run of folders, `\` takes the next byte as
// it is. Takes at most pattern length times path length steps.
bool wildcards_match(std::string_view pattern, std::string_view path, LetterCase letter_case);

class IgnorePattern {
 public:
  // The pattern of a line (without its end); nothing for comments and blank lines.
  static std::optional<IgnorePattern> parse(std::string_view line);

  // True for `!pattern`: what matches is not ignored after all.
  bool is_negated() const { return is_negated_; }

  // `path` is relative to the folder that the pattern's file stands in; `name` is its last part.
  bool matches(std::string_view path, std::string_view name, bool is_folder, LetterCase letter_case) const;

 private:
  IgnorePattern() = default;

  std::string text_;
  std::size_t literal_size_ = 0;  // bytes at the start that stand for themselves
  bool is_negated_ = false;
  bool is_for_folders_ = false;  // it ended in '/'
  bool is_for_names_ = false;    // it holds no '/': compared with the name at any depth
  bool is_ending_ = false;       // `*` and then only bytes that stand for themselves
};

}  // namespace paritylint::input
