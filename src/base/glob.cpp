// Glob patterns over paths.
//
// Backtracking over `*` and `{a,b}` takes exponential time on patterns that a repository's configuration may hold.
// Instead the matcher walks over the pattern once and keeps the set of all offsets of the path that the pattern read
// so far can end at; each element of the pattern maps that set to the next one. The cost is at most
// pattern length times path length, whatever the pattern is. Literal ends are compared first, which settles most calls.
#include <algorithm>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace paritylint::base {
namespace {

constexpr std::string_view kMeta = "*?[]{}";
constexpr unsigned kMaxBraceDepth = 32;

// Ranges compare bytes; a char may be signed.
constexpr unsigned char byte_of(char c) { return static_cast<unsigned char>(c); }

// ends[i] is true when the pattern read so far can match exactly the first i bytes of the path.
using Ends = std::vector<char>;

class Matcher {
 public:
  explicit Matcher(std::string_view path) : path_(path) {}

  bool matches(std::string_view pattern) const {
    Ends ends(path_.size() + 1, 0);
    ends[0] = 1;
    read(pattern, ends, true, 0);
    return ends.back() != 0;
  }

 private:
  // `starts_segment`: the pattern begins where a segment does.
  void read(std::string_view pattern, Ends& ends, bool starts_segment, unsigned depth) const;
  std::size_t read_brace(std::string_view pattern, Ends& ends, bool starts_segment, unsigned depth) const;
  std::size_t read_class(std::string_view pattern, Ends& ends) const;

  // Keep the ends from which one byte that `accepts` can be read.
  template <class Accepts>
  void read_byte(Ends& ends, Accepts accepts) const {
    for (std::size_t i = path_.size(); i > 0; --i) ends[i] = ends[i - 1] != 0 && accepts(path_[i - 1]) ? 1 : 0;
    ends[0] = 0;
  }

  void read_run(Ends& ends, bool over_slashes) const {
    for (std::size_t i = 1; i < ends.size(); ++i) {
      if (ends[i - 1] != 0 && (over_slashes || path_[i - 1] != '/')) ends[i] = 1;
    }
  }

  // `**/` at the start of a segment: any number of whole folders, also none.
  void read_folders(Ends& ends) const {
    bool reached = false;
    for (std::size_t i = 0; i < ends.size(); ++i) {
      if (reached && path_[i - 1] == '/') ends[i] = 1;
      reached = reached || ends[i] != 0;
    }
  }

  std::string_view path_;
};

// The offset of the `}` that closes the `{` at the start of `pattern`, or npos.
std::size_t closing_brace(std::string_view pattern) {
  std::size_t depth = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '{') ++depth;
    if (pattern[i] == '}' && --depth == 0) return i;
  }
  return std::string_view::npos;
}

// Read `{a,b}` at the start of `pattern`; return its length, or 0 when it is no group but a literal brace.
std::size_t Matcher::read_brace(std::string_view pattern, Ends& ends, bool starts_segment, unsigned depth) const {
  const std::size_t close = closing_brace(pattern);
  if (close == std::string_view::npos || depth == kMaxBraceDepth) return 0;
  Ends all(ends.size(), 0);
  std::size_t begin = 1;
  std::size_t nested = 0;
  for (std::size_t i = 1; i <= close; ++i) {
    if (pattern[i] == '{') ++nested;
    if (pattern[i] == '}' && i != close) --nested;
    if (i != close && (pattern[i] != ',' || nested != 0)) continue;
    Ends alternative = ends;
    read(pattern.substr(begin, i - begin), alternative, starts_segment, depth + 1);
    std::ranges::transform(all, alternative, all.begin(), [](char a, char b) { return a != 0 || b != 0 ? 1 : 0; });
    begin = i + 1;
  }
  ends = std::move(all);
  return close + 1;
}

// Read `[a-z]` or `[!a-z]` at the start of `pattern`; return its length, or 0 when it is a literal bracket.
std::size_t Matcher::read_class(std::string_view pattern, Ends& ends) const {
  const bool is_negated = pattern.size() > 1 && (pattern[1] == '!' || pattern[1] == '^');
  const std::size_t begin = is_negated ? 2 : 1;
  const std::size_t close = pattern.find(']', begin + 1);  // a ']' in the first place stands for itself
  if (close == std::string_view::npos) return 0;
  const std::string_view members = pattern.substr(begin, close - begin);
  read_byte(ends, [&](char c) {
    bool is_member = false;
    for (std::size_t i = 0; i < members.size(); ++i) {
      const bool is_range = i + 2 < members.size() && members[i + 1] == '-';
      const char last = is_range ? members[i + 2] : members[i];
      is_member = is_member || (byte_of(members[i]) <= byte_of(c) && byte_of(c) <= byte_of(last));
      if (is_range) i += 2;
    }
    return c != '/' && is_member != is_negated;
  });
  return close + 1;
}

void Matcher::read(std::string_view pattern, Ends& ends, bool starts_segment, unsigned depth) const {
  for (std::size_t i = 0; i < pattern.size();) {
    const std::string_view rest = pattern.substr(i);
    if (i != 0) starts_segment = pattern[i - 1] == '/';
    std::size_t length = 0;
    if (rest.starts_with("**/") && starts_segment) {
      read_folders(ends);
      length = 3;
    } else if (rest.starts_with("**")) {
      read_run(ends, true);
      length = 2;
    } else if (rest[0] == '*') {
      read_run(ends, false);
      length = 1;
    } else if (rest[0] == '?') {
      read_byte(ends, [](char c) { return c != '/'; });
      length = 1;
    } else if (rest[0] == '{') {
      length = read_brace(rest, ends, starts_segment, depth);
    } else if (rest[0] == '[') {
      length = read_class(rest, ends);
    }
    if (length == 0) {
      read_byte(ends, [&](char c) { return c == rest[0]; });
      length = 1;
    }
    i += length;
  }
}

}  // namespace

bool glob_matches(std::string_view pattern, std::string_view path) {
  const std::size_t first_meta = pattern.find_first_of(kMeta);
  if (first_meta == std::string_view::npos) return pattern == path;
  std::string_view tail = pattern.substr(pattern.find_last_of(kMeta) + 1);
  if (tail.starts_with('/')) tail.remove_prefix(1);  // it may belong to a `**/` that stands for no folder
  if (!path.starts_with(pattern.substr(0, first_meta)) || !path.ends_with(tail)) return false;
  return Matcher(path).matches(pattern);
}

}  // namespace paritylint::base
