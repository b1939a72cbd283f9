// One JSON object per line and finding, for jq, DuckDB and everything that appends: what a question about many
// repositories needs, flat. Members are only ever added.
//   rule, level, message, value, path (as the user would name it), line, column, end_line, end_column (from 1, in code
//   points, the end exclusive), pointer, display_path, fingerprint, baseline, related (number of other places)
// A failure is a row with the level "failure", path, line, column and message.
#include "base/json_writer.h"
#include "report/writers.h"

namespace paritylint::report {
namespace {

void write_row(base::JsonWriter& json, const Report& report, const check::Finding& finding) {
  json.begin_object();
  json.member("rule", finding.rule->id);
  json.member("level", check::name(finding.level));
  json.member("message", finding.message);
  json.member("value", finding.value);
  json.member("path", shown_path(report, finding, finding.primary));
  json.member("line", std::uint64_t{finding.primary.begin.line});
  json.member("column", std::uint64_t{finding.primary.begin.column_code_points});
  json.member("end_line", std::uint64_t{finding.primary.end.line});
  json.member("end_column", std::uint64_t{finding.primary.end.column_code_points});
  json.member("pointer", finding.primary.pointer);
  json.member("display_path", finding.primary.display_path);
  json.member("fingerprint", finding.fingerprint);
  json.member("baseline", check::name(finding.baseline));
  json.member("related", std::uint64_t{finding.related.size() + finding.more_places});
  json.end_object();
}

void write_row(base::JsonWriter& json, const Failure& failure) {
  json.begin_object();
  json.member("level", "failure");
  json.member("message", failure.message);
  json.member("path", failure.path);
  json.member("line", std::uint64_t{failure.line_1based});
  json.member("column", std::uint64_t{failure.column_1based});
  json.end_object();
}

}  // namespace

std::string write_ndjson(const Report& report, const WriteOptions&) {
  std::string out;
  for (const check::Finding& finding : report.findings) {
    base::JsonWriter json(out, base::JsonWriter::Layout::compact);
    write_row(json, report, finding);
    out += '\n';
  }
  for (const Failure& failure : report.failures) {
    base::JsonWriter json(out, base::JsonWriter::Layout::compact);
    write_row(json, failure);
    out += '\n';
  }
  return out;
}

}  // namespace paritylint::report
