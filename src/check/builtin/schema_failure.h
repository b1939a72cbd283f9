// From what a validator says about a tree to what a person is told: which check, where, expected and found. Internal to
// the schema checks.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/closer.h"
#include "check/file_view.h"
#include "tree/json_schema.h"

namespace paritylint::check::builtin {

enum class SchemaCheck : std::uint8_t {
  unknown_field,
  wrong_case_field,
  wrong_type,
  invalid_value,
  out_of_range,
  invalid_format,
  missing_field,
};
constexpr std::size_t kSchemaChecks = 7;

// One place that does not fit.
struct SchemaFailure {
  SchemaCheck check = SchemaCheck::unknown_field;
  tree::Cursor at;                  // the value that it is about
  base::Span span = {};             // the region
  std::string field = {};           // what {key} of a message stands for: `"cpu"`, `the task definition`
  std::string expected = {};        // {atom}
  std::string value = {};           // the text that the region spells, decoded; secrets masked
  std::string found = {};           // {value}; secrets masked
  std::string hint = {};            // stands behind the message
  std::string cause = {};           // failures with one cause are one finding; empty: a finding of its own
  std::optional<Level> level = {};  // replaces the rule's
};

struct SchemaFailures {
  std::vector<SchemaFailure> shown;                        // at most kMaxReportedPlaces per check
  std::array<std::uint32_t, kSchemaChecks> left_out = {};  // by SchemaCheck: how many there are besides
};

// The failures that `violations` of `schema` come to: one per place, and of each chain of consequences the first. The
// texts that they quote from the file are masked by `closer`.
SchemaFailures schema_failures(const tree::JsonSchema& schema, const std::vector<tree::SchemaViolation>& violations,
                               const FileView& view, Closer& closer);

}  // namespace paritylint::check::builtin
