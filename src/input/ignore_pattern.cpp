// Matching walks over the pattern once and keeps the set of all places of the path that the pattern read so far can
// end at (as base::glob_matches does), because backtracking takes exponential time on patterns of many stars.
#include "input/ignore_pattern.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <memory>
#include <span>
#include <vector>

#include "base/text.h"

namespace paritylint::input {
namespace {

constexpr std::string_view kSpecial = "*?[\\";

using Class = std::bitset<256>;

unsigned char byte_of(char c) { return static_cast<unsigned char>(c); }
bool is_upper(unsigned c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(unsigned c) { return c >= 'a' && c <= 'z'; }
bool is_number(unsigned c) { return c >= '0' && c <= '9'; }
bool is_graph(unsigned c) { return c > 0x20 && c < 0x7f; }

bool is_in_named_class(std::string_view name, unsigned c) {
  const bool is_letter = is_upper(c) || is_lower(c);
  if (name == "alnum") return is_letter || is_number(c);
  if (name == "alpha") return is_letter;
  if (name == "blank") return c == ' ' || c == '\t';
  if (name == "cntrl") return c < 0x20 || c == 0x7f;
  if (name == "digit") return is_number(c);
  if (name == "graph") return is_graph(c);
  if (name == "lower") return is_lower(c);
  if (name == "print") return c == ' ' || is_graph(c);
  if (name == "punct") return is_graph(c) && !is_letter && !is_number(c);
  if (name == "space") return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  if (name == "upper") return is_upper(c);
  return is_number(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');  // xdigit
}

constexpr std::array<std::string_view, 12> kClassNames = {"alnum", "alpha", "blank", "cntrl", "digit", "graph",
                                                          "lower", "print", "punct", "space", "upper", "xdigit"};

// Reads `[...]`. A class that is not closed, or names a class that does not exist, matches nothing at all.
class ClassReader {
 public:
  ClassReader(std::string_view pattern, LetterCase letter_case) : pattern_(pattern), letter_case_(letter_case) {}

  // The members of the class that begins at the start of the pattern, and its length in `size`.
  std::optional<Class> read(std::size_t& size) {
    std::size_t i = 1;
    const bool is_negated = i < pattern_.size() && (pattern_[i] == '!' || pattern_[i] == '^');
    if (is_negated) ++i;
    int before = -1;  // the member that a '-' can begin a range at
    // A ']' in the first place stands for itself.
    for (bool is_first = true; is_first || i >= pattern_.size() || pattern_[i] != ']'; is_first = false) {
      if (i >= pattern_.size()) return std::nullopt;
      if (pattern_[i] == '-' && before > 0 && i + 1 < pattern_.size() && pattern_[i + 1] != ']') {
        if (!take_byte(++i)) return std::nullopt;
        add_range(static_cast<unsigned>(before), byte_of(pattern_[i]));
        before = -1;
      } else if (pattern_[i] == '[' && i + 1 < pattern_.size() && pattern_[i + 1] == ':') {
        const std::size_t close = pattern_.find(']', i + 2);
        if (close == std::string_view::npos) return std::nullopt;
        if (close == i + 2 || pattern_[close - 1] != ':') {
          members_.set('[');
          before = '[';
        } else {
          if (!add_named(pattern_.substr(i + 2, close - i - 3))) return std::nullopt;
          i = close;
          before = -1;
        }
      } else {
        if (!take_byte(i)) return std::nullopt;
        members_.set(byte_of(pattern_[i]));
        before = byte_of(pattern_[i]);
      }
      ++i;
    }
    size = i + 1;
    if (is_negated) members_.flip();
    members_.reset('/');
    return members_;
  }

 private:
  // Step over a `\` before the member at `i`; false when nothing follows.
  bool take_byte(std::size_t& i) const {
    if (pattern_[i] == '\\') ++i;
    return i < pattern_.size();
  }

  void add_range(unsigned first, unsigned last) {
    for (unsigned c = first; c <= last; ++c) {
      members_.set(c);
      // The path is in lower case then.
      if (letter_case_ == LetterCase::ignored && is_upper(c)) members_.set(c - 'A' + 'a');
    }
  }

  bool add_named(std::string_view name) {
    if (std::ranges::find(kClassNames, name) == kClassNames.end()) return false;
    for (unsigned c = 0; c < 0x80; ++c) {
      if (is_in_named_class(name, c)) members_.set(c);
    }
    if (name == "upper" && letter_case_ == LetterCase::ignored) add_range('a', 'z');
    return true;
  }

  std::string_view pattern_;
  LetterCase letter_case_;
  Class members_;
};

class Matcher {
 public:
  // ends[i] is true when the pattern read so far can match exactly the first i bytes of the path.
  Matcher(std::string_view path, LetterCase letter_case, std::span<bool> ends)
      : path_(path), letter_case_(letter_case), ends_(ends) {
    std::ranges::fill(ends_, false);
    ends_[0] = true;
  }

  bool matches(std::string_view pattern) {
    for (std::size_t i = 0; i < pattern.size();) {
      const std::size_t size = read(pattern, i);
      if (size == 0) return false;
      i += size;
    }
    return ends_.back();
  }

 private:
  char folded(char c) const { return letter_case_ == LetterCase::ignored ? base::to_lower(c) : c; }

  // Read the element at `i` and return its length; 0 when nothing can match it.
  std::size_t read(std::string_view pattern, std::size_t i) {
    if (pattern[i] == '*') return read_stars(pattern, i);
    if (pattern[i] == '?') {
      read_byte([](char c) { return c != '/'; });
      return 1;
    }
    if (pattern[i] == '[') {
      std::size_t size = 0;
      const std::optional<Class> members = ClassReader(pattern.substr(i), letter_case_).read(size);
      if (!members) return 0;
      read_byte([&](char c) { return members->test(byte_of(folded(c))); });
      return size;
    }
    if (pattern[i] == '\\') {
      if (i + 1 == pattern.size()) return 0;
      const char wanted = pattern[i + 1];  // git does not fold the letter behind a `\`
      read_byte([&](char c) { return folded(c) == wanted; });
      return 2;
    }
    const char wanted = folded(pattern[i]);
    read_byte([&](char c) { return folded(c) == wanted; });
    return 1;
  }

  std::size_t read_stars(std::string_view pattern, std::size_t i) {
    const std::size_t end = std::min(pattern.find_first_not_of('*', i), pattern.size());
    const std::string_view rest = pattern.substr(end);
    const bool is_bounded =
        (i == 0 || pattern[i - 1] == '/') && (rest.empty() || rest.starts_with('/') || rest.starts_with("\\/"));
    if (end - i == 1 || !is_bounded) {
      read_run(false);
      return end - i;
    }
    if (!rest.starts_with('/')) {
      read_run(true);
      return end - i;
    }
    read_folders();
    return end + 1 - i;
  }

  template <class Accepts>
  void read_byte(Accepts accepts) {
    for (std::size_t i = path_.size(); i > 0; --i) ends_[i] = ends_[i - 1] && accepts(path_[i - 1]);
    ends_[0] = false;
  }

  void read_run(bool over_slashes) {
    for (std::size_t i = 1; i < ends_.size(); ++i) {
      if (ends_[i - 1] && (over_slashes || path_[i - 1] != '/')) ends_[i] = true;
    }
  }

  // `**/`: nothing, or any run that ends in '/'.
  void read_folders() {
    bool reached = false;
    for (std::size_t i = 0; i < ends_.size(); ++i) {
      const bool was_end = ends_[i];
      if (reached && path_[i - 1] == '/') ends_[i] = true;
      reached = reached || was_end;
    }
  }

  std::string_view path_;
  LetterCase letter_case_;
  std::span<bool> ends_;
};

bool equals(std::string_view a, std::string_view b, LetterCase letter_case) {
  return letter_case == LetterCase::ignored ? base::equals_ignore_case(a, b) : a == b;
}

// Blanks at the end do not count, unless a `\` stands before them.
std::string_view without_blanks_at_end(std::string_view line) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == ' ') continue;
    if (line[i] == '\\') ++i;
    end = std::min(i + 1, line.size());
  }
  return line.substr(0, end);
}

}  // namespace

