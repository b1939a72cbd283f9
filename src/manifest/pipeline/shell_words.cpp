// Words, expansions, redirections and here-documents of ShellReader.
#include "base/text.h"
#include "manifest/pipeline/shell_reader_parts.h"

namespace paritylint::manifest {
namespace {

using base::offset32;

bool begins_name(char c) { return base::is_alpha(c) || c == '_'; }
bool is_name(char c) { return base::is_alnum(c) || c == '_'; }
bool is_special_parameter(char c) { return c != '\0' && std::string_view("?#@*!$-").find(c) != std::string_view::npos; }

// What a character behind a backslash in $'...' stands for; the character itself when it is nothing special.
char ansi_character(char c) {
  switch (c) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    default:
      return c;
  }
}

}  // namespace

bool ShellReader::ends_word(char c) const {
  if (c == '`') return in_backticks_;
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ';' || c == '&' || c == '|' || c == '<' || c == '>' ||
         c == '(' || c == ')' || (c == '\0');
}

// White space and continued lines; how many bytes.
std::size_t ShellReader::skip_blanks() {
  const std::size_t begin = at_;
  while (!at_end()) {
    if (peek() == '\\' && peek(1) == '\n') {
      advance(2);
    } else if (peek() == '\\' && peek(1) == '\r' && peek(2) == '\n') {
      advance(3);
    } else if (peek() == ' ' || peek() == '\t' || peek() == '\r' || (peek() == '\0')) {
      advance();
    } else {
      break;
    }
  }
  return at_ - begin;
}

void ShellReader::skip_comment() {
  while (!at_end() && peek() != '\n' && !(in_backticks_ && peek() == '`')) advance();
}

void ShellReader::add_part(Draft& draft, ShellPartKind kind, ShellQuote quote, std::size_t begin,
                           std::string_view text) {
  ShellPart part;
  part.kind = kind;
  part.quote = quote;
  part.span = {offset32(begin), offset32(at_)};
  part.text_offset = offset32(script_.arena_.size());
  part.text_size = offset32(text.size());
  script_.arena_.append(text);
  draft.parts.push_back(part);
}

void ShellReader::add_literal(Draft& draft, ShellQuote quote, std::size_t begin, std::string_view text) {
  if (!text.empty()) add_part(draft, ShellPartKind::literal, quote, begin, text);
}

void ShellReader::read_word(Draft& draft) {
  const ShellWord word = read_word_parts(draft);
  draft.words.push_back(word);
  const std::string_view written = base::slice(text_, word.span);
  if (written == "[[" && draft.words.size() == 1) draft.is_test = true;
  if (written == "]]") draft.is_test = false;
}

// Requires: the next byte ends no word.
ShellWord ShellReader::read_word_parts(Draft& draft) {
  ShellWord word{{offset32(at_), 0}, offset32(draft.parts.size()), 0};
  while (!at_end() && !ends_word(peek())) {
    const char c = peek();
    if (c == '\'') {
      read_single_quoted(draft);
    } else if (c == '"') {
      read_double_quoted(draft);
    } else if (c == '\\') {
      read_escape(draft, ShellQuote::none);
    } else if ((c == '$' || c == '`') && read_expansion(draft, ShellQuote::none)) {
      continue;
    } else {
      const std::size_t begin = at_;
      advance();  // a $ that begins nothing, too
      while (!at_end() && !ends_word(peek()) && std::string_view("'\"\\$`").find(peek()) == std::string_view::npos)
        advance();
      add_literal(draft, ShellQuote::none, begin, text_.substr(begin, at_ - begin));
      if (peek() == '(' && text_[at_ - 1] == '=' && !in_array_ && draft.parts.size() == word.first_part + 1)
        read_array(draft);
    }
  }
  word.span.end = offset32(at_);
  word.part_count = offset32(draft.parts.size()) - word.first_part;
  return word;
}

