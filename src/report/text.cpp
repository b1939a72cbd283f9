// Text for people: each finding with its source lines, then the failures, then what it all adds up to.
#include <algorithm>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"
#include "report/excerpt_view.h"
#include "report/palette.h"
#include "report/writers.h"

namespace paritylint::report {
namespace {

constexpr std::size_t kMaxRelated = 5;
constexpr std::size_t kMinWidth = 40;
constexpr std::size_t kContinuation = 2;  // blanks before the further lines of a long message

class TextWriter {
 public:
  TextWriter(const Report& report, const WriteOptions& options)
      : report_(report),
        palette_(options.color ? kColored : kPlain),
        width_(std::max<std::size_t>(options.width, kMinWidth)) {}

  std::string write() && {
    for (const check::Finding& finding : report_.findings) append_finding(finding);
    for (const Failure& failure : report_.failures) {
      out_ += place_of(failure);
      append_colored(palette_.error, "error");
      out_ += ": " + base::printable(failure.message) + "\n";
    }
    append_summary();
    return std::move(out_);
  }

 private:
  void append_colored(std::string_view color, std::string_view text) {
    out_ += color;
    out_ += text;
    if (!color.empty()) out_ += palette_.reset;
  }

  void append_finding(const check::Finding& finding) {
    const std::string_view color = palette_.of(finding.level);
    std::string position;
    append_position(position, finding.primary.begin);
    const std::string path = base::printable(shown_path(report_, finding, finding.primary));
    append_colored(palette_.path, path);
    out_ += position + ": ";
    append_colored(color, check::name(finding.level));
    out_ += ": ";
    std::size_t column = base::display_width(path) + position.size() + check::name(finding.level).size() + 4;
    append_words(base::printable(finding.message), column, kContinuation);
    const std::string rule = "[" + std::string(finding.rule->id) + "]";
    append_gap(rule.size(), column, kContinuation);
    append_colored(palette_.rule, rule);
    out_ += '\n';
    append_excerpt(out_, finding.primary, {palette_, color, width_});
    append_related(finding);
    if (!finding.help.empty()) append_note(gutter_width(finding.primary), "help", base::printable(finding.help));
    out_ += '\n';
  }

  // Related places of one file that are the same thing share a line.
  void append_related(const check::Finding& finding) {
    const std::size_t shown = std::min(finding.related.size(), kMaxRelated);
    std::vector<bool> done(shown);
    for (std::size_t i = 0; i < shown; ++i) {
      if (done[i]) continue;
      const check::Location& first = finding.related[i];
      std::string places = base::printable(shown_path(report_, finding, first));
      append_position(places, first.begin);
      for (std::size_t j = i + 1; j < shown; ++j) {
        const check::Location& other = finding.related[j];
        if (other.path != first.path || other.message != first.message) continue;
        done[j] = true;
        places += ", ";
        std::string position;
        append_position(position, other.begin);
        places += position.substr(1);
      }
      const std::size_t gutter = gutter_width(finding.primary);
      append_note(gutter, first.message.empty() ? "also here" : base::printable(first.message), places);
    }
    if (shown < finding.related.size()) {
      out_.append(gutter_width(finding.primary), ' ');
      append_colored(palette_.gutter, " = ");
      out_ += "and " + base::counted(finding.related.size() - shown, "more place") + "\n";
    }
  }

  // A blank before a word of `width` columns, or a line break and `indentation` blanks when it does not fit.
  void append_gap(std::size_t width, std::size_t& column, std::size_t indentation) {
    if (column + 1 + width > width_) {
      out_ += '\n';
      out_.append(indentation, ' ');
      column = indentation;
    } else {
      out_ += ' ';
      ++column;
    }
    column += width;
  }

  // The words of `text`, the first one at `column`.
  void append_words(std::string_view text, std::size_t& column, std::size_t indentation) {
    bool is_first = true;
    for (const std::string_view word : base::split(text, ' ')) {
      const std::size_t width = base::display_width(word);
      if (is_first) {
        column += width;
      } else {
        append_gap(width, column, indentation);
      }
      out_ += word;
      is_first = false;
    }
  }

  // "    = label: text", the text wrapped at blanks and continued under its own beginning.
  void append_note(std::size_t gutter, std::string_view label, std::string_view text) {
    out_.append(gutter, ' ');
    append_colored(palette_.gutter, " = ");
    append_colored(palette_.path, label);
    out_ += ": ";
    const std::size_t indentation = std::min(gutter + 3 + base::display_width(label) + 2, width_ / 2);
    std::size_t column = indentation;
    append_words(text, column, indentation);
    out_ += '\n';
  }

  // "2 errors, 1 warning and 3 notes", each in its level's colour.
  void append_levels(const Counts& counts) {
    struct Part {
      std::size_t number;
      std::string_view noun, color;
    };
    std::vector<Part> parts = {{counts.errors, "error", palette_.error},
                               {counts.warnings, "warning", palette_.warning},
                               {counts.notes, "note", palette_.note}};
    std::erase_if(parts, [](const Part& part) { return part.number == 0; });
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i > 0) out_ += i + 1 == parts.size() ? " and " : ", ";
      append_colored(parts[i].color, base::counted(parts[i].number, parts[i].noun));
    }
  }

  void append_summary() {
    const Counts counts = count(report_);
    if (!report_.findings.empty()) {
      append_levels(counts);
      out_ += " in " + base::counted(counts.files, "file") + " (" + base::counted(report_.manifests, "manifest") +
              " checked";
      append_unreadable();
      out_ += ')';
    } else if (report_.manifests > 0) {
      // What is withheld was found all the same.
      out_ += report_.withheld_warnings > 0 ? "no errors in "
              : report_.withheld_notes > 0  ? "no errors or warnings in "
                                            : "no findings in ";
      out_ += base::counted(report_.manifests, "manifest");
      append_unreadable();
    } else {
      out_ += "no manifests checked";
    }
    if (!report_.failures.empty()) out_ += ", " + base::counted(report_.failures.size(), "failure");
    out_ += '\n';
    append_withheld();
    append_accepted();
  }

  // What was found and is accepted, so that nobody takes silence for absence.
  void append_accepted() {
    if (!report_.suppressed.empty()) out_ += base::counted(report_.suppressed.size(), "finding") + " suppressed\n";
    if (report_.unchanged > 0) out_ += base::counted(report_.unchanged, "finding") + " known to the baseline\n";
    if (report_.gone.empty()) return;
    const bool is_one = report_.gone.size() == 1;
    base::append_number(out_, report_.gone.size());
    out_ += is_one ? " entry of the baseline no longer occurs: --prune-baseline takes it out\n"
                   : " entries of the baseline no longer occur: --prune-baseline takes them out\n";
  }

  // Also where the finding that would say so was ignored.
  void append_unreadable() {
    if (report_.unreadable == 0) return;
    out_ += ", ";
    base::append_number(out_, report_.unreadable);
    out_ += " of them unreadable";
  }

  void append_withheld() {
    Counts withheld;
    withheld.warnings = report_.withheld_warnings;
    withheld.notes = report_.withheld_notes;
    const std::size_t number = withheld.warnings + withheld.notes;
    if (number == 0) return;
    append_levels(withheld);
    out_ += " withheld: --min-level ";
    out_ += withheld.notes > 0 ? "note" : "warning";
    out_ += number == 1 ? " shows it\n" : " shows them\n";
  }

  const Report& report_;
  Palette palette_;
  std::size_t width_;
  std::string out_;
};

}  // namespace

std::string write_text(const Report& report, const WriteOptions& options) {
  return TextWriter(report, options).write();
}

}  // namespace paritylint::report
