#include "manifest/pipeline/shell_reader.h"

#include <algorithm>

#include "base/text.h"
#include "manifest/pipeline/shell_reader_parts.h"

namespace paritylint::manifest {

using base::offset32;

ShellScript ShellReader::read() {
  script_.source_ = text_;
  script_.bodies_.emplace_back();
  open_.push_back({});
  read_list('\0');
  return std::move(script_);
}

// Read commands up to the text's end or the closing mark of the substitution that is being read, which stays unread.
void ShellReader::read_list(char closer) {
  Draft draft;
  const bool outer_pattern = expects_pattern_;
  const std::size_t outer_deep = too_deep_;
  std::vector<PendingDocument> outer_documents;
  outer_documents.swap(documents_);
  expects_pattern_ = false;
  too_deep_ = 0;
  floors_.push_back(open_.size());
  while (step(draft, closer)) {
  }
  if (!documents_.empty()) script_.is_complete_ = false;
  documents_.clear();
  finish(draft);
  if (open_.size() > floors_.back() || too_deep_ > 0) script_.is_complete_ = false;
  open_.resize(floors_.back());
  floors_.pop_back();
  expects_pattern_ = outer_pattern;
  too_deep_ = outer_deep;
  documents_.swap(outer_documents);
}

// One word, operator or line break; false at the end of the list.
bool ShellReader::step(Draft& draft, char closer) {
  skip_blanks();
  if (at_end() || (in_backticks_ && peek() == '`')) return false;
  if (expects_pattern_) {
    read_pattern();
    return true;
  }
  const char c = peek();
  if (closer == ')' && c == ')') {
    // Whatever stands open inside of the substitution ends with it, but for a subshell's own parenthesis.
    const auto open =
        std::find_if(open_.begin() + static_cast<std::ptrdiff_t>(floors_.back()), open_.end(),
                     [&](const Open& one) { return script_.bodies_[one.body].kind == ShellBodyKind::subshell; });
    if (open == open_.end()) return false;
  }
  if (c == '#') {
    skip_comment();
  } else if (draft.is_test && (c == '<' || c == '>' || c == '(' || c == ')' || c == '|' || c == '&')) {
    advance();  // an operator of [[ ]] is no word that anybody asks for
  } else if (c == '\n') {
    advance();
    finish(draft);
    read_documents();
    set_join(ShellJoin::sequence);
  } else if (c == ';' || c == '|' || (c == '&' && peek(1) != '>')) {
    read_operator(draft);
  } else if (c == '(') {
    read_parenthesis(draft);
  } else if (c == ')') {
    finish(draft);
    advance();
    close(ShellBodyKind::subshell);
  } else if (!read_redirection(draft) && !(expects_keyword(draft) && read_keyword(draft))) {
    read_word(draft);
  }
  return true;
}

void ShellReader::read_operator(Draft& draft) {
  finish(draft);
  const char c = peek();
  const char next = peek(1);
  if (c == ';' && (next == ';' || next == '&')) {
    advance(next == ';' && peek(2) == '&' ? 3 : 2);
    expects_pattern_ = close(ShellBodyKind::arm);
    return;
  }
  if (c == next && c != ';') {
    advance(2);
    set_join(c == '&' ? ShellJoin::and_then : ShellJoin::or_else);
    return;
  }
  advance(c == '|' && next == '&' ? 2 : 1);
  set_join(c == '|' ? ShellJoin::pipe : c == '&' ? ShellJoin::background : ShellJoin::sequence);
}

// ( begins a subshell, NAME() a function, (( arithmetic.
void ShellReader::read_parenthesis(Draft& draft) {
  const std::size_t begin = at_;
  if (draft.is_empty() && peek(1) == '(') {
    ShellWord word{{offset32(begin), 0}, offset32(draft.parts.size()), 1};
    advance(2);
    read_arithmetic(draft, ShellQuote::none, begin);
    word.span.end = offset32(at_);
    draft.words.push_back(word);
    return;
  }
  advance();
  if (draft.words.size() == 1 && draft.redirections.empty()) {
    skip_blanks();
    if (peek() == ')') {
      advance();
      draft.is_function = true;
      finish(draft);
      return;
    }
  }
  finish(draft);
  begin_body(ShellBodyKind::subshell);
}

// A keyword where a command may begin. The longest is "function".
bool ShellReader::read_keyword(Draft& draft) {
  std::size_t size = 0;
  while (size < 9 && !ends_word(peek(size)) && at_ + size < end_) ++size;
  if (size == 9) return false;
  const std::string_view word = text_.substr(at_, size);
  if (read_branch(word)) return true;
  if (word == "for" || word == "select" || word == "case") {
    read_head(draft, word == "case" ? ShellHead::alternative : ShellHead::loop);
  } else if (word == "{") {
    advance();
    begin_body(ShellBodyKind::group);
  } else if (word == "}") {
    advance();
    close(ShellBodyKind::group);
  } else if (word == "!") {
    advance();
    draft.command.is_negated = true;
  } else if (word == "time") {
    advance(size);
  } else if (word == "function") {
    advance(size);
    skip_blanks();
    if (at_end() || ends_word(peek())) return true;
    read_word(draft);
    skip_blanks();
    if (starts_with("()")) advance(2);
    draft.is_function = true;
    finish(draft);
  } else {
    return false;
  }
  return true;
}

// What opens, continues and closes if, while, until and the loops.
bool ShellReader::read_branch(std::string_view keyword) {
  const std::size_t size = keyword.size();
  if (keyword == "if" || keyword == "while" || keyword == "until") {
    advance(size);
    begin_body(ShellBodyKind::condition);
  } else if (keyword == "then" || keyword == "elif" || keyword == "else") {
    advance(size);
    begin_branch(keyword == "then"   ? ShellBodyKind::then_branch
                 : keyword == "elif" ? ShellBodyKind::condition
                                     : ShellBodyKind::else_branch);
  } else if (keyword == "do") {
    advance(size);
    begin_branch(ShellBodyKind::loop);
  } else if (keyword == "fi") {
    advance(size);
    close(ShellBodyKind::then_branch);
  } else if (keyword == "done") {
    advance(size);
    close(ShellBodyKind::loop);
  } else if (keyword == "esac") {
    advance(size);
    close(ShellBodyKind::arm);
  } else {
    return false;
  }
  return true;
}

// `for X in a b` and `case X in`: a command of their own, whose words are kept as written.
void ShellReader::read_head(Draft& draft, ShellHead head) {
  draft.command.head = head;
  while (!at_end() && peek() != '\n' && peek() != ';') {
    if (in_backticks_ && peek() == '`') break;
    const std::size_t before = at_;
    if (!ends_word(peek())) read_word(draft);
    const bool is_in =
        head == ShellHead::alternative && draft.words.size() > 2 && base::slice(text_, draft.words.back().span) == "in";
    skip_blanks();
    if (is_in) {
      finish(draft);
      expects_pattern_ = true;
      return;
    }
    if (at_ == before) {
      if (peek() == ')' || peek() == '|' || peek() == '&') break;
      advance();
    }
  }
  finish(draft);
}

// A pattern of case, up to its parenthesis; or what ends the case.
void ShellReader::read_pattern() {
  while (!at_end() && (peek() == '\n' || peek() == ' ' || peek() == '\t')) advance();
  if (peek() == '#') {
    skip_comment();
    return;
  }
  expects_pattern_ = false;
  if (starts_with("esac") && ends_word(peek(4))) {
    advance(4);
    return;
  }
  if (peek() == '(') advance();
  Draft pattern;
  while (!at_end() && peek() != ')' && !(in_backticks_ && peek() == '`')) {
    if (ends_word(peek())) {
      advance();
    } else {
      read_word(pattern);
    }
  }
  if (peek() == ')') advance();
  begin_body(ShellBodyKind::arm);
}

// Open a body that takes the place of the one before it: then and do that of a condition, else that of a branch.
void ShellReader::begin_branch(ShellBodyKind kind) {
  const auto inner = [&] { return script_.bodies_[open_.back().body].kind; };
  const auto is_loop_head = [&] {
    const std::uint32_t last = open_.back().last_command;
    return last != kNoShellIndex && script_.commands_[last].head == ShellHead::loop;
  };
  if (too_deep_ > 0) {
    if (kind == ShellBodyKind::loop) begin_body(kind);
    return;
  }
  if (open_.size() > floors_.back()) {
    const bool ends_condition = kind == ShellBodyKind::then_branch || (kind == ShellBodyKind::loop && !is_loop_head());
    const bool ends_branch = kind == ShellBodyKind::else_branch || kind == ShellBodyKind::condition;
    if ((ends_condition && inner() == ShellBodyKind::condition) ||
        (ends_branch && inner() == ShellBodyKind::then_branch))
      open_.pop_back();
  }
  begin_body(kind);
}

void ShellReader::begin_body(ShellBodyKind kind) {
  if (open_.size() >= kDeepestShell || too_deep_ > 0) {
    ++too_deep_;
    return;
  }
  Open& outer = open_.back();
  ShellBody body;
  body.kind = kind;
  body.parent = outer.body;
  body.join = outer.next_join;
  body.previous = outer.last_command;
  const bool has_head = kind == ShellBodyKind::loop || kind == ShellBodyKind::arm;
  if (has_head && outer.last_command != kNoShellIndex && script_.commands_[outer.last_command].head != ShellHead::none)
    body.opener = outer.last_command;
  outer.has_begun = true;
  open_.push_back({offset32(script_.bodies_.size()), kNoShellIndex, false, ShellJoin::first});
  script_.bodies_.push_back(std::move(body));
}

// Close the innermost body of a sort, with what was left open inside of it. `then_branch` stands for all of an if,
// `loop` for all of a loop.
bool ShellReader::close(ShellBodyKind kind) {
  if (too_deep_ > 0) {
    --too_deep_;
    return true;
  }
  const auto fits = [&](ShellBodyKind open) {
    if (kind == ShellBodyKind::then_branch)
      return open == kind || open == ShellBodyKind::else_branch || open == ShellBodyKind::condition;
    return open == kind || (kind == ShellBodyKind::loop && open == ShellBodyKind::condition);
  };
  for (std::size_t depth = open_.size(); depth > floors_.back(); --depth) {
    const ShellBodyKind open = script_.bodies_[open_[depth - 1].body].kind;
    if (open == ShellBodyKind::substitution) break;
    if (!fits(open)) continue;
    close_through(depth - 1);
    return true;
  }
  if (kind != ShellBodyKind::arm) script_.is_complete_ = false;
  return false;
}

void ShellReader::close_through(std::size_t depth) {
  const std::uint32_t body = open_[depth].body;
  open_.resize(depth);
  // A function ends with the compound that is its body.
  while (open_.size() > floors_.back() && script_.bodies_[open_.back().body].kind == ShellBodyKind::function)
    open_.pop_back();
  if (script_.bodies_[body].kind != ShellBodyKind::arm) read_trailing_redirections(body);
  open_.back().last_command = kNoShellIndex;
  open_.back().next_join = ShellJoin::sequence;
}

// `done < file`, `} >> file`.
void ShellReader::read_trailing_redirections(std::uint32_t body) {
  Draft draft;
  skip_blanks();
  while (!at_end() && read_redirection(draft)) skip_blanks();
  if (draft.redirections.empty()) return;
  const auto first = offset32(script_.parts_.size());
  for (Redirection& one : draft.redirections) one.word.first_part += first;
  script_.parts_.insert(script_.parts_.end(), draft.parts.begin(), draft.parts.end());
  script_.bodies_[body].redirections = std::move(draft.redirections);
  for (auto document = documents_.rbegin(); document != documents_.rend() && document->is_in_draft; ++document) {
    document->body = body;
    document->is_in_draft = false;
  }
}

// Store the command, if there is one, and begin another.
void ShellReader::finish(Draft& draft) {
  if (draft.is_function && draft.words.size() == 1) {
    const base::Span name = draft.words[0].span;
    begin_body(ShellBodyKind::function);
    if (too_deep_ == 0) {
      script_.bodies_.back().name = name;
    } else {
      --too_deep_;
    }
  } else if (!draft.is_empty()) {
    store(draft);
  }
  draft = Draft();
}

void ShellReader::store(Draft& draft) {
  Open& open = open_.back();
  ShellCommand command = draft.command;
  command.body = open.body;
  command.previous = open.last_command;
  command.join = !open.has_begun && open.next_join == ShellJoin::sequence ? ShellJoin::first : open.next_join;
  command.first_word = offset32(script_.words_.size());
  command.word_count = offset32(draft.words.size());
  command.first_redirection = offset32(script_.redirections_.size());
  command.redirection_count = offset32(draft.redirections.size());
  const auto first_part = offset32(script_.parts_.size());
  command.span = {offset32(text_.size()), 0};
  const auto cover = [&](base::Span one) {
    command.span = {std::min(command.span.begin, one.begin), std::max(command.span.end, one.end)};
  };
  for (ShellWord& word : draft.words) {
    word.first_part += first_part;
    cover(word.span);
  }
  for (Redirection& one : draft.redirections) {
    one.word.first_part += first_part;
    cover(one.span);
  }
  for (auto document = documents_.rbegin(); document != documents_.rend() && document->is_in_draft; ++document) {
    document->redirection += command.first_redirection;
    document->is_in_draft = false;
  }
  script_.words_.insert(script_.words_.end(), draft.words.begin(), draft.words.end());
  script_.parts_.insert(script_.parts_.end(), draft.parts.begin(), draft.parts.end());
  script_.redirections_.insert(script_.redirections_.end(), draft.redirections.begin(), draft.redirections.end());
  open.last_command = offset32(script_.commands_.size());
  open.has_begun = true;
  open.next_join = ShellJoin::sequence;
  script_.commands_.push_back(command);
}

void ShellReader::set_join(ShellJoin join) {
  Open& open = open_.back();
  // A line break behind && or | does not part the commands.
  const bool waits = open.next_join == ShellJoin::and_then || open.next_join == ShellJoin::or_else ||
                     open.next_join == ShellJoin::pipe;
  if (join == ShellJoin::sequence && waits) return;
  open.next_join = join;
}

ShellScript read_shell(std::string_view text, ShellOptions options) { return ShellReader(text, options).read(); }

}  // namespace paritylint::manifest