// What begins with $ or `; false when it begins nothing.
bool ShellReader::read_expansion(Draft& draft, ShellQuote quote) {
  const std::size_t begin = at_;
  if (peek() == '`') {
    if (in_backticks_) return false;
    advance();
    read_substitution(draft, quote, begin, '`');
    return true;
  }
  const char next = peek(1);
  if (at_expression()) {
    read_expression(draft, quote);
  } else if (next == '{') {
    read_braces(draft, quote);
  } else if (next == '(' && peek(2) == '(') {
    advance(3);
    read_arithmetic(draft, quote, begin);
  } else if (next == '(' && open_.size() < kDeepestShell) {
    advance(2);
    read_substitution(draft, quote, begin, ')');
  } else if (next == '\'' && quote == ShellQuote::none) {
    advance();
    read_ansi_quoted(draft);
  } else if (next == '"' && quote == ShellQuote::none) {
    advance();
    read_double_quoted(draft);
  } else if (begins_name(next)) {
    advance(2);
    while (is_name(peek())) advance();
    add_part(draft, ShellPartKind::variable, quote, begin, text_.substr(begin + 1, at_ - begin - 1));
  } else if (base::is_digit(next) || is_special_parameter(next)) {
    advance(2);
    add_part(draft, ShellPartKind::variable, quote, begin, text_.substr(begin + 1, 1));
  } else {
    return false;
  }
  return true;
}

// ${X}, ${X:-d}, ${#X}. What follows the name is only stepped over, with the braces and quotes in it.
void ShellReader::read_braces(Draft& draft, ShellQuote quote) {
  const std::size_t begin = at_;
  advance(2);
  const bool is_length = peek() == '#' && is_name(peek(1));
  const bool is_indirect = peek() == '!' && is_name(peek(1));
  if (is_length || is_indirect) advance();
  const std::size_t name = at_;
  if (is_special_parameter(peek())) {
    advance();
  } else {
    while (is_name(peek())) advance();
  }
  const std::string_view word = text_.substr(name, at_ - name);
  const std::size_t rest = at_;
  std::size_t depth = 1;
  while (!at_end()) {
    const char c = peek();
    if (c == '\\') {
      advance(at_ + 1 < end_ ? 2 : 1);
      continue;
    }
    if (c == '{' && text_[at_ - 1] == '$') ++depth;
    if (c == '}' && --depth == 0) break;
    advance();
  }
  const std::size_t operation_end = at_;
  if (at_end()) {
    script_.is_complete_ = false;
  } else {
    advance();
  }
  add_part(draft, ShellPartKind::variable, quote, begin, word);
  draft.parts.back().operation = {offset32(rest), offset32(operation_end)};
  if (is_length || is_indirect) draft.parts.back().operation = {offset32(name - 1), offset32(name)};
}

// Behind "((": up to the parentheses that balance it. A subshell in a substitution that is written without a blank,
// $((a) b), reads as one as well: its value is unknown either way.
void ShellReader::read_arithmetic(Draft& draft, ShellQuote quote, std::size_t begin) {
  std::size_t depth = 2;
  while (!at_end() && depth > 0) {
    if (peek() == '(') ++depth;
    if (peek() == ')') --depth;
    advance();
  }
  if (depth > 0) script_.is_complete_ = false;
  add_part(draft, ShellPartKind::arithmetic, quote, begin, {});
}

// Behind the opening mark: the commands up to the closing one.
void ShellReader::read_substitution(Draft& draft, ShellQuote quote, std::size_t begin, char closer) {
  const auto body = offset32(script_.bodies_.size());
  ShellBody substitution;
  substitution.kind = ShellBodyKind::substitution;
  substitution.parent = open_.back().body;
  script_.bodies_.push_back(std::move(substitution));
  open_.push_back({body, kNoShellIndex, false, ShellJoin::first});
  const bool outer = in_backticks_;
  in_backticks_ = in_backticks_ || closer == '`';
  read_list(closer);
  in_backticks_ = outer;
  open_.pop_back();
  if (peek() == closer) {
    advance();
  } else {
    script_.is_complete_ = false;
  }
  add_part(draft, ShellPartKind::substitution, quote, begin, {});
  draft.parts.back().body = body;
}

