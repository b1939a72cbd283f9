#include "manifest/pipeline/sed_program.h"

#include "base/text.h"
#include "manifest/pipeline/symbols.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kMostCommands = 1000;

// The text that `pattern` (translated) matches and nothing else.
std::optional<std::string> only_match(std::string_view pattern) {
  std::string text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\') {
      if (i + 1 >= pattern.size() || base::is_alnum(pattern[i + 1])) return std::nullopt;
      text += pattern[++i];
    } else if (std::string_view(".*+?()[]{}|^$").find(c) != std::string_view::npos) {
      return std::nullopt;
    } else {
      text += c;
    }
  }
  return text;
}

class SedReader {
 public:
  SedReader(std::string_view script, bool is_extended, SedProgram& program)
      : script_(script), extended_(is_extended), program_(program) {}

  void read() {
    while (program_.opaque.empty()) {
      skip(" \t\n;");
      if (at_ >= script_.size()) return;
      if (program_.commands.size() >= kMostCommands) return fail("it has too many commands");
      read_command();
    }
  }

 private:
  char peek() const { return at_ < script_.size() ? script_[at_] : '\0'; }
  void skip(std::string_view characters) {
    while (at_ < script_.size() && characters.find(script_[at_]) != std::string_view::npos) ++at_;
  }
  void fail(std::string why) {
    if (program_.opaque.empty()) program_.opaque = std::move(why);
  }

  void read_command() {
    SedCommand command;
    command.first = read_address();
    if (command.first.kind != SedAddress::Kind::none && peek() == ',') {
      ++at_;
      command.second = read_address();
      if (command.second.kind == SedAddress::Kind::none) return fail("its address cannot be read");
    }
    skip(" \t");
    if (peek() == '!') {
      command.is_negated = true;
      ++at_;
      skip(" \t");
    }
    if (peek() == 's') {
      ++at_;
      read_substitution(command);
    } else if (peek() == 'd') {
      ++at_;
      command.deletes = true;
    } else {
      return fail(at_ < script_.size() ? std::string("its command ") + peek() + " is not followed"
                                       : "its command cannot be read");
    }
    skip(" \t");
    if (at_ < script_.size() && peek() != ';' && peek() != '\n') return fail("what follows a command cannot be read");
    if (program_.opaque.empty()) program_.commands.push_back(std::move(command));
  }

