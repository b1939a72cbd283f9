// The report as one JSON object; nothing that the program knows of a finding is left out. Members are only ever added
// while `version` stays the same.
//
//   version       1, the version of this format
//   tool          {name, version}
//   manifests     number of files checked
//   findings[]    in the order of all output: root, path, place, rule
//     rule           id
//     level          "note", "warning" or "error"
//     message        lower case, no full stop
//     value          the text that the region names, decoded; asterisks for a secret
//     help           what to write instead, or ""
//     root           what to put before `path` (also of related places) to name the file as the user did, or ""
//     path           relative to its root, with '/'
//     region         {start_line, start_column, end_line, end_column, start_column_utf16, end_column_utf16,
//                    byte_offset, byte_length}: from 1, the end is exclusive; columns count code points, or UTF-16
//                    units; bytes are those of the file. A byte-order mark has no column, but it has bytes.
//     pointer        stable pointer, "" in a file without a tree: /containerDefinitions/[name=web]/image
//     display_path   JSONPath, likewise: $.containerDefinitions[0].image
//     also_matches   ids of rules that found the same and gave way to this one
//     related[]      {message, path, region, pointer, display_path}
//     edits[]        {byte_offset, byte_length, text, safe}: replacements in the file at `path`
//     difference     only of rules that compare environments: {class, evidence, places[], more_places}; a place is
//                    {place, environments[]}, an environment {name, path, present, value}, secrets masked
//     fingerprint    the same for the same finding, also when lines move: what a baseline compares
//     line_hash      GitHub's primaryLocationLineHash
//     baseline       "new", "updated" (known with a lower level) or "unchanged" with --baseline, else ""
//   suppressed[]  findings that are accepted, with the same members and
//     suppression    {kind, justification, path, line}: "inSource", a comment, or "external", an entry of the
//                    configuration; where it is written; justification is "" when nobody gave one
//   gone[]        {root, path, rule, level, fingerprint}: entries of the baseline that no longer occur
//   failures[]    {path, line, column, message}: what could not be read; line 0 when no place in the file is meant
//   summary       {errors, warnings, notes, files, suppressed, unchanged}: counts of findings, and of files that have
//                 some; those that are suppressed, or unchanged since the baseline, count there only
#include "base/json_writer.h"
#include "report/difference.h"
#include "report/writers.h"

namespace paritylint::report {
namespace {

class JsonReport {
 public:
  explicit JsonReport(std::string& out) : json_(out) {}

  void write(const Report& report, const WriteOptions& options) {
    json_.begin_object();
    json_.member("version", std::uint64_t{1});
    json_.key("tool");
    json_.begin_object();
    json_.member("name", "paritylint");
    json_.member("version", options.version);
    json_.end_object();
    json_.member("manifests", std::uint64_t{report.manifests});
    array("findings", report.findings, [&](const check::Finding& finding) { write_finding(finding); });
    array("suppressed", report.suppressed, [&](const check::Finding& finding) {
      write_finding(finding);
      write_suppression(*finding.suppression);
    });
    array("gone", report.gone, [&](const check::BaselineEntry& entry) {
      json_.member("root", entry.root);
      json_.member("path", entry.path);
      json_.member("rule", entry.rule);
      json_.member("level", check::name(entry.level));
      json_.member("fingerprint", entry.fingerprint);
    });
    array("failures", report.failures, [&](const Failure& failure) {
      json_.member("path", failure.path);
      json_.member("line", std::uint64_t{failure.line_1based});
      json_.member("column", std::uint64_t{failure.column_1based});
      json_.member("message", failure.message);
    });
    write_summary(count(report, Known::left_out), report);
    json_.end_object();
  }

 private:
  // An array of objects whose members `write_members` writes.
  template <class Items, class Write>
  void array(std::string_view name, const Items& items, Write write_members) {
    json_.key(name);
    json_.begin_array();
    for (const auto& item : items) {
      json_.begin_object();
      write_members(item);
      json_.end_object();
    }
    json_.end_array();
  }

  void write_finding(const check::Finding& finding) {
    json_.member("rule", finding.rule->id);
    json_.member("level", check::name(finding.level));
    json_.member("message", finding.message);
    json_.member("value", finding.value);
    json_.member("help", finding.help);
    json_.member("root", finding.root);
    write_place(finding.primary);
    json_.key("also_matches");
    json_.begin_array();
    for (const std::string& id : finding.also_matches) json_.string(id);
    json_.end_array();
    array("related", finding.related, [&](const check::Location& related) {
      json_.member("message", related.message);
      write_place(related);
    });
    array("edits", finding.edits, [&](const check::Edit& edit) {
      write_bytes(edit.span);
      json_.member("text", edit.text);
      json_.member("safe", edit.safe);
    });
    if (finding.difference) {
      json_.key("difference");
      json_.begin_object();
      write_difference(json_, *finding.difference);
      json_.end_object();
    }
    json_.member("fingerprint", finding.fingerprint);
    json_.member("line_hash", finding.line_hash);
    json_.member("baseline", check::name(finding.baseline));
  }

  void write_suppression(const check::Suppression& suppression) {
    json_.key("suppression");
    json_.begin_object();
    json_.member("kind", suppression.in_source ? "inSource" : "external");
    json_.member("justification", suppression.reason);
    json_.member("path", suppression.path);
    json_.member("line", std::uint64_t{suppression.line_1based});
    json_.end_object();
  }

  void write_place(const check::Location& location) {
    json_.member("path", location.path);
    json_.key("region");
    json_.begin_object();
    json_.member("start_line", std::uint64_t{location.begin.line});
    json_.member("start_column", std::uint64_t{location.begin.column_code_points});
    json_.member("end_line", std::uint64_t{location.end.line});
    json_.member("end_column", std::uint64_t{location.end.column_code_points});
    json_.member("start_column_utf16", std::uint64_t{location.begin.column_utf16});
    json_.member("end_column_utf16", std::uint64_t{location.end.column_utf16});
    write_bytes(location.bytes);
    json_.end_object();
    json_.member("pointer", location.pointer);
    json_.member("display_path", location.display_path);
  }

  void write_bytes(base::Span span) {
    json_.member("byte_offset", std::uint64_t{span.begin});
    json_.member("byte_length", std::uint64_t{span.size()});
  }

  void write_summary(const Counts& counts, const Report& report) {
    json_.key("summary");
    json_.begin_object();
    json_.member("errors", std::uint64_t{counts.errors});
    json_.member("warnings", std::uint64_t{counts.warnings});
    json_.member("notes", std::uint64_t{counts.notes});
    json_.member("files", std::uint64_t{counts.files});
    json_.member("suppressed", std::uint64_t{report.suppressed.size()});
    json_.member("unchanged", std::uint64_t{report.unchanged});
    json_.end_object();
  }

  base::JsonWriter json_;
};

}  // namespace

std::string write_json(const Report& report, const WriteOptions& options) {
  std::string out;
  JsonReport(out).write(report, options);
  out += '\n';
  return out;
}

}  // namespace paritylint::report
