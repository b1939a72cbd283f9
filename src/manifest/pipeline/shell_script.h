// A shell script as a flat list of simple commands with exact spans: what shell_reader.h makes of a text. Nothing is
// executed or expanded; expansion with known values is expand.h.
//
// Spans are bytes of the text that was read. Where that text is a decoded value of a tree (a command in a buildspec),
// tree/source_span.h leads from there to the file.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace paritylint::manifest {

constexpr std::uint32_t kNoShellIndex = 0xffffffff;

enum class ShellPartKind : std::uint8_t {
  literal,       // text: without quotes and escapes
  variable,      // $X, ${X}, ${X:-d}, $1, $?: text is the name, `operation` what follows it inside of the braces
  substitution,  // $(...), `...`, <(...): `body` holds its commands
  arithmetic,    // $((...)) and (( ... ))
  expression,    // ${{ ... }} of a workflow: text is what stands between the braces, trimmed
  array,         // X=(a b)
};

enum class ShellQuote : std::uint8_t { none, single_quoted, double_quoted, escaped };

struct ShellPart {
  ShellPartKind kind = ShellPartKind::literal;
  ShellQuote quote = ShellQuote::none;  // `escaped` for one character behind a backslash outside of quotes
  base::Span span;                      // without the quotes around it; with the $ and braces of an expansion
  base::Span operation;                 // variable: ":-d" of ${X:-d}, "#" of ${#X}; empty for a plain one
  std::uint32_t text_offset = 0;        // in ShellScript's arena: use text()
  std::uint32_t text_size = 0;
  std::uint32_t body = kNoShellIndex;  // substitution: index of its body
};

// A word; its parts stand beside each other in the text. A word without parts is '' or "".
struct ShellWord {
  base::Span span;  // with quotes
  std::uint32_t first_part = 0;
  std::uint32_t part_count = 0;
};

enum class RedirectionKind : std::uint8_t {
  input,          // <
  output,         // > >|
  append,         // >>
  output_both,    // &> and >& file
  duplicate,      // 2>&1, <&3: the word is the number or "-"
  here_document,  // << and <<-: the word is the text, its indentation removed
  here_string,    // <<<
};

struct Redirection {
  RedirectionKind kind = RedirectionKind::output;
  std::uint32_t descriptor = 0;  // what it redirects: 0 input, 1 output, 2 errors
  base::Span span;               // operator and target; of a here-document without its body
  ShellWord word;                // the target; for a here-document its body
};

enum class ShellJoin : std::uint8_t {
  first,       // the first of its body
  sequence,    // ; or a line break
  and_then,    // &&
  or_else,     // ||
  pipe,        // | and |&
  background,  // & stands before it
};

enum class ShellHead : std::uint8_t {
  none,         // an ordinary command
  loop,         // for X in a b, select X in a b: the words stand as written
  alternative,  // case X in: the words stand as written
};

struct ShellCommand {
  base::Span span;                         // from its first word or redirection to its last
  std::uint32_t body = 0;                  // index into bodies
  std::uint32_t previous = kNoShellIndex;  // the command before it in the same body, which `join` speaks of
  ShellJoin join = ShellJoin::first;
  ShellHead head = ShellHead::none;
  bool is_negated = false;  // ! before it
  std::uint32_t first_word = 0;
  std::uint32_t word_count = 0;
  std::uint32_t first_redirection = 0;
  std::uint32_t redirection_count = 0;
};

enum class ShellBodyKind : std::uint8_t {
  script,
  condition,     // of if, elif, while and until
  then_branch,   // also of elif
  else_branch,   // of if
  loop,          // between do and done
  arm,           // of case
  group,         // { ... }
  subshell,      // ( ... )
  function,      // runs only when it is called: `name`
  substitution,  // $(...), `...`
};

struct ShellBody {
  ShellBodyKind kind = ShellBodyKind::script;
  std::uint32_t parent = kNoShellIndex;
  base::Span name;                         // function: the bytes of its name
  std::uint32_t opener = kNoShellIndex;    // loop and arm: index of the command with the head
  std::vector<Redirection> redirections;   // behind its end: done < file, } > file
  ShellJoin join = ShellJoin::first;       // how the whole compound is joined to what stands before it
  std::uint32_t previous = kNoShellIndex;  // the command before the compound
};

// Owns decoded text; views the source, which must outlive it. Commands stand in the order in which they run: those of
// a substitution before the command that uses them (those in a here-document's text behind it).
class ShellScript {
 public:
  std::string_view source() const { return source_; }
  std::span<const ShellCommand> commands() const { return commands_; }
  std::span<const ShellBody> bodies() const { return bodies_; }

  std::span<const ShellWord> words(const ShellCommand& command) const {
    return std::span(words_).subspan(command.first_word, command.word_count);
  }
  std::span<const ShellPart> parts(const ShellWord& word) const {
    return std::span(parts_).subspan(word.first_part, word.part_count);
  }
  std::span<const Redirection> redirections(const ShellCommand& command) const {
    return std::span(redirections_).subspan(command.first_redirection, command.redirection_count);
  }
  std::string_view text(const ShellPart& part) const {
    return std::string_view(arena_).substr(part.text_offset, part.text_size);
  }

  // False when a quote, a substitution, a compound or a here-document has no end, or one ends that never began.
  bool is_complete() const { return is_complete_; }
  // Bytes looked at while reading, for the test that reading is linear.
  std::uint64_t steps() const { return steps_; }

 private:
  friend class ShellReader;
  std::string_view source_;
  std::string arena_;
  std::vector<ShellCommand> commands_;
  std::vector<ShellBody> bodies_;
  std::vector<ShellWord> words_;
  std::vector<ShellPart> parts_;
  std::vector<Redirection> redirections_;
  bool is_complete_ = true;
  std::uint64_t steps_ = 0;
};

}  // namespace paritylint::manifest
