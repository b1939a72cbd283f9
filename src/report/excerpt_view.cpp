#include "report/excerpt_view.h"

#include <algorithm>

#include "base/lines.h"
#include "base/text.h"
#include "base/utf8.h"
#include "report/line_layout.h"

namespace paritylint::report {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kMinNumberWidth = 3;
constexpr std::size_t kMinSourceWidth = 20;
// A longer region is shown by its first and its last lines.
constexpr std::uint32_t kMaxLines = 6;
constexpr std::uint32_t kFirstLines = 3;
constexpr std::uint32_t kLastLines = 2;

std::string digits(std::uint32_t number) {
  std::string text;
  base::append_number(text, number);
  return text;
}

class ExcerptDrawing {
 public:
  ExcerptDrawing(std::string& out, const check::Location& location, const ExcerptOptions& options)
      : out_(out), location_(location), options_(options), text_(visible_text(location)), lines_(text_) {
    const std::uint32_t base = location.excerpt.bytes.end - base::offset32(text_.size());
    const auto relative = [&](std::uint32_t offset) {
      return std::min(offset - std::min(offset, base), base::offset32(text_.size()));
    };
    region_ = {relative(location.bytes.begin), relative(location.bytes.end)};
    first_line_ = lines_.line_of(region_.begin);
    last_line_ = region_.empty() ? first_line_ : lines_.line_of(region_.end - 1);
    const std::size_t gutter = gutter_width(location) + 3;
    available_ = std::max(options.width, gutter + kMinSourceWidth) - gutter;
  }

  void draw() { first_line_ == last_line_ ? draw_one_line() : draw_bracket(); }

 private:
  // A byte-order mark has no column.
  static std::string_view visible_text(const check::Location& location) {
    std::string_view text = location.excerpt.text;
    if (location.excerpt.bytes.begin == 0 && text.starts_with(kByteOrderMark))
      text.remove_prefix(kByteOrderMark.size());
    return text;
  }

  void draw_one_line() {
    const LineLayout layout(line_text(first_line_));
    const Columns region = layout.columns_of(region_in(first_line_));
    const Window window = window_of(layout, first_line_, region, available_);
    append_source(first_line_, "", window);
    const Columns marks = window.drawn(region);
    append_marks(std::string(marks.begin, ' ') + std::string(std::max<std::size_t>(marks.size(), 1), '^'));
  }

  void draw_bracket() {
    const std::size_t available = available_ - 2;
    const LineLayout first(line_text(first_line_));
    const Columns from = first.columns_of(region_in(first_line_));
    const Window first_window = window_of(first, first_line_, from, available);
    if (from.begin == first.indentation()) {
      append_source(first_line_, "/ ", first_window);
    } else {
      append_source(first_line_, "  ", first_window);
      append_marks(" " + std::string(first_window.drawn(from).begin + 1, '_') + "^", Label::no);
    }

    const bool is_cut = last_line_ - first_line_ + 1 > kMaxLines;
    for (std::uint32_t line = first_line_ + 1; line < last_line_; ++line) {
      if (is_cut && line == first_line_ + kFirstLines) {
        append_gutter("…", 1);
        append_colored("|");
        out_ += '\n';
        line = last_line_ - kLastLines;
        continue;
      }
      append_source(line, "| ", window_of(LineLayout(line_text(line)), line, {}, available));
    }

    const LineLayout last(line_text(last_line_));
    const Columns to = last.columns_of(region_in(last_line_));
    const Window last_window = window_of(last, last_line_, to, available);
    append_source(last_line_, "| ", last_window);
    append_marks("|" + std::string(std::max<std::size_t>(last_window.drawn(to).end, 1), '_') + "^");
  }

  std::string_view line_text(std::uint32_t line) const { return base::slice(text_, lines_.line_span(line)); }

  // The part of the region that stands in `line`, in bytes of the line.
  base::Span region_in(std::uint32_t line) const {
    const base::Span span = lines_.line_span(line);
    return {std::clamp(region_.begin, span.begin, span.end) - span.begin,
            std::clamp(region_.end, span.begin, span.end) - span.begin};
  }

  Window window_of(const LineLayout& layout, std::uint32_t line, Columns focus, std::size_t available) const {
    const check::Excerpt& excerpt = location_.excerpt;
    const bool cut_before = line == 1 && excerpt.begin.column_bytes > 1;
    const bool cut_after = line == lines_.line_count() && excerpt.cut_after;
    return layout.window(focus, available, cut_before, cut_after);
  }

  void append_gutter(std::string_view number, std::size_t number_columns) {
    out_ += options_.palette.gutter;
    out_.append(gutter_width(location_) - number_columns, ' ');
    out_ += number;
    out_ += " |";
    out_ += options_.palette.reset;
    out_ += ' ';
  }

  void append_colored(std::string_view marks) {
    if (marks.empty()) return;
    out_ += options_.mark_color;
    out_ += marks;
    if (!options_.mark_color.empty()) out_ += options_.palette.reset;
  }

  void append_source(std::uint32_t line, std::string_view bracket, const Window& window) {
    const std::string number = digits(location_.excerpt.begin.line + line - 1);
    append_gutter(number, number.size());
    append_colored(bracket);
    out_ += window.text;
    while (out_.ends_with(' ')) out_.pop_back();
    out_ += '\n';
  }

  enum class Label : bool { no, yes };

  // A line of marks; behind them, or on a line of its own when the room is short, what the region is.
  void append_marks(const std::string& marks, Label label = Label::yes) {
    append_gutter("", 0);
    append_colored(marks);
    const std::string name = label == Label::yes ? base::printable(location_.display_path) : std::string();
    if (!name.empty()) {
      if (marks.size() + 1 + base::display_width(name) > available_) {
        out_ += '\n';
        append_gutter("", 0);
      } else {
        out_ += ' ';
      }
      out_ += options_.palette.label;
      out_ += name;
      out_ += options_.palette.reset;
    }
    out_ += '\n';
  }

  std::string& out_;
  const check::Location& location_;
  const ExcerptOptions& options_;
  std::string_view text_;
  base::LineTable lines_;
  base::Span region_;                             // in text_
  std::uint32_t first_line_ = 1, last_line_ = 1;  // of the region, in text_
  std::size_t available_ = 0;                     // columns for source
};

}  // namespace

std::size_t gutter_width(const check::Location& location) {
  const std::uint32_t last = std::max(location.end.line, location.excerpt.end.line);
  return 1 + std::max(kMinNumberWidth, digits(last).size());
}

void append_excerpt(std::string& out, const check::Location& location, const ExcerptOptions& options) {
  if (location.excerpt.text.empty()) return;
  ExcerptDrawing(out, location, options).draw();
}

}  // namespace paritylint::report
