#include "tree/yaml_decode.h"

#include <algorithm>

#include "base/utf8.h"
#include "tree/yaml_scan.h"

namespace paritylint::tree {
namespace {

using base::offset32;

// Collects the value and the way back.
class Decoder {
 public:
  Decoder(std::string_view source, const YamlSpelling& spelling, std::string& out, std::vector<Piece>* pieces)
      : text_(source.substr(0, spelling.content.end)),
        spelling_(spelling),
        out_(out),
        pieces_(pieces),
        start_(out.size()),
        pos_(spelling.content.begin) {}

  void flow_scalar();
  void literal();
  void folded();

 private:
  bool at_end() const { return pos_ >= text_.size(); }
  bool at_break() const { return !at_end() && is_break(text_[pos_]); }
  std::uint32_t decoded_size() const { return offset32(out_.size() - start_); }

  void add_piece(std::uint32_t decoded_begin, Span source, bool is_whole) {
    if (pieces_ != nullptr) pieces_->push_back({{decoded_begin, decoded_size()}, source, is_whole});
  }
  // The bytes of `source` as they stand.
  void copy(Span source) {
    if (source.empty()) return;
    const std::uint32_t begin = decoded_size();
    out_ += base::slice(text_, source);
    add_piece(begin, source, false);
  }
  void replace(Span source, std::string_view with) {
    const std::uint32_t begin = decoded_size();
    out_ += with;
    add_piece(begin, source, true);
  }
  void copy_break() {
    const Span source = {pos_, skip_break(text_, pos_)};
    replace(source, "\n");
    pos_ = source.end;
  }
  // Fold the breaks from pos_ to the next line with something on it: a space for one, else one line feed for each but
  // the first. `keeps_space` is false behind an escaped break, which spells nothing.
  void fold_breaks(bool keeps_space);
  // Every break in [begin, end) as a line feed; the white space between them spells nothing.
  void copy_breaks(std::uint32_t begin, std::uint32_t end, bool skips_first);
  void escape();
  // Copy until a break, quote or escape needs a decision; returns true when it stopped at a break.
  bool copy_run();

  std::string_view text_;
  const YamlSpelling& spelling_;
  std::string& out_;
  std::vector<Piece>* pieces_;
  std::size_t start_;
  std::uint32_t pos_;
};

void Decoder::fold_breaks(bool keeps_space) {
  const Span first = {pos_, skip_break(text_, pos_)};
  const std::uint32_t line = skip_empty_lines(text_, pos_);
  pos_ = first.end;
  if (pos_ == line && keeps_space) replace(first, " ");
  while (pos_ < line) {
    pos_ = skip_blanks(text_, pos_);
    if (!at_break()) break;
    copy_break();
  }
  pos_ = skip_blanks(text_, line);
}

void Decoder::escape() {
  const YamlEscape escape = read_yaml_escape(text_, pos_);
  const Span source = {pos_, pos_ + escape.size};
  const std::uint32_t decoded_begin = decoded_size();
  base::append_utf8(out_, escape.value);
  add_piece(decoded_begin, source, true);
  pos_ = source.end;
}

bool Decoder::copy_run() {
  const std::uint32_t begin = pos_;
  const bool is_double = spelling_.style == Style::double_quoted;
  const bool is_single = spelling_.style == Style::single_quoted;
  std::uint32_t solid = begin;  // behind the last byte that is not blank
  for (; !at_end(); ++pos_) {
    const char c = text_[pos_];
    if (is_break(c)) {
      copy({begin, solid});
      return true;
    }
    if ((is_double && c == '\\') || (is_single && c == '\'')) break;
    if (!is_blank(c)) solid = pos_ + 1;
  }
  copy({begin, pos_});
  return false;
}

void Decoder::flow_scalar() {
  while (!at_end()) {
    if (copy_run()) {
      fold_breaks(true);
    } else if (at_end()) {
      return;
    } else if (text_[pos_] == '\'') {
      replace({pos_, pos_ + 2}, "'");
      pos_ += 2;
    } else if (pos_ + 1 < text_.size() && is_break(text_[pos_ + 1])) {
      ++pos_;
      fold_breaks(false);
    } else {
      escape();
    }
  }
}

void Decoder::literal() {
  while (!at_end()) {
    const std::uint32_t spaces = skip_spaces(text_, pos_) - pos_;
    pos_ += std::min(spaces, spelling_.indent);
    const std::uint32_t end = line_end(text_, pos_);
    copy({pos_, end});
    pos_ = end;
    if (at_break()) copy_break();
  }
}

void Decoder::copy_breaks(std::uint32_t begin, std::uint32_t end, bool skips_first) {
  for (pos_ = begin; pos_ < end;) {
    if (!at_break()) {
      ++pos_;
    } else if (skips_first) {
      skips_first = false;
      pos_ = skip_break(text_, pos_);
    } else {
      copy_break();
    }
  }
  pos_ = end;
}

void Decoder::folded() {
  bool has_text = false;
  bool was_spaced = false;            // the last line with text began with white space
  std::uint32_t breaks_begin = pos_;  // where the breaks behind the last line with text begin
  for (std::uint32_t line = pos_; line < text_.size();) {
    const std::uint32_t spaces = skip_spaces(text_, line) - line;
    const std::uint32_t begin = line + std::min(spaces, spelling_.indent);
    const std::uint32_t end = line_end(text_, begin);
    if (begin < end) {
      const bool is_spaced = is_blank(text_[begin]);
      const bool folds = has_text && !was_spaced && !is_spaced;
      if (folds && skip_break(text_, breaks_begin) == line) {
        replace({breaks_begin, line}, " ");
      } else {
        copy_breaks(breaks_begin, line, folds);
      }
      copy({begin, end});
      has_text = true;
      was_spaced = is_spaced;
      breaks_begin = end;
    }
    line = end < text_.size() ? skip_break(text_, end) : end;
  }
  copy_breaks(breaks_begin, offset32(text_.size()), false);
}

}  // namespace

void decode_yaml(std::string_view source, const YamlSpelling& spelling, std::string& out, std::vector<Piece>* pieces) {
  Decoder decoder(source, spelling, out, pieces);
  switch (spelling.style) {
    case Style::literal:
      return decoder.literal();
    case Style::folded:
      return decoder.folded();
    default:
      return decoder.flow_scalar();
  }
}

}  // namespace paritylint::tree
