// Patterns of sed (POSIX basic and extended, with GNU's additions) in the syntax of base::Regex.
#include "base/text.h"
#include "manifest/pipeline/sed_program.h"

namespace paritylint::manifest {
namespace {

bool is_word(char c) { return base::is_alnum(c) || c == '_'; }

class PatternTranslator {
 public:
  PatternTranslator(std::string_view pattern, bool is_extended) : pattern_(pattern), extended_(is_extended) {}

  std::optional<std::string> translate() {
    while (at_ < pattern_.size() && is_known_) step();
    if (!is_known_) return std::nullopt;
    return std::move(out_);
  }

 private:
  char peek(std::size_t ahead) const { return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : '\0'; }

  void step() {
    const char c = pattern_[at_];
    if (c == '\\') {
      read_escape();
    } else if (c == '[') {
      read_bracket();
    } else if (c == '*') {
      // A star with nothing before it is one in a basic pattern.
      out_ += at_start_ && !extended_ ? "\\*" : "*";
      is_known_ = is_known_ && !(at_start_ && extended_);
      ++at_;
      at_start_ = false;
    } else if (c == '^') {
      // A second one behind the first stands for itself in a basic pattern.
      const bool is_anchor = extended_ || (at_start_ && !out_.ends_with('^'));
      out_ += is_anchor ? "^" : "\\^";
      at_start_ = at_start_ && is_anchor;
      ++at_;
    } else if (c == '$') {
      const bool ends = at_ + 1 == pattern_.size() || (peek(1) == '\\' && (peek(2) == ')' || peek(2) == '|'));
      out_ += extended_ || ends ? "$" : "\\$";
      ++at_;
      at_start_ = false;
    } else {
      read_character(c);
    }
  }

  void read_character(char c) {
    ++at_;
    const bool is_operator = std::string_view("+?(){}|").find(c) != std::string_view::npos;
    at_start_ = extended_ && (c == '(' || c == '|');
    if (is_operator && !extended_) out_ += '\\';
    out_ += c;
  }

  void read_escape() {
    const char c = peek(1);
    at_ += 2;
    const bool is_operator = c != '\0' && std::string_view("+?(){}|").find(c) != std::string_view::npos;
    if (is_operator) {
      if (extended_) out_ += '\\';
      out_ += c;
      at_start_ = !extended_ && (c == '(' || c == '|');
      return;
    }
    at_start_ = false;
    const bool is_class = c != '\0' && std::string_view("wWsSbB").find(c) != std::string_view::npos;
    if (c == '<' || c == '>') {
      // The beginning or end of a word, which \b is only beside a character of one.
      const bool is_beside = c == '<' ? is_word(peek(0)) : at_ >= 3 && is_word(pattern_[at_ - 3]);
      is_known_ = is_beside;
      out_ += "\\b";
    } else if (c == 'n') {
      out_ += "\\n";
    } else if (c == 't') {
      out_ += "\\t";
    } else if (!is_class && (base::is_alnum(c) || c == '\0' || c == '`' || c == '\'')) {
      is_known_ = false;
    } else {
      out_ += '\\';
      out_ += c;
    }
  }

  // [...]: a backslash is a character of it, but for \n, \t and \].
  void read_bracket() {
    out_ += '[';
    ++at_;
    at_start_ = false;
    if (peek(0) == '^') {
      out_ += '^';
      ++at_;
    }
    bool is_first = true;
    while (at_ < pattern_.size() && (is_first || pattern_[at_] != ']')) {
      is_first = false;
      const char c = pattern_[at_];
      if (c == '[' && (peek(1) == ':' || peek(1) == '.' || peek(1) == '=')) {
        const std::string close{peek(1), ']'};
        const std::size_t end = pattern_.find(close, at_ + 2);
        is_known_ = is_known_ && peek(1) == ':' && end != std::string_view::npos;
        if (!is_known_) return;
        out_ += pattern_.substr(at_, end + 2 - at_);
        at_ = end + 2;
      } else if (c == '\\' && (peek(1) == 'n' || peek(1) == 't')) {
        out_ += pattern_.substr(at_, 2);
        at_ += 2;
      } else {
        if (c == '\\' || c == '[' || c == ']') out_ += '\\';
        out_ += c;
        ++at_;
      }
    }
    is_known_ = is_known_ && at_ < pattern_.size();
    out_ += ']';
    ++at_;
  }

  std::string_view pattern_;
  bool extended_;
  std::size_t at_ = 0;
  bool at_start_ = true;  // nothing stands before, or only ^, ( or |
  bool is_known_ = true;
  std::string out_;
};

}  // namespace

std::optional<std::string> translate_sed_pattern(std::string_view pattern, bool is_extended) {
  return PatternTranslator(pattern, is_extended).translate();
}

}  // namespace paritylint::manifest
