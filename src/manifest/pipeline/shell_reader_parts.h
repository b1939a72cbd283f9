// The inside of read_shell: shell_reader.cpp reads lists and compounds, shell_words.cpp words, redirections and
// here-documents. They call each other, for a word may hold a substitution and that again a list.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/pipeline/shell_reader.h"

namespace paritylint::manifest {

class ShellReader {
 public:
  ShellReader(std::string_view text, ShellOptions options) : text_(text), end_(text.size()), options_(options) {}

  ShellScript read();

 private:
  // A command while its words are read; nested commands are finished before it.
  struct Draft {
    ShellCommand command;
    std::vector<ShellWord> words;
    std::vector<ShellPart> parts;
    std::vector<Redirection> redirections;
    bool is_test = false;      // within [[ ... ]] operators are words
    bool is_function = false;  // NAME () was read; its body follows
    bool is_empty() const { return words.empty() && redirections.empty(); }
  };
  // An open body, with what the next command in it is joined by.
  struct Open {
    std::uint32_t body = 0;
    std::uint32_t last_command = kNoShellIndex;  // none behind a compound
    bool has_begun = false;                      // something was read in it
    ShellJoin next_join = ShellJoin::first;
  };
  struct PendingDocument {
    std::size_t redirection = 0;  // index into the redirections of the draft, then of the script or of `body`
    bool is_in_draft = true;
    std::uint32_t body = kNoShellIndex;
    std::string delimiter;
    bool is_raw = false;  // a quoted delimiter: nothing is expanded
    bool strips_tabs = false;
  };

  // shell_reader.cpp
  void read_list(char closer);
  bool step(Draft& draft, char closer);
  void read_operator(Draft& draft);
  void read_parenthesis(Draft& draft);
  bool read_keyword(Draft& draft);
  bool read_branch(std::string_view keyword);
  void read_head(Draft& draft, ShellHead head);
  void read_pattern();
  void begin_branch(ShellBodyKind kind);
  void begin_body(ShellBodyKind kind);
  bool close(ShellBodyKind kind);
  void close_through(std::size_t depth);
  void read_trailing_redirections(std::uint32_t body);
  void finish(Draft& draft);
  void store(Draft& draft);
  void set_join(ShellJoin join);
  bool expects_keyword(const Draft& draft) const { return draft.words.empty() && draft.redirections.empty(); }

  // shell_words.cpp
  void read_word(Draft& draft);
  ShellWord read_word_parts(Draft& draft);
  bool read_expansion(Draft& draft, ShellQuote quote);
  void read_braces(Draft& draft, ShellQuote quote);
  void read_arithmetic(Draft& draft, ShellQuote quote, std::size_t begin);
  void read_substitution(Draft& draft, ShellQuote quote, std::size_t begin, char closer);
  void read_expression(Draft& draft, ShellQuote quote);
  void read_array(Draft& draft);
  void read_single_quoted(Draft& draft);
  void read_ansi_quoted(Draft& draft);
  void read_double_quoted(Draft& draft);
  void read_escape(Draft& draft, ShellQuote quote);
  bool read_redirection(Draft& draft);
  void read_documents();
  ShellWord read_document(const PendingDocument& document);
  void read_document_text(Draft& draft, bool is_raw, bool strips_tabs);
  void add_part(Draft& draft, ShellPartKind kind, ShellQuote quote, std::size_t begin, std::string_view text);
  void add_literal(Draft& draft, ShellQuote quote, std::size_t begin, std::string_view text);

  // Looking at bytes. Nothing is ever looked at beyond end_.
  char peek(std::size_t ahead = 0) const { return at_ + ahead < end_ ? text_[at_ + ahead] : '\0'; }
  bool at_end() const { return at_ >= end_; }
  bool starts_with(std::string_view what) const { return text_.substr(at_, end_ - at_).starts_with(what); }
  void advance(std::size_t count = 1) {
    at_ += count;
    script_.steps_ += count;
  }
  bool at_expression() const { return options_.has_expressions && starts_with("${{"); }
  bool ends_word(char c) const;
  std::size_t skip_blanks();
  void skip_comment();

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;  // of what is being read: of the text or of a here-document's body
  ShellOptions options_;
  ShellScript script_;
  std::vector<Open> open_;
  std::vector<std::size_t> floors_;  // sizes of open_ where the substitutions that are being read began
  std::size_t too_deep_ = 0;         // compounds that were opened beyond the bound, with no body of their own
  std::vector<PendingDocument> documents_;
  bool in_backticks_ = false;
  bool in_array_ = false;
  bool expects_pattern_ = false;  // behind `case X in` and `;;`
  std::size_t document_depth_ = 0;
};

}  // namespace paritylint::manifest
