// The text of `diff`: a group of variants after the other, in it the classes from the gravest on. What is to be acted
// on shows one line per environment with the place; what is only to be seen is a table with a column per environment
// where the terminal is wide enough.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "base/utf8.h"
#include "report/comparison.h"
#include "report/palette.h"

namespace paritylint::report {
namespace {

using check::DriftClass;
using check::DriftStatement;
using check::Level;
using session::ComparedCell;
using session::ComparedGroup;
using session::ComparedRow;

constexpr std::size_t kMostPlaces = 12;  // of one statement
constexpr std::size_t kIndent = 4;
constexpr std::size_t kCellIndent = 6;

std::string padded(std::string text, std::size_t width) {
  const std::size_t taken = base::display_width(text);
  if (taken < width) text.append(width - taken, ' ');
  return text;
}

// `text` in at most `width` columns, "…" where the end is left out.
std::string cut(const std::string& text, std::size_t width) {
  if (base::display_width(text) <= width) return text;
  std::string result;
  std::size_t taken = 1;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view one = rest.substr(0, base::decode_utf8(rest).size);
    taken += base::display_width(one);
    if (taken > width) break;
    result += one;
    rest.remove_prefix(one.size());
  }
  return result + "…";
}

// The end of a place tells more than its beginning.
std::string cut_front(const std::string& text, std::size_t width) {
  std::string result = text;
  while (base::display_width(result) + 1 > width && base::display_width(text) > width && !result.empty())
    result.erase(0, base::decode_utf8(result).size);
  return result.size() == text.size() ? result : "…" + result;
}

class TextComparison {
 public:
  TextComparison(const ComparisonOptions& options, std::string& out)
      : options_(options), palette_(options.color ? kColored : kPlain), out_(out) {}

  void write(const ComparedRoot& root, const ComparedGroup& group) {
    root_ = root.root;
    group_ = &group;
    label_width_ = 0;
    for (const session::ComparedColumn& column : group.columns)
      label_width_ =
          std::max(label_width_, std::min<std::size_t>(base::display_width(base::printable(column.label)), 30));
    if (!out_.empty()) out_ += '\n';
    write_head();
    std::vector<DriftStatement> shown = group.statements;
    std::size_t accepted = 0;
    if (!options_.all)
      accepted = std::erase_if(shown, [](const DriftStatement& one) { return one.suppression.has_value(); });
    std::size_t begin = 0;
    while (begin < shown.size()) {
      std::size_t end = begin;
      while (end < shown.size() && shown[end].drift_class == shown[begin].drift_class) ++end;
      write_class(std::span(shown).subspan(begin, end - begin));
      begin = end;
    }
    if (group.statements.empty()) out_ += "\n  no difference\n";
    if (accepted > 0) {
      out_ += '\n';
      sentence(0, base::counted(accepted, "difference is", "differences are") +
                      " accepted by comments or the configuration; --all shows " + (accepted == 1 ? "it" : "them"));
    }
  }

 private:
  std::string_view reset() const { return palette_.reset; }

  void line(std::size_t indent, const std::string& text, std::string_view color = {}) {
    out_.append(indent, ' ').append(color).append(cut(text, room(indent))).append(color.empty() ? "" : reset());
    out_ += '\n';
  }
  std::size_t room(std::size_t indent) const {
    const std::size_t width = std::max<std::size_t>(options_.width, 40);
    return width - std::min(indent, width - 20);
  }

  // A sentence, broken between words.
  void sentence(std::size_t indent, const std::string& text, std::string_view color = {}) {
    std::string current;
    for (const std::string_view word : base::split(text, ' ')) {
      if (!current.empty() && base::display_width(current) + 1 + base::display_width(word) > room(indent)) {
        line(indent, current, color);
        current.clear();
      }
      current += (current.empty() ? "" : " ") + std::string(word);
    }
    if (!current.empty()) line(indent, current, color);
  }

  void write_head() {
    const std::string set =
        group_->set == "." || group_->set.empty() ? std::string() : base::printable(group_->set) + ": ";
    line(0, set + std::string(manifest::info(group_->kind).title), palette_.path);
    for (const session::ComparedColumn& column : group_->columns) {
      line(2,
           padded(cut(base::printable(column.label), label_width_), label_width_) + "  " + file_name(*root_, column));
    }
    for (const std::string& note : group_->notes) sentence(2, note, palette_.label);
  }