bool wildcards_match(std::string_view pattern, std::string_view path, LetterCase letter_case) {
  bool few[512];
  if (path.size() < std::size(few)) return Matcher(path, letter_case, {few, path.size() + 1}).matches(pattern);
  const std::unique_ptr<bool[]> many(new bool[path.size() + 1]);
  return Matcher(path, letter_case, {many.get(), path.size() + 1}).matches(pattern);
}

std::optional<IgnorePattern> IgnorePattern::parse(std::string_view line) {
  line = line.substr(0, line.find('\0'));
  if (line.empty() || line.starts_with('#')) return std::nullopt;
  line = without_blanks_at_end(line);
  IgnorePattern pattern;
  if (line.starts_with('!')) {
    pattern.is_negated_ = true;
    line.remove_prefix(1);
  }
  const std::string_view whole = line;
  if (line.ends_with('/')) {
    pattern.is_for_folders_ = true;
    line.remove_suffix(1);
  }
  if (line.empty()) return std::nullopt;
  pattern.is_for_names_ = line.find('/') == std::string_view::npos;
  pattern.is_ending_ = line[0] == '*' && whole.find_first_of(kSpecial, 1) == std::string_view::npos;
  if (line.starts_with('/')) line.remove_prefix(1);
  pattern.text_ = line;
  pattern.literal_size_ = std::min(line.find_first_of(kSpecial), line.size());
  return pattern;
}

bool IgnorePattern::matches(std::string_view path, std::string_view name, bool is_folder,
                            LetterCase letter_case) const {
  if (is_for_folders_ && !is_folder) return false;
  if (is_for_names_ && is_ending_) {
    const std::string_view ending = std::string_view(text_).substr(1);
    return name.size() >= ending.size() && equals(name.substr(name.size() - ending.size()), ending, letter_case);
  }
  const std::string_view compared = is_for_names_ ? name : path;
  if (literal_size_ == text_.size()) return equals(compared, text_, letter_case);
  const std::string_view literal = std::string_view(text_).substr(0, literal_size_);
  if (!equals(compared.substr(0, literal_size_), literal, letter_case)) return false;
  // Without its literal start, as git does it: a `**` behind that counts as if it stood behind a '/'.
  const std::string_view rest = std::string_view(text_).substr(literal_size_);
  return wildcards_match(rest, compared.substr(literal_size_), letter_case);
}

}  // namespace paritylint::input
