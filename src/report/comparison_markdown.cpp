// The Markdown of `diff`, for a pull request's comment or a job's summary: a section per service, in it a table of what
// somebody should look at, the gravest first, with a column per environment; what differs by nature is folded.
//
// A summary holds one megabyte, so rows are counted: first what is reported is written for all services, then what is
// folded, as far as there is room. What finds none is counted in the text.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "report/comparison.h"
#include "report/markdown_escape.h"

namespace paritylint::report {
namespace {

using check::DriftStatement;
using check::Level;
using session::ComparedCell;
using session::ComparedGroup;
using session::ComparedRow;

constexpr std::size_t kLongestCell = 120;  // code points
constexpr std::size_t kLongestSentence = 400;
constexpr std::size_t kMostPlaces = 12;  // of one statement
constexpr std::size_t kReserved = 2000;  // bytes for the last sentences

class MarkdownComparison {
 public:
  MarkdownComparison(std::size_t most_bytes, bool has_several_roots)
      : room_(most_bytes - std::min(most_bytes, kReserved)), has_several_roots_(has_several_roots) {}

  void add(const ComparedRoot& root, const ComparedGroup& group) {
    Part& part = parts_.emplace_back();
    part.root = &root;
    part.group = &group;
    for (const DriftStatement& statement : group.statements) {
      if (statement.level != Level::off) ++counts_[static_cast<std::size_t>(statement.level)];
    }
  }

  std::string write() {
    for (Part& part : parts_) write_reported(part);
    for (Part& part : parts_) {
      if (!part.text.empty()) write_folded(part);
    }
    std::string out = head();
    std::size_t left_out = 0;
    for (const Part& part : parts_) {
      out += part.text;
      left_out += part.text.empty() ? 1 : 0;
    }
    if (left_out > 0) out += "\n" + base::counted(left_out, "comparison") + " left out here for want of room.\n";
    return out;
  }

 private:
  struct Part {
    const ComparedRoot* root = nullptr;
    const ComparedGroup* group = nullptr;
    std::string text;
  };

  // Append `text` to `out` if there is room for it and for what must follow.
  bool append(std::string& out, const std::string& text, std::size_t following = 0) {
    if (text.size() + following > room_) return false;
    room_ -= text.size();
    out += text;
    return true;
  }

  std::string head() const {
    std::string text = "## Differences between environments\n\n";
    if (parts_.empty()) return text + "No manifest has variants for several environments.\n";
    std::string found;
    for (const auto& [level, word] :
         {std::pair{Level::error, "error"}, {Level::warning, "warning"}, {Level::note, "note"}}) {
      const std::size_t count = counts_[static_cast<std::size_t>(level)];
      if (count > 0) found += (found.empty() ? "" : ", ") + base::counted(count, word);
    }
    text += found.empty() ? "Nothing but what differs by nature" : found;
    return text + " in " + base::counted(parts_.size(), "comparison") + ".\n";
  }

  // The service, unless the part before is of the same one, and its files.
  std::string title(const Part& part) const {
    const ComparedGroup& group = *part.group;
    std::string text = "\n";
    const Part* const before = &part == parts_.data() ? nullptr : &part - 1;
    if (before == nullptr || before->root != part.root || before->group->set != group.set) {
      const std::string service = (has_several_roots_ ? part.root->root->display_prefix : std::string()) +
                                  (group.set.empty() ? "." : group.set);
      text += "### " + markdown_code(service, kLongestSentence) + "\n\n";
    }
    text.append("**").append(manifest::info(group.kind).title).append("**:");
    for (const session::ComparedColumn& column : group.columns) {
      text += (&column == &group.columns.front() ? " " : ", ") + label(column) + " ";
      text += markdown_code(file_name(*part.root->root, column), kLongestSentence);
    }
    text += "\n";
    for (const std::string& note : group.notes) text += "\nNote: " + markdown_text(note, kLongestSentence) + "\n";
    return text;
  }

  static std::string label(const session::ComparedColumn& column) { return markdown_text(column.label, kLongestCell); }

  static std::string table_head(const ComparedGroup& group, std::string_view first, std::string_view last) {
    std::string text = "\n|";
    std::string rule = "|";
    const auto add = [&](std::string_view name) {
      text.append(" ").append(name).append(" |");
      rule += "---|";
    };
    if (!first.empty()) add(first);
    add("place");
    for (const session::ComparedColumn& column : group.columns) add(label(column));
    if (!last.empty()) add(last);
    return text + "\n" + rule + "\n";
  }

  static std::string shown(const ComparedRow& row, std::size_t column, const DriftStatement& statement) {
    const ComparedCell& cell = row.cells[column];
    const bool is_at_fault =
        statement.level != Level::off && std::ranges::find(statement.columns, column) != statement.columns.end();
    std::string text;
    if (cell.state == diff::CellState::absent) {
      text = is_at_fault ? "missing" : "–";
    } else if (cell.state == diff::CellState::present) {
      text = row.is_block ? "there" : markdown_code(cell.value.empty() ? "\"\"" : cell.value, kLongestCell);
    }
    return is_at_fault && !text.empty() ? "<b>" + text + "</b>" : text;
  }

