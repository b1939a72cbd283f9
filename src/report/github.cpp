// GitHub's workflow commands, one line per finding: annotations beside the lines of a pull request.
//   ::error file=F,line=L,endLine=L,col=C,endColumn=E,title=RULE::message
// A step shows ten annotations of each level and drops the rest without a word, so the gravest come first and the last
// line says how many there are.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "report/writers.h"

namespace paritylint::report {
namespace {

constexpr std::size_t kMostOfOneLevel = 10;
// A runner cuts longer messages.
constexpr std::size_t kLongestMessage = 4000;

// What the runner unescapes: '%' and line breaks in messages, ':' and ',' in properties, too.
std::string escaped(std::string_view text, bool is_property) {
  std::string result;
  for (const char c : text) {
    const bool is_special = c == '%' || c == '\r' || c == '\n' || (is_property && (c == ':' || c == ','));
    if (!is_special) {
      result += c;
      continue;
    }
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    result += '%';
    result += kDigits[static_cast<unsigned char>(c) >> 4];
    result += kDigits[static_cast<unsigned char>(c) & 0xf];
  }
  return result;
}

std::string_view command_of(check::Level level) {
  return level == check::Level::error ? "error" : level == check::Level::warning ? "warning" : "notice";
}

void add_property(std::string& line, std::string_view name, std::size_t value) {
  line.append(",").append(name).append("=");
  base::append_number(line, value);
}

std::string message_of(const Report& report, const check::Finding& finding) {
  std::string text = base::printable(finding.message);
  for (const check::Location& related : finding.related) {
    text += "\n" + (related.message.empty() ? "see" : base::printable(related.message)) + ": " +
            base::printable(shown_path(report, finding, related));
    append_position(text, related.begin);
  }
  if (!finding.help.empty()) text += "\nhelp: " + base::printable(finding.help);
  base::abridge(text, kLongestMessage);
  return text;
}

std::string annotation(const Report& report, const check::Finding& finding) {
  std::string line = "::";
  line += command_of(finding.level);
  line += " file=" + escaped(base::printable(shown_path(report, finding, finding.primary)), true);
  const check::Location& at = finding.primary;
  add_property(line, "line", at.begin.line);
  // Of a region of several lines the runner drops the columns.
  const bool is_one_line = at.begin.line == at.end.line;
  add_property(line, "endLine", std::max(at.begin.line, at.end.line));
  if (is_one_line) {
    add_property(line, "col", at.begin.column_code_points);
    add_property(line, "endColumn", at.end.column_code_points);
  }
  line.append(",title=").append(finding.rule->id);
  return line + "::" + escaped(message_of(report, finding), false) + "\n";
}

std::string annotation(const Failure& failure) {
  std::string line = "::error ";
  if (!failure.path.empty()) {
    line += "file=" + escaped(base::printable(failure.path), true);
    if (failure.line_1based > 0) {
      add_property(line, "line", failure.line_1based);
      add_property(line, "col", failure.column_1based);
    }
    line += ",";
  }
  return line + "title=paritylint::" + escaped(base::printable(failure.message), false) + "\n";
}

}  // namespace

std::string write_github(const Report& report, const WriteOptions&) {
  std::string out;
  std::size_t left_out = 0;
  for (std::size_t i = 0; i < report.failures.size(); ++i) {
    if (i < kMostOfOneLevel)
      out += annotation(report.failures[i]);
    else
      ++left_out;
  }
  for (const check::Level level : {check::Level::error, check::Level::warning, check::Level::note}) {
    std::size_t shown = level == check::Level::error ? std::min(report.failures.size(), kMostOfOneLevel) : 0;
    for (const check::Finding& finding : report.findings) {
      if (finding.level != level) continue;
      // The last notice says what is left out.
      const std::size_t most = kMostOfOneLevel - (level == check::Level::note ? 1 : 0);
      if (shown < most) {
        out += annotation(report, finding);
        ++shown;
      } else {
        ++left_out;
      }
    }
  }
  if (left_out > 0) {
    out += "::notice title=paritylint::" + base::counted(left_out, "more finding is", "more findings are") +
           " not annotated here: see the log or the job summary\n";
  }
  return out;
}

}  // namespace paritylint::report
