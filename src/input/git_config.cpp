#include "input/git_config.h"

#include <algorithm>

#include "base/text.h"

namespace paritylint::input {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool is_key_byte(char c) { return base::is_alnum(c) || c == '-'; }

// Reads the text once from the front.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {
    if (text_.starts_with("\xef\xbb\xbf")) position_ = 3;
  }

  std::optional<std::string> last_value(std::string_view section, std::string_view key) {
    std::optional<std::string> found;
    bool inside = false;
    while (position_ < text_.size()) {
      skip_space();
      if (at_end_of_line()) {
        skip_line();
      } else if (text_[position_] == '[') {
        inside = read_section(section);
      } else {
        const bool is_wanted = base::equals_ignore_case(read_key(), key) && inside;
        std::string value = read_value();
        if (is_wanted) found = std::move(value);
      }
    }
    return found;
  }

 private:
  bool at_end_of_line() const {
    return position_ >= text_.size() || text_[position_] == '\n' || text_[position_] == '#' || text_[position_] == ';';
  }
  void skip_space() {
    while (position_ < text_.size() && is_space(text_[position_])) ++position_;
  }
  void skip_line() { position_ = std::min(text_.find('\n', position_), text_.size() - 1) + 1; }

  // Read `[name]` or `[name "subsection"]`; true when it is the section `wanted`. A key may stand behind it.
  bool read_section(std::string_view wanted) {
    const std::size_t begin = ++position_;
    bool in_quotes = false;
    for (; position_ < text_.size() && text_[position_] != '\n'; ++position_) {
      if (text_[position_] == ']' && !in_quotes) {
        const std::string_view name = text_.substr(begin, position_ - begin);
        ++position_;
        return base::equals_ignore_case(name, wanted);
      }
      if (text_[position_] == '"') in_quotes = !in_quotes;
      if (text_[position_] == '\\' && in_quotes) ++position_;
    }
    return false;
  }

  std::string_view read_key() {
    const std::size_t begin = position_;
    while (position_ < text_.size() && is_key_byte(text_[position_])) ++position_;
    return text_.substr(begin, position_ - begin);
  }

  // Read what stands behind a key up to the end of the line, which may be continued.
  std::string read_value() {
    skip_space();
    if (at_end_of_line() || text_[position_] != '=') {
      skip_line();
      return "true";
    }
    ++position_;
    skip_space();
    std::string value;
    std::size_t size_without_space = 0;
    bool in_quotes = false;
    for (; position_ < text_.size() && text_[position_] != '\n'; ++position_) {
      const char c = text_[position_];
      if (c == '"') {
        in_quotes = !in_quotes;
      } else if (c == '\\' && position_ + 1 < text_.size()) {
        append_escaped(value);
      } else if (!in_quotes && (c == '#' || c == ';')) {
        break;
      } else {
        value += c;
        if (!in_quotes && is_space(c)) continue;
      }
      size_without_space = value.size();
    }
    skip_line();
    value.resize(size_without_space);
    return value;
  }

  void append_escaped(std::string& value) {
    const char c = text_[++position_];
    if (c == '\r' && position_ + 1 < text_.size() && text_[position_ + 1] == '\n') ++position_;
    if (text_[position_] == '\n') return;  // the value goes on in the next line
    value += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'b' ? '\b' : c;
  }

  std::string_view text_;
  std::size_t position_ = 0;
};

}  // namespace

std::optional<std::string> find_git_config_value(std::string_view text, std::string_view section,
                                                 std::string_view key) {
  return Reader(text).last_value(section, key);
}

namespace {

// Looked for in any place, also in comments and values, because readers differ about where a line is continued.
bool includes_files(std::string_view text) {
  constexpr std::string_view kInclude = "include";
  for (std::size_t at = text.find('['); at != std::string_view::npos; at = text.find('[', at + 1)) {
    std::size_t begin = at + 1;
    while (begin < text.size() && is_space(text[begin])) ++begin;
    std::size_t end = begin;
    while (end < text.size() && base::is_alnum(text[end])) ++end;
    const std::string_view name = text.substr(begin, end - begin);
    if (base::equals_ignore_case(name, kInclude) || base::equals_ignore_case(name, "includeif")) return true;
    at = std::max(at, end - 1);
  }
  return false;
}

}  // namespace

std::string_view why_not_read_whole(std::string_view text) {
  constexpr std::size_t kMaxNameBytes = std::size_t{8} << 20;
  if (includes_files(text)) return " includes other files, which are not read";
  std::size_t section_bytes = 0;
  std::size_t name_bytes = 0;
  for (const std::string_view line : base::split(text, '\n')) {
    if (line.find('[') != std::string_view::npos) section_bytes = line.size();
    name_bytes += section_bytes + line.size();
    if (name_bytes > kMaxNameBytes) return " has too many keys under names that are too long";
  }
  return {};
}

bool is_git_true(std::string_view value) {
  for (const std::string_view word : {"true", "yes", "on"}) {
    if (base::equals_ignore_case(value, word)) return true;
  }
  return !value.empty() && base::is_digit(value[0]) && value.find_first_not_of('0') != std::string_view::npos;
}

}  // namespace paritylint::input