void ShellReader::read_expression(Draft& draft, ShellQuote quote) {
  const std::size_t begin = at_;
  advance(3);
  while (!at_end() && !starts_with("}}")) advance();
  const std::string_view inside = base::trim(text_.substr(begin + 3, at_ - begin - 3));
  if (at_end()) {
    script_.is_complete_ = false;
  } else {
    advance(2);
  }
  add_part(draft, ShellPartKind::expression, quote, begin, inside);
}

// The words of X=( ... ) are not kept.
void ShellReader::read_array(Draft& draft) {
  const std::size_t begin = at_;
  advance();
  in_array_ = true;
  Draft inner;
  while (!at_end() && peek() != ')') {
    if (in_backticks_ && peek() == '`') break;
    if (skip_blanks() > 0) continue;
    if (peek() == '#') {
      skip_comment();
    } else if (ends_word(peek())) {
      if (peek() == '(') break;  // no array: (a (b))
      advance();
    } else {
      read_word(inner);
    }
  }
  in_array_ = false;
  if (peek() == ')') {
    advance();
  } else {
    script_.is_complete_ = false;
  }
  add_part(draft, ShellPartKind::array, ShellQuote::none, begin, {});
}

void ShellReader::read_single_quoted(Draft& draft) {
  advance();
  std::size_t begin = at_;
  while (!at_end() && peek() != '\'') {
    if (at_expression()) {
      add_literal(draft, ShellQuote::single_quoted, begin, text_.substr(begin, at_ - begin));
      read_expression(draft, ShellQuote::single_quoted);
      begin = at_;
    } else {
      advance();
    }
  }
  add_literal(draft, ShellQuote::single_quoted, begin, text_.substr(begin, at_ - begin));
  if (at_end()) {
    script_.is_complete_ = false;
  } else {
    advance();
  }
}

// $'...' with its escapes.
void ShellReader::read_ansi_quoted(Draft& draft) {
  advance();
  const std::size_t begin = at_;
  std::string text;
  while (!at_end() && peek() != '\'') {
    if (peek() == '\\' && at_ + 1 < end_) {
      text += ansi_character(peek(1));
      advance(2);
    } else {
      text += peek();
      advance();
    }
  }
  add_literal(draft, ShellQuote::single_quoted, begin, text);
  if (at_end()) {
    script_.is_complete_ = false;
  } else {
    advance();
  }
}

void ShellReader::read_double_quoted(Draft& draft) {
  advance();
  std::size_t begin = at_;
  const auto add = [&] { add_literal(draft, ShellQuote::double_quoted, begin, text_.substr(begin, at_ - begin)); };
  while (!at_end() && peek() != '"') {
    const char c = peek();
    if (c == '$' || c == '`') {
      add();
      begin = at_;
      if (read_expansion(draft, ShellQuote::double_quoted)) {
        begin = at_;
      } else {
        advance();
      }
    } else if (c == '\\') {
      add();
      read_escape(draft, ShellQuote::double_quoted);
      begin = at_;
    } else {
      advance();
    }
  }
  add();
  if (at_end()) {
    script_.is_complete_ = false;
  } else {
    advance();
  }
}

// A backslash: in double quotes it is one unless $ ` " \ or a line break follows.
void ShellReader::read_escape(Draft& draft, ShellQuote quote) {
  const std::size_t begin = at_;
  const bool in_quotes = quote == ShellQuote::double_quoted;
  advance();
  if (at_end()) {
    add_literal(draft, quote, begin, "\\");
    return;
  }
  const char c = peek();
  if (c == '\n') {
    advance();
    return;
  }
  const bool escapes = !in_quotes || c == '$' || c == '`' || c == '"' || c == '\\';
  advance();
  add_literal(draft, in_quotes ? quote : ShellQuote::escaped, begin,
              escapes ? text_.substr(begin + 1, 1) : text_.substr(begin, 2));
}

}  // namespace paritylint::manifest
