// Running a program of sed over a text, line by line.
#include <algorithm>

#include "base/regex.h"
#include "base/text.h"
#include "manifest/pipeline/sed_program.h"
#include "manifest/pipeline/symbols.h"

namespace paritylint::manifest {
namespace {

using base::offset32;
using base::Regex;
using base::Span;

// An address with its pattern compiled. A range is on from a line that the first address names to one that the second
// does.
struct CompiledAddress {
  SedAddress address;
  std::optional<Regex> regex;
};

class CompiledCommand {
 public:
  explicit CompiledCommand(const SedCommand& command) : command_(command) {
    compile(command.first, first_);
    compile(command.second, second_);
    if (command.deletes || (command.text && !has_symbol(*command.text))) return;
    std::string pattern = command.pattern;
    if (!command.is_case_kept) pattern.insert(0, "(?i)");
    if (auto regex = Regex::compile_longest(pattern)) {
      regex_.emplace(std::move(*regex));
    } else {
      is_usable_ = false;
    }
  }

  const SedCommand& command() const { return command_; }
  bool is_usable() const { return is_usable_; }

  bool selects(std::string_view line, std::size_t number, bool is_last) {
    bool selected = true;
    if (first_.address.kind != SedAddress::Kind::none) selected = is_in_range(line, number, is_last);
    return selected != command_.is_negated;
  }

  // What to replace in a line, in bytes of it.
  void find(std::string_view line, std::vector<TextEdit>& edits, std::size_t& passed_over) const {
    std::size_t from = 0;
    std::size_t count = 0;
    std::size_t last_end = std::string_view::npos;
    while (from <= line.size()) {
      const std::vector<std::optional<Span>> groups = match(line, from);
      if (groups.empty()) return;
      const Span whole = *groups[0];
      // An empty match right behind another match is none.
      if (!(whole.empty() && whole.begin == last_end)) {
        ++count;
        const bool counts = count == command_.occurrence || (count > command_.occurrence && command_.is_global);
        if (counts) edits.push_back({whole, replacement(line, groups)});
        if (count > command_.occurrence && !command_.is_global) {
          ++passed_over;
          return;
        }
      }
      last_end = whole.end;
      from = whole.empty() ? whole.end + 1 : whole.end;
    }
  }

 private:
  void compile(const SedAddress& address, CompiledAddress& compiled) {
    compiled.address = address;
    if (address.kind != SedAddress::Kind::pattern) return;
    auto regex = Regex::compile_longest(address.pattern);
    if (regex) {
      compiled.regex.emplace(std::move(*regex));
    } else {
      is_usable_ = false;
    }
  }

  static bool names(const CompiledAddress& one, std::string_view line, std::size_t number, bool is_last) {
    switch (one.address.kind) {
      case SedAddress::Kind::none:
        return false;
      case SedAddress::Kind::line:
        return one.address.line == number;
      case SedAddress::Kind::last:
        return is_last;
      case SedAddress::Kind::pattern:
        return one.regex && one.regex->search(line).has_value();
    }
    return false;
  }

  bool is_in_range(std::string_view line, std::size_t number, bool is_last) {
    if (second_.address.kind == SedAddress::Kind::none) return names(first_, line, number, is_last);
    if (in_range_) {
      const bool is_line = second_.address.kind == SedAddress::Kind::line;
      if (is_line && number > second_.address.line) {
        in_range_ = false;
        return names(first_, line, number, is_last);
      }
      if (names(second_, line, number, is_last)) in_range_ = false;
      return true;
    }
    if (!names(first_, line, number, is_last)) return false;
    // A second line that is not behind the first ends the range at once.
    in_range_ = !(second_.address.kind == SedAddress::Kind::line && second_.address.line <= number);
    return true;
  }

  std::vector<std::optional<Span>> match(std::string_view line, std::size_t from) const {
    if (regex_) return regex_->search_groups(line, from);
    const std::size_t at = line.find(*command_.text, from);
    if (at == std::string_view::npos) return {};
    return {Span{offset32(at), offset32(at + command_.text->size())}};
  }

  std::string replacement(std::string_view line, const std::vector<std::optional<Span>>& groups) const {
    std::string text;
    for (const SedPiece& piece : command_.replacement) {
      text += piece.text;
      if (piece.group && *piece.group < groups.size() && groups[*piece.group])
        text += base::slice(line, *groups[*piece.group]);
    }
    return text;
  }

  const SedCommand& command_;
  CompiledAddress first_;
  CompiledAddress second_;
  std::optional<Regex> regex_;
  bool is_usable_ = true;
  bool in_range_ = false;
};

// One command over the whole text. sed runs all commands over one line after another: the same, as long as a command
// neither joins nor parts lines that a later one looks at.
SedCount apply(CompiledCommand& compiled, std::uint32_t step, RenderedText& text) {
  SedCount count;
  std::vector<TextEdit> edits;
  std::vector<TextEdit> in_line;
  const std::string_view bytes = text.bytes();
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    const std::string_view line = bytes.substr(begin, end - begin);
    const bool is_last = end + 1 >= bytes.size();
    if (compiled.selects(line, ++number, is_last)) {
      if (compiled.command().deletes) {
        edits.push_back({{offset32(begin), offset32(std::min(end + 1, bytes.size()))}, ""});
      } else {
        in_line.clear();
        compiled.find(line, in_line, count.passed_over);
        for (TextEdit& edit : in_line) {
          edit.span = {edit.span.begin + offset32(begin), edit.span.end + offset32(begin)};
          edits.push_back(std::move(edit));
        }
      }
    }
    begin = end + 1;
  }
  count.replaced = edits.size();
  text.edit(edits, step);
  return count;
}

bool has_line_break(const SedCommand& command) {
  return std::ranges::any_of(command.replacement,
                             [](const SedPiece& piece) { return piece.text.find('\n') != std::string::npos; });
}

bool counts_lines(const SedCommand& command) { return command.first.kind != SedAddress::Kind::none; }

}  // namespace

std::vector<SedCount> apply_sed(const SedProgram& program, std::uint32_t step, RenderedText& text) {
  std::vector<SedCount> counts(program.commands.size());
  bool moves_lines = false;
  for (std::size_t i = 0; i < program.commands.size(); ++i) {
    const SedCommand& command = program.commands[i];
    CompiledCommand compiled(command);
    if (!compiled.is_usable()) {
      text.add_doubt("a pattern of sed is not followed");
      continue;
    }
    if (has_symbol(command.written)) {
      text.add_doubt("sed looks for a text that is not known");
      continue;
    }
    if (moves_lines && (counts_lines(command) || !command.text))
      text.add_doubt("sed looks at lines that it has just made");
    counts[i] = apply(compiled, step, text);
    moves_lines = moves_lines || command.deletes || has_line_break(command);
  }
  if (!program.opaque.empty()) text.add_doubt("sed: " + program.opaque);
  return counts;
}

}  // namespace paritylint::manifest