  void write_class(std::span<const DriftStatement> statements) {
    const DriftClass drift_class = statements.front().drift_class;
    if (drift_class == DriftClass::parameter && !options_.all) {
      std::string text = "parameter: ";
      base::append_number(text, statements.size());
      text += statements.size() == 1 ? " row differs" : " rows differ";
      out_ += '\n';
      sentence(0, text + " only in environment words, accounts, regions and ids; --all shows " +
                      (statements.size() == 1 ? "it" : "them"));
      return;
    }
    out_ += '\n';
    std::string head(check::name(drift_class));
    line(0, head, palette_.rule);
    if (drift_class == DriftClass::pending)
      sentence(2, "a branch is ahead: " + label(group_->columns.size() - 1) + " is as it was when they parted",
               palette_.label);
    const std::vector<const ComparedRow*> table = table_rows(statements);
    const std::set<const ComparedRow*> in_table(table.begin(), table.end());
    write_table(table);
    const DriftStatement* before = nullptr;
    for (const DriftStatement& statement : statements) {
      if (in_table.contains(&row(statement, 0))) continue;
      const bool is_shown_only = statement.level == Level::off && !statement.suppression;
      if (is_shown_only && before != nullptr && before->level != Level::off) line(2, "only shown", palette_.label);
      if (before == nullptr || !says_the_same(*before, statement)) write_headline(statement);
      write_places(statement);
      before = &statement;
    }
  }

  const ComparedRow& row(const DriftStatement& statement, std::size_t index) const {
    return group_->rows[statement.rows[index]];
  }

  static std::string value(const ComparedCell& cell) {
    if (cell.state == diff::CellState::absent) return "-";
    if (cell.state == diff::CellState::covered) return "";
    return cell.value.empty() ? "there" : cell.value;
  }

  // What is only shown and short enough for a line with a column per environment.
  std::vector<const ComparedRow*> table_rows(std::span<const DriftStatement> statements) const {
    constexpr std::size_t kGap = 2;
    const std::size_t columns = group_->columns.size();
    std::vector<const ComparedRow*> rows;
    for (const DriftStatement& statement : statements) {
      if (statement.level != Level::off || statement.suppression || statement.rows.size() != 1) continue;
      const ComparedRow& one = row(statement, 0);
      const std::size_t place = std::min(base::display_width(shown_place(one)), room(kIndent) / 2);
      const std::size_t each = (room(kIndent) - place) / columns;
      const bool fits = std::ranges::all_of(
          one.cells, [&](const ComparedCell& cell) { return base::display_width(value(cell)) + kGap <= each; });
      if (fits && base::display_width(shown_place(one)) <= room(kIndent) / 2) rows.push_back(&one);
    }
    return rows;
  }

  void write_table(const std::vector<const ComparedRow*>& rows) {
    if (rows.empty()) return;
    std::size_t place = 0;
    std::vector<std::size_t> widths;
    for (std::size_t c = 0; c < group_->columns.size(); ++c)
      widths.push_back(std::min<std::size_t>(base::display_width(label(c)), 30));
    for (const ComparedRow* one : rows) {
      place = std::max(place, base::display_width(shown_place(*one)));
      for (std::size_t c = 0; c < widths.size(); ++c)
        widths[c] = std::max(widths[c], base::display_width(value(one->cells[c])));
    }
    std::string head(place, ' ');
    for (std::size_t c = 0; c < widths.size(); ++c) head += "  " + padded(cut(label(c), widths[c]), widths[c]);
    line(kIndent, trimmed(head), palette_.label);
    for (const ComparedRow* one : rows) {
      std::string text = padded(shown_place(*one), place);
      for (std::size_t c = 0; c < widths.size(); ++c) text += "  " + padded(value(one->cells[c]), widths[c]);
      line(kIndent, trimmed(text));
    }
  }

  static std::string shown_place(const ComparedRow& row) { return session::short_place(row.place); }

  static std::string trimmed(std::string text) {
    while (text.ends_with(' ')) text.pop_back();
    return text;
  }

  std::string label(std::size_t column) const { return base::printable(group_->columns[column].label); }

  // What the same environments lack, or write out, stands below one headline.
  static bool says_the_same(const DriftStatement& before, const DriftStatement& statement) {
    const bool may_join = statement.drift_class == DriftClass::missing ||
                          (statement.drift_class == DriftClass::drift && !statement.message.empty());
    return may_join && before.drift_class == statement.drift_class && before.level == statement.level &&
           !before.suppression && !statement.suppression && before.message == statement.message;
  }

  void write_headline(const DriftStatement& statement) {
    if (statement.suppression) {
      sentence(2, "accepted: " + base::printable(statement.message.empty() ? "differs" : statement.message),
               palette_.label);
      return;
    }
    if (!statement.message.empty() && statement.level != Level::off) {
      const std::string level = std::string(check::name(statement.level)) + ": ";
      sentence(2, level + base::printable(statement.message), palette_.of(statement.level));
    } else if (statement.level != Level::off) {
      line(2, std::string(check::name(statement.level)) + ": differs", palette_.of(statement.level));
    }
  }

