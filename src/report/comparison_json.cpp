// What `diff --format json` prints. Members are only ever added while `version` stays the same.
//
//   version     1, the version of this format
//   groups[]    the variants of one manifest
//     root        what to put before a path to name the file as the user did, or ""
//     set, kind   as `explain` prints them
//     columns[]   {label, environment, path, revision}, the strictest environment last; revision only where
//                 --ref named one
//     notes[]     sentences about the comparison itself
//     equal       number of places without a difference
//     rows[]      the places that statements are about
//       place       "containerDefinitions[web].environment[LOG_LEVEL]"
//       block       true for a mapping as a whole
//       cells[]     by column: state ("present", "absent", "covered": a block around it is absent), mechanism of a
//                   variable ("plain", "secret", else ""), value (of a scalar that is there, secrets masked), line and
//                   column (in code points) of the value or of the block that lacks it, pointer
//     statements[]  {class, level ("off": only shown), rows[], columns[] at fault, message, evidence, suppression};
//                   suppression only where a comment or the configuration accepts it: {kind ("inSource", "external"),
//                   justification, path, line}
#include "base/json_writer.h"
#include "report/comparison.h"

namespace paritylint::report {
namespace {

using session::ComparedCell;
using session::ComparedGroup;

std::string_view name(diff::CellState state) {
  switch (state) {
    case diff::CellState::absent:
      return "absent";
    case diff::CellState::covered:
      return "covered";
    case diff::CellState::present:
      return "present";
  }
  return {};
}

std::string_view name(diff::Mechanism mechanism) {
  switch (mechanism) {
    case diff::Mechanism::none:
      return "";
    case diff::Mechanism::plain:
      return "plain";
    case diff::Mechanism::secret:
      return "secret";
  }
  return {};
}

void write_numbers(base::JsonWriter& json, std::string_view key, std::span<const std::size_t> numbers) {
  json.key(key);
  json.begin_array();
  for (const std::size_t number : numbers) json.number(number);
  json.end_array();
}

void write_cell(base::JsonWriter& json, const ComparedCell& cell) {
  json.begin_object();
  json.member("state", name(cell.state));
  json.member("mechanism", name(cell.mechanism));
  json.member("value", cell.value);
  json.member("line", std::uint64_t{cell.location.begin.line});
  json.member("column", std::uint64_t{cell.location.begin.column_code_points});
  json.member("pointer", cell.location.pointer);
  json.end_object();
}

void write_columns(base::JsonWriter& json, const ComparedGroup& group) {
  json.key("columns");
  json.begin_array();
  for (const session::ComparedColumn& column : group.columns) {
    json.begin_object();
    json.member("label", column.label);
    json.member("environment", column.environment);
    json.member("path", column.path);
    if (!column.revision.empty()) json.member("revision", column.revision);
    json.end_object();
  }
  json.end_array();
}

void write_rows(base::JsonWriter& json, const ComparedGroup& group) {
  json.key("rows");
  json.begin_array();
  for (const session::ComparedRow& row : group.rows) {
    json.begin_object();
    json.member("place", row.place);
    json.member("block", row.is_block);
    json.key("cells");
    json.begin_array();
    for (const ComparedCell& cell : row.cells) write_cell(json, cell);
    json.end_array();
    json.end_object();
  }
  json.end_array();
}

void write_suppression(base::JsonWriter& json, const check::Suppression& suppression) {
  json.key("suppression");
  json.begin_object();
  json.member("kind", suppression.in_source ? "inSource" : "external");
  json.member("justification", suppression.reason);
  json.member("path", suppression.path);
  json.member("line", std::uint64_t{suppression.line_1based});
  json.end_object();
}

void write_statements(base::JsonWriter& json, const ComparedGroup& group) {
  json.key("statements");
  json.begin_array();
  for (const check::DriftStatement& statement : group.statements) {
    json.begin_object();
    json.member("class", check::name(statement.drift_class));
    json.member("level", statement.level == check::Level::off ? "off" : check::name(statement.level));
    write_numbers(json, "rows", statement.rows);
    write_numbers(json, "columns", statement.columns);
    json.member("message", statement.message);
    json.member("evidence", statement.evidence);
    if (statement.suppression) write_suppression(json, *statement.suppression);
    json.end_object();
  }
  json.end_array();
}

void write_group(base::JsonWriter& json, const ComparedRoot& root, const ComparedGroup& group) {
  json.begin_object();
  json.member("root", root.root->display_prefix);
  json.member("set", group.set);
  json.member("kind", manifest::info(group.kind).id);
  write_columns(json, group);
  json.key("notes");
  json.begin_array();
  for (const std::string& note : group.notes) json.string(note);
  json.end_array();
  json.member("equal", std::uint64_t{group.equal});
  write_rows(json, group);
  write_statements(json, group);
  json.end_object();
}

}  // namespace

std::string comparison_json(std::span<const ComparedRoot> roots) {
  std::string out;
  base::JsonWriter json(out);
  json.begin_object();
  json.member("version", std::uint64_t{1});
  json.key("groups");
  json.begin_array();
  for (const ComparedRoot& root : roots) {
    for (const ComparedGroup& group : root.comparisons->groups) write_group(json, root, group);
  }
  json.end_array();
  json.end_object();
  return out + "\n";
}

}  // namespace paritylint::report