  static std::string cells(const ComparedGroup& group, const ComparedRow& row, const DriftStatement& statement) {
    std::string text = " " + markdown_code(session::short_place(row.place), kLongestCell) + " |";
    for (std::size_t c = 0; c < group.columns.size(); ++c) text += " " + shown(row, c, statement) + " |";
    return text;
  }

  static std::string reason(const DriftStatement& statement) {
    std::string text = statement.message.empty() ? "differs" : statement.message;
    if (!statement.evidence.empty()) text += ", because " + statement.evidence;
    return markdown_text(text, kLongestSentence);
  }

  // The lines of one statement in the table of what is reported.
  static std::string lines_of(const ComparedGroup& group, const DriftStatement& statement) {
    std::string text;
    const std::size_t places = std::min(statement.rows.size(), kMostPlaces);
    for (std::size_t i = 0; i < places; ++i) {
      const std::string level(check::name(statement.level));
      text += i > 0 ? "| |" : "| **" + std::string(check::name(statement.drift_class)) + "** (" + level + ") |";
      text += cells(group, group.rows[statement.rows[i]], statement);
      text += i > 0 ? " |\n" : " " + reason(statement) + " |\n";
    }
    if (places < statement.rows.size())
      text += "| | and " + base::counted(statement.rows.size() - places, "more place") + " |\n";
    return text;
  }

  void write_reported(Part& part) {
    constexpr std::size_t kClosing = 100;  // for the sentence about rows without room
    const ComparedGroup& group = *part.group;
    std::vector<const DriftStatement*> reported;
    for (const DriftStatement& statement : group.statements) {
      if (statement.level != Level::off && !statement.rows.empty()) reported.push_back(&statement);
    }
    if (!append(part.text, title(part), kClosing)) return;
    if (reported.empty()) {
      append(part.text, group.statements.empty() ? "\nNo difference.\n" : "\nNothing to look at.\n");
      return;
    }
    if (!append(part.text, table_head(group, "difference", "why"), kClosing)) {
      left_out(part.text, reported.size());
      return;
    }
    for (std::size_t i = 0; i < reported.size(); ++i) {
      if (append(part.text, lines_of(group, *reported[i]), kClosing)) continue;
      left_out(part.text, reported.size() - i);
      return;
    }
  }

  void left_out(std::string& out, std::size_t count) {
    append(out, "\n" + base::counted(count, "more difference") + " left out here for want of room.\n");
  }

  void write_folded(Part& part) {
    const std::vector<DriftStatement>& statements = part.group->statements;
    std::size_t begin = 0;
    while (begin < statements.size()) {
      std::vector<const DriftStatement*> folded;
      const check::DriftClass drift_class = statements[begin].drift_class;
      for (; begin < statements.size() && statements[begin].drift_class == drift_class; ++begin) {
        const DriftStatement& one = statements[begin];
        if (one.level == Level::off && !one.suppression && !one.rows.empty()) folded.push_back(&one);
      }
      if (!folded.empty()) write_details(part, check::name(drift_class), folded);
    }
    std::vector<const DriftStatement*> accepted;
    for (const DriftStatement& one : statements) {
      if (one.suppression && !one.rows.empty()) accepted.push_back(&one);
    }
    if (!accepted.empty()) write_details(part, "accepted", accepted);
  }

  void write_details(Part& part, std::string_view title, const std::vector<const DriftStatement*>& folded) {
    constexpr std::string_view kEnd = "\n</details>\n";
    constexpr std::size_t kClosing = 200;
    std::string text =
        "\n<details><summary>" + std::string(title) + ": " + base::counted(folded.size(), "place") + "</summary>\n";
    if (!append(part.text, text + table_head(*part.group, {}, {}), kClosing)) return;
    for (std::size_t i = 0; i < folded.size(); ++i) {
      const ComparedRow& row = part.group->rows[folded[i]->rows.front()];
      if (append(part.text, "|" + cells(*part.group, row, *folded[i]) + "\n", kClosing)) continue;
      left_out(part.text, folded.size() - i);
      break;
    }
    append(part.text, std::string(kEnd));
  }

  std::size_t room_;
  bool has_several_roots_;
  std::vector<Part> parts_;
  std::array<std::size_t, 4> counts_{};
};

}  // namespace

std::string comparison_markdown(std::span<const ComparedRoot> roots, std::size_t most_bytes) {
  MarkdownComparison markdown(most_bytes, roots.size() > 1);
  for (const ComparedRoot& root : roots) {
    for (const ComparedGroup& group : root.comparisons->groups) markdown.add(root, group);
  }
  return markdown.write();
}

}  // namespace paritylint::report