  SedAddress read_address() {
    SedAddress address;
    if (base::is_digit(peek())) {
      address.kind = SedAddress::Kind::line;
      while (base::is_digit(peek()) && address.line < 1'000'000'000)
        address.line = address.line * 10 + static_cast<std::size_t>(script_[at_++] - '0');
      if (peek() == '~' || address.line == 0) fail("its address cannot be read");
    } else if (peek() == '$') {
      address.kind = SedAddress::Kind::last;
      ++at_;
    } else if (peek() == '/' || peek() == '\\') {
      if (peek() == '\\') ++at_;
      const auto pattern = read_part();
      if (!pattern) {
        fail("its address has no end");
      } else if (pattern->empty() || has_symbol(*pattern)) {
        fail("its address is not known");
      } else if (const auto translated = translate_sed_pattern(*pattern, extended_)) {
        address.kind = SedAddress::Kind::pattern;
        address.pattern = *translated;
      } else {
        fail("its address is a pattern that is not followed");
      }
    }
    return address;
  }

  // Bytes of one character of UTF-8 at the place.
  std::size_t character_size() const {
    const auto first = static_cast<unsigned char>(peek());
    return first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  }

  // At a delimiter: what stands up to the next one, which stays unread; the escaped delimiters in it are plain.
  std::optional<std::string> read_part() {
    const std::size_t size = character_size();
    const std::string_view delimiter = script_.substr(at_, size);
    if (delimiter.size() < size || delimiter == "\n" || delimiter == "\\" || has_symbol(delimiter)) return std::nullopt;
    at_ += size;
    delimiter_ = delimiter;
    std::string part;
    while (at_ < script_.size()) {
      if (script_[at_] == '\\' && at_ + 1 < script_.size()) {
        const bool is_delimiter = script_.substr(at_ + 1).starts_with(delimiter);
        // What an escaped delimiter means that is an operator of patterns too, versions of sed disagree on.
        const bool is_operator = std::string_view(".*[]^$+?(){}").find(delimiter[0]) != std::string_view::npos;
        if (is_delimiter && is_operator) return std::nullopt;
        // "|" escaped is a plain one in a basic pattern, an alternative in an extended one.
        if (!is_delimiter || (extended_ && delimiter == "|")) part += '\\';
        part += script_[at_ + 1];
        at_ += 2;
        continue;
      }
      if (script_.substr(at_).starts_with(delimiter)) {
        at_ += size;
        return part;
      }
      part += script_[at_++];
    }
    return std::nullopt;
  }

  void read_substitution(SedCommand& command) {
    const auto pattern = read_part();
    if (!pattern) return fail("its pattern has no end");
    if (pattern->empty()) return fail("its pattern is that of the command before");
    at_ -= delimiter_.size();
    const auto replacement = read_replacement_text();
    if (!replacement) return fail("its replacement has no end");
    command.written = *pattern;
    const auto translated = translate_sed_pattern(*pattern, extended_);
    if (!translated) return fail("its pattern is not followed");
    command.pattern = *translated;
    command.text = only_match(*translated);
    read_replacement(*replacement, command);
    read_flags(command);
    if (!command.is_case_kept) command.text.reset();
  }

  // As read_part, with escapes kept: they mean something in a replacement.
  std::optional<std::string> read_replacement_text() {
    const std::size_t size = delimiter_.size();
    at_ += size;
    const std::size_t begin = at_;
    while (at_ < script_.size()) {
      if (script_[at_] == '\\' && at_ + 1 < script_.size()) {
        at_ += 2;
      } else if (script_.substr(at_).starts_with(delimiter_)) {
        at_ += size;
        return std::string(script_.substr(begin, at_ - size - begin));
      } else {
        ++at_;
      }
    }
    return std::nullopt;
  }

  void read_replacement(std::string_view text, SedCommand& command) {
    std::string plain;
    const auto add_group = [&](std::size_t group) {
      if (!plain.empty()) command.replacement.push_back({std::move(plain), std::nullopt});
      plain.clear();
      command.replacement.push_back({"", group});
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '&') {
        add_group(0);
      } else if (text[i] != '\\' || i + 1 >= text.size()) {
        plain += text[i];
      } else {
        const char c = text[++i];
        if (base::is_digit(c)) {
          add_group(static_cast<std::size_t>(c - '0'));
        } else if (c == 'n' || c == 't') {
          plain += c == 'n' ? '\n' : '\t';
        } else if (base::is_alpha(c)) {
          return fail(std::string("its replacement has \\") + c);
        } else {
          plain += c;
        }
      }
    }
    if (!plain.empty()) command.replacement.push_back({std::move(plain), std::nullopt});
  }

  void read_flags(SedCommand& command) {
    bool has_number = false;
    for (;; ++at_) {
      const char c = peek();
      if (c == 'g') {
        command.is_global = true;
      } else if (c == 'i' || c == 'I') {
        command.is_case_kept = false;
      } else if (base::is_digit(c) && c != '0' && !has_number &&
                 (at_ + 1 >= script_.size() || !base::is_digit(script_[at_ + 1]))) {
        has_number = true;
        command.occurrence = static_cast<std::size_t>(c - '0');
      } else {
        break;
      }
    }
    const char c = peek();
    if (c != '\0' && std::string_view(" \t;\n}").find(c) == std::string_view::npos)
      fail(std::string("its flag ") + c + " is not followed");
  }

  std::string_view script_;
  bool extended_;
  SedProgram& program_;
  std::size_t at_ = 0;
  std::string delimiter_;
};

}  // namespace

void read_sed_script(std::string_view script, bool is_extended, SedProgram& program) {
  SedReader(script, is_extended, program).read();
}

}  // namespace paritylint::manifest
