// One line per finding, the same whatever the terminal:
//   path:line:column: level: message [rule-id]
// and one per failure:
//   path: error: message
#include "base/text.h"
#include "report/writers.h"

namespace paritylint::report {

std::string write_concise(const Report& report, const WriteOptions&) {
  std::string out;
  for (const check::Finding& finding : report.findings) {
    out += base::printable(shown_path(report, finding, finding.primary));
    append_position(out, finding.primary.begin);
    out += ": ";
    out += check::name(finding.level);
    out += ": ";
    out += base::printable(finding.message);
    out += " [";
    out += finding.rule->id;
    out += "]\n";
  }
  for (const Failure& failure : report.failures) {
    out += place_of(failure);
    // What concerns a whole root has no path.
    if (failure.line_1based == 0 && !failure.path.empty()) out += base::printable(failure.path) + ": ";
    out += "error: " + base::printable(failure.message) + "\n";
  }
  return out;
}

}  // namespace paritylint::report
