// The stream: directives, document markers, documents.
#include <algorithm>

#include "base/text.h"
#include "tree/yaml_parser.h"

namespace paritylint::tree {
namespace {

// Handles are looked for one by one; no document declares more than a few.
constexpr std::size_t kMaxTagHandles = 64;

// The next word at or behind `pos` on a line that ends at `end`; empty when there is none or a comment begins.
Span next_word(std::string_view text, std::uint32_t pos, std::uint32_t end) {
  const std::uint32_t begin = skip_blanks(text, pos);
  if (begin >= end || (text[begin] == '#' && begin > pos)) return {end, end};
  std::uint32_t word_end = begin;
  while (word_end < end && !is_blank(text[word_end])) ++word_end;
  return {begin, word_end};
}

// major.minor
bool is_version(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == text.size()) return false;
  const auto is_number = [](std::string_view part) { return std::all_of(part.begin(), part.end(), base::is_digit); };
  return is_number(text.substr(0, dot)) && is_number(text.substr(dot + 1));
}

}  // namespace

bool YamlParser::stream() {
  bool is_separated = true;  // at the start, or behind `...`: directives and a bare document may follow
  for (;;) {
    skip_gap();
    bool has_directives = false;
    if (is_separated && !directives(has_directives)) return false;
    if (at_end() && !has_directives) return true;
    const bool is_marker = !at_end() && at_document_marker();
    if (is_marker && at('.') && !has_directives) {
      if (!document_end_marker()) return false;
      is_separated = true;
      continue;
    }
    if (has_directives && !(is_marker && at('-')))
      return fail_here(ProblemCode::invalid_directive, "\"---\" behind a directive");
    if (!is_marker && !is_separated) return trailing_content();
    if (!document()) return false;
    is_separated = false;
  }
}

// Requires: pos_ stands at --- or at the first token of a bare document.
bool YamlParser::document() {
  const bool is_marked = at_document_marker();
  anchors_.clear();
  builder_.begin_document();
  pos_ = is_marked ? pos_ + 3 : line_start_;
  last_end_ = pos_;
  if (!block_node(-1, is_marked ? Place::marker_line : Place::document)) return false;
  builder_.end_document();
  tag_handles_.clear();
  has_yaml_directive_ = false;
  return true;
}

bool YamlParser::directives(bool& found) {
  while (at('%') && pos_ == line_start_) {
    found = true;
    if (!directive()) return false;
    skip_gap();
  }
  return true;
}

bool YamlParser::directive() {
  const std::uint32_t end = line_end(text_, pos_);
  Span name = next_word(text_, pos_ + 1, end);
  const std::string_view word = base::slice(text_, name);
  name.begin = pos_;
  const Span arguments = {name.end, end};
  if (word == "YAML") {
    if (!yaml_directive(name, arguments)) return false;
  } else if (word == "TAG") {
    if (!tag_directive(name, arguments)) return false;
  } else {
    pos_ = end;
  }
  return true;
}

bool YamlParser::yaml_directive(Span name, Span arguments) {
  const Span version = next_word(text_, arguments.begin, arguments.end);
  const Span more = next_word(text_, version.end, arguments.end);
  const std::string_view number = base::slice(text_, version);
  if (has_yaml_directive_) return fail(ProblemCode::invalid_directive, name, describe(name), "one %YAML directive");
  if (!is_version(number) || !number.starts_with("1.")) {
    return fail(ProblemCode::invalid_directive, version, describe(version), "a version such as 1.2");
  }
  if (!more.empty()) return fail(ProblemCode::invalid_directive, more, describe(more), "end of line");
  has_yaml_directive_ = true;
  pos_ = version.end;
  return true;
}

bool YamlParser::tag_directive(Span name, Span arguments) {
  const Span handle = next_word(text_, arguments.begin, arguments.end);
  const Span prefix = next_word(text_, handle.end, arguments.end);
  const Span more = next_word(text_, prefix.end, arguments.end);
  const std::string_view written = base::slice(text_, handle);
  if (!written.starts_with('!') || !written.ends_with('!') || prefix.empty() || !more.empty()) {
    return fail(ProblemCode::invalid_directive, name, describe(name), "%TAG !handle! prefix");
  }
  if (std::find(tag_handles_.begin(), tag_handles_.end(), written) != tag_handles_.end()) {
    return fail(ProblemCode::invalid_directive, handle, describe(handle), "each handle once");
  }
  if (tag_handles_.size() == kMaxTagHandles) {
    return fail(ProblemCode::invalid_directive, name, describe(name), at_most(kMaxTagHandles, "%TAG directives"));
  }
  tag_handles_.push_back(written);
  pos_ = prefix.end;
  return true;
}

// `...`, behind which only a comment may stand.
bool YamlParser::document_end_marker() {
  pos_ += 3;
  last_end_ = pos_;
  skip_gap();
  if (at_end() || gap_.crossed_line) return true;
  return fail_here(ProblemCode::unexpected_token, "end of line behind \"...\"");
}

// Something stands behind a document that is no new one.
bool YamlParser::trailing_content() {
  if (!gap_.crossed_line && is_value_mark(text_, pos_, false, false)) return unexpected_behind_value();
  const Tree& tree = result_->tree;
  const bool is_block = !tree.documents().empty() && tree.node(tree.documents().back()).style == Style::block;
  if (is_block && gap_.crossed_line) {
    return fail(ProblemCode::invalid_indentation, {line_start_, pos_}, describe(token_here()),
                "indentation as in the lines above");
  }
  return fail_here(ProblemCode::trailing_content, "end of file, or \"---\" before another document");
}

}  // namespace paritylint::tree
