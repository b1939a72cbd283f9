// GitLab's code quality report: an array of issues in Code Climate's form, of which GitLab reads description,
// check_name, fingerprint, severity and location. Failures are issues too, so that a merge request shows them.
#include "base/hash.h"
#include "base/json_writer.h"
#include "report/writers.h"

namespace paritylint::report {
namespace {

std::string_view severity_of(check::Level level) {
  switch (level) {
    case check::Level::error:
      return "major";
    case check::Level::warning:
      return "minor";
    case check::Level::note:
    case check::Level::off:
      break;
  }
  return "info";
}

struct Issue {
  std::string description;
  std::string_view check_name;
  std::string fingerprint;
  std::string_view severity;
  std::string path;
  std::uint32_t begin = 1, end = 1;  // lines from 1
};

void write_issue(base::JsonWriter& json, const Issue& issue) {
  json.begin_object();
  json.member("type", "issue");
  json.member("description", issue.description);
  json.member("check_name", issue.check_name);
  json.member("fingerprint", issue.fingerprint);
  json.member("severity", issue.severity);
  json.key("location");
  json.begin_object();
  json.member("path", issue.path);
  json.key("lines");
  json.begin_object();
  json.member("begin", std::uint64_t{issue.begin});
  json.member("end", std::uint64_t{issue.end});
  json.end_object();
  json.end_object();
  json.end_object();
}

}  // namespace

std::string write_gitlab(const Report& report, const WriteOptions&) {
  std::string out;
  base::JsonWriter json(out);
  json.begin_array();
  for (const check::Finding& finding : report.findings) {
    write_issue(json,
                {finding.message, finding.rule->id, base::to_hex(base::hash128(finding.root + finding.fingerprint)),
                 severity_of(finding.level), shown_path(report, finding, finding.primary), finding.primary.begin.line,
                 finding.primary.end.line});
  }
  for (const Failure& failure : report.failures) {
    const std::uint32_t line = failure.line_1based > 0 ? failure.line_1based : 1;
    write_issue(json, {failure.message, "failure", base::to_hex(base::hash128(failure.path + '\0' + failure.message)),
                       "blocker", failure.path.empty() ? "." : failure.path, line, line});
  }
  json.end_array();
  out += '\n';
  return out;
}

}  // namespace paritylint::report