  void write_places(const DriftStatement& statement) {
    const std::size_t shown = std::min(statement.rows.size(), kMostPlaces);
    for (std::size_t i = 0; i < shown; ++i) write_row(row(statement, i), statement, statement.rows.size() > 1);
    if (shown < statement.rows.size()) {
      std::string text = "and ";
      base::append_number(text, statement.rows.size() - shown);
      line(kIndent, text + " more places");
    }
    if (!statement.evidence.empty() && statement.drift_class != DriftClass::missing)
      sentence(kIndent, "because " + base::printable(statement.evidence), palette_.label);
    if (statement.suppression && !statement.suppression->reason.empty())
      sentence(kIndent, "accepted because " + base::printable(statement.suppression->reason), palette_.label);
  }

  // `brief`: one of several places of a statement, of which only what is at fault is shown.
  void write_row(const ComparedRow& one, const DriftStatement& statement, bool brief) {
    line(kIndent, cut_front(shown_place(one), room(kIndent)));
    const std::size_t begin = first_shown(one);
    for (std::size_t c = 0; c < one.cells.size(); ++c) {
      const ComparedCell& cell = one.cells[c];
      // What is only shown is nobody's fault.
      const bool is_at_fault =
          statement.level != Level::off && std::ranges::find(statement.columns, c) != statement.columns.end();
      if (cell.state == diff::CellState::covered || (brief && !is_at_fault && !statement.columns.empty())) continue;
      write_cell(cell, c, is_at_fault, begin);
    }
  }

  // Where values are too long for a line and begin alike, the byte from which on they are shown: a little before the
  // first difference.
  std::size_t first_shown(const ComparedRow& one) const {
    constexpr std::size_t kContext = 12;
    const std::size_t taken = kCellIndent + label_width_ + 4;
    const std::string* first = nullptr;
    std::size_t common = 0;
    bool is_long = false;
    for (const ComparedCell& cell : one.cells) {
      if (cell.state != diff::CellState::present) continue;
      is_long = is_long || base::display_width(cell.value) > room(taken);
      if (first == nullptr) {
        first = &cell.value;
        common = first->size();
        continue;
      }
      const std::size_t end = std::min(common, cell.value.size());
      common = static_cast<std::size_t>(
          std::mismatch(first->begin(), first->begin() + static_cast<std::ptrdiff_t>(end), cell.value.begin()).first -
          first->begin());
    }
    // Equal ones are as good from their beginning.
    if (first == nullptr || !is_long || common < room(taken) / 2 || common == first->size()) return 0;
    return base::leading(*first, common - kContext).size();
  }

  void write_cell(const ComparedCell& cell, std::size_t column, bool is_at_fault, std::size_t begin) {
    std::string text = (is_at_fault ? "> " : "  ") + padded(cut(label(column), label_width_), label_width_) + "  ";
    const bool is_absent = cell.state == diff::CellState::absent;
    const bool is_cut = !is_absent && begin > 0 && begin < cell.value.size();
    text += is_absent ? "(missing)" : is_cut ? "…" + cell.value.substr(begin) : value(cell);
    std::string place = base::printable(input::display_path(*root_, cell.location.path));
    place += ":";
    base::append_number(place, cell.location.begin.line);
    place += ":";
    base::append_number(place, cell.location.begin.column_code_points);
    const std::size_t available = room(kCellIndent);
    if (is_at_fault && base::display_width(text) + 2 + base::display_width(place) <= available) {
      line(kCellIndent, text + "  " + place);
      return;
    }
    line(kCellIndent, text);
    // The line and the column stand at its end.
    const std::size_t indent = kCellIndent + label_width_ + 4;
    if (is_at_fault) line(indent, cut_front(place, room(indent)));
  }

  const ComparisonOptions& options_;
  Palette palette_;
  std::string& out_;
  const input::Root* root_ = nullptr;
  const ComparedGroup* group_ = nullptr;
  std::size_t label_width_ = 0;
};

}  // namespace

std::string file_name(const input::Root& root, const session::ComparedColumn& column) {
  return base::printable(column.revision.empty() ? input::display_path(root, column.path)
                                                 : column.revision + ":" + column.path);
}

std::string comparison_text(std::span<const ComparedRoot> roots, const ComparisonOptions& options) {
  std::string out;
  TextComparison text(options, out);
  for (const ComparedRoot& root : roots) {
    for (const ComparedGroup& group : root.comparisons->groups) text.write(root, group);
  }
  return out;
}

}  // namespace paritylint::report
