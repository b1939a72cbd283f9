// Redirections and here-documents of ShellReader.
#include <algorithm>

#include "base/text.h"
#include "manifest/pipeline/shell_reader_parts.h"

namespace paritylint::manifest {
namespace {

using base::offset32;

struct RedirectionOperator {
  std::string_view text;
  RedirectionKind kind;
};

// Longer ones first.
constexpr RedirectionOperator kOperators[] = {
    {"<<<", RedirectionKind::here_string}, {"<<-", RedirectionKind::here_document},
    {"&>>", RedirectionKind::output_both}, {"<<", RedirectionKind::here_document},
    {">>", RedirectionKind::append},       {"&>", RedirectionKind::output_both},
    {">&", RedirectionKind::duplicate},    {"<&", RedirectionKind::duplicate},
    {">|", RedirectionKind::output},       {"<>", RedirectionKind::input},
    {"<", RedirectionKind::input},         {">", RedirectionKind::output}};

constexpr std::size_t kMostDigits = 3;

}  // namespace

// True when a redirection stood here. <( and >( begin substitutions of processes, which are words.
// NOLINTNEXTLINE(readability-function-size,readability-function-cognitive-complexity): one branch per operator
bool ShellReader::read_redirection(Draft& draft) {
  const std::size_t begin = at_;
  std::size_t digits = 0;
  while (digits < kMostDigits && base::is_digit(peek(digits))) ++digits;
  const char first = peek(digits);
  if (first != '<' && first != '>' && !(digits == 0 && first == '&' && peek(1) == '>')) return false;
  if (digits == 0 && peek(1) == '(' && first != '&') {
    ShellWord word{{offset32(begin), 0}, offset32(draft.parts.size()), 1};
    advance(2);
    if (open_.size() >= kDeepestShell) {
      add_part(draft, ShellPartKind::literal, ShellQuote::none, begin, text_.substr(begin, 2));
    } else {
      read_substitution(draft, ShellQuote::none, begin, ')');
    }
    word.span.end = offset32(at_);
    draft.words.push_back(word);
    return true;
  }
  Redirection redirection;
  for (std::size_t i = 0; i < digits; ++i)
    redirection.descriptor = redirection.descriptor * 10 + static_cast<std::uint32_t>(peek(i) - '0');
  advance(digits);
  std::string_view written;
  for (const RedirectionOperator& one : kOperators) {
    if (!written.empty() || !starts_with(one.text)) continue;
    written = one.text;
    redirection.kind = one.kind;
  }
  if (digits == 0) redirection.descriptor = written.front() == '<' ? 0 : 1;
  advance(written.size());
  skip_blanks();
  redirection.word = {{offset32(at_), offset32(at_)}, offset32(draft.parts.size()), 0};
  if (!at_end() && !ends_word(peek())) redirection.word = read_word_parts(draft);
  redirection.span = {offset32(begin), offset32(at_)};
  if (written == ">&" && redirection.word.part_count > 0) {
    const std::string_view target = base::slice(text_, redirection.word.span);
    if (!base::is_digit(target.front()) && target != "-") redirection.kind = RedirectionKind::output_both;
  }
  if (redirection.kind == RedirectionKind::here_document) {
    PendingDocument document;
    document.redirection = draft.redirections.size();
    document.strips_tabs = written == "<<-";
    for (std::uint32_t i = 0; i < redirection.word.part_count; ++i) {
      const ShellPart& part = draft.parts[redirection.word.first_part + i];
      document.is_raw = document.is_raw || part.quote != ShellQuote::none;
      document.delimiter += part.kind == ShellPartKind::literal ? script_.text(part) : base::slice(text_, part.span);
    }
    documents_.push_back(std::move(document));
  }
  draft.redirections.push_back(redirection);
  return true;
}

// Behind the line break: the bodies of the here-documents that the line began.
void ShellReader::read_documents() {
  std::vector<PendingDocument> documents;
  documents.swap(documents_);
  for (const PendingDocument& document : documents) {
    const ShellWord word = read_document(document);
    if (document.body != kNoShellIndex) {
      script_.bodies_[document.body].redirections[document.redirection].word = word;
    } else {
      script_.redirections_[document.redirection].word = word;
    }
  }
}

ShellWord ShellReader::read_document(const PendingDocument& document) {
  const std::size_t begin = at_;
  std::size_t text_end = end_;
  std::size_t after = end_;
  bool is_closed = false;
  for (std::size_t line = at_; line < end_ && !is_closed;) {
    const std::size_t line_end = std::min(text_.find('\n', line), end_);
    script_.steps_ += line_end - line + 1;
    std::string_view content = text_.substr(line, line_end - line);
    if (content.ends_with('\r')) content.remove_suffix(1);
    while (document.strips_tabs && content.starts_with('\t')) content.remove_prefix(1);
    if (content == document.delimiter) {
      is_closed = true;
      text_end = line;
      after = std::min(line_end + 1, end_);
    }
    line = line_end + 1;
  }
  if (!is_closed) script_.is_complete_ = false;
  Draft draft;
  const std::size_t outer_end = end_;
  end_ = text_end;
  const bool is_raw = document.is_raw || document_depth_ >= kDeepestHereDocument;
  ++document_depth_;
  read_document_text(draft, is_raw, document.strips_tabs);
  --document_depth_;
  end_ = outer_end;
  at_ = after;
  ShellWord word{{offset32(begin), offset32(text_end)}, offset32(script_.parts_.size()), offset32(draft.parts.size())};
  script_.parts_.insert(script_.parts_.end(), draft.parts.begin(), draft.parts.end());
  return word;
}

// Up to end_: literals and, unless it is raw, expansions. Quotes mean nothing here.
void ShellReader::read_document_text(Draft& draft, bool is_raw, bool strips_tabs) {
  const ShellQuote quote = is_raw ? ShellQuote::single_quoted : ShellQuote::double_quoted;
  const bool outer = in_backticks_;
  in_backticks_ = false;
  std::size_t begin = at_;
  const auto add = [&] { add_literal(draft, quote, begin, text_.substr(begin, at_ - begin)); };
  bool at_line_start = true;
  while (!at_end()) {
    const char c = peek();
    if (at_line_start && strips_tabs && c == '\t') {
      add();
      while (peek() == '\t') advance();
      begin = at_;
      at_line_start = false;
      continue;
    }
    at_line_start = c == '\n';
    if (at_expression() || (!is_raw && (c == '$' || c == '`'))) {
      add();
      begin = at_;
      if (read_expansion(draft, quote)) {
        begin = at_;
      } else {
        advance();
      }
    } else if (!is_raw && c == '\\' && peek(1) != '"') {
      add();
      read_escape(draft, ShellQuote::double_quoted);
      begin = at_;
    } else {
      advance();
    }
  }
  add();
  in_backticks_ = outer;
}

}  // namespace paritylint::manifest
