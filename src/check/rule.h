// RuleRecord and RulePack: rules as flat constant data. The compiler in check/compile.h makes them from rule files,
// at build time for the embedded pack and at run time for --rules DIR.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "check/condition.h"
#include "check/finding.h"
#include "manifest/kind.h"
#include "tree/query_trie.h"

namespace paritylint::check {

enum class Confidence : std::uint8_t { low, medium, high };
std::string_view name(Confidence confidence);

// How far along a rule is. A preview rule runs only when it is selected by its id.
enum class Status : std::uint8_t { stable, preview, deprecated };
std::string_view name(Status status);

// Levels by binding: the rows of DESIGN.md 4a's table.
struct BindingLevels {
  Level shared = Level::off;
  Level single = Level::off;
  Level single_deployed = Level::off;  // single, and its set has a pipeline or an AppSpec
  Level variant = Level::off;
};

// What a finding's region is.
enum class Reported : std::uint8_t {
  value,    // the selected value; an object or a list by its label (check/subject.h)
  key,      // the name of the member that the selected value belongs to
  atom,     // each atom that a has_atom condition of the rule found in the value
  capture,  // what the named group `captured` of a pattern found in the value
};

// Which places in one file are one finding; the first is its primary location, the others are related.
enum class Grouping : std::uint8_t { place, account, value, file };

// What must be known about a file's surroundings before a rule speaks.
enum class Circumstance : std::uint8_t {
  any,
  several_regions,     // manifest::BoundManifest::several_regions
  several_partitions,  // manifest::BoundManifest::several_partitions
};

struct RuleRecord {
  std::string_view id;
  std::string_view theme;  // its folder
  std::string_view title;
  std::string_view message;  // template: see check/message.h
  std::string_view why;
  std::string_view instead;
  std::string_view help_line;    // first sentence of `instead`, or `help:` of the file
  std::string_view help_by_key;  // '\n'-separated lines KEY '\t' TEXT: help_line for the value of a member KEY
  std::string_view help_text;    // plain text for SARIF help.text
  std::string_view help_markdown;
  std::string_view sarif;  // a complete SARIF reportingDescriptor, compact JSON
  std::string_view since;
  std::string_view references;  // '\n'-separated
  std::string_view tags;        // '\n'-separated
  std::string_view supersedes;  // '\n'-separated rule ids
  std::string_view builtin;     // name of the C++ check; empty for a declarative rule
  Level severity = Level::warning;
  Confidence confidence = Confidence::high;
  Status status = Status::stable;
  std::uint8_t kinds = 0;   // bit per manifest::ManifestKind
  bool by_binding = false;  // levels below replace severity
  BindingLevels levels;
  Circumstance only_if = Circumstance::any;
  Reported reported = Reported::value;
  std::string_view captured;  // Reported::capture: the name of the group
  Grouping grouping = Grouping::place;
  bool in_values = true;
  bool in_keys = false;        // looks at member names
  bool in_comments = false;    // looks at comments; found there it is a note at most
  std::string_view not_under;  // '\n'-separated folder names: files below one are not judged
  std::uint32_t first_condition = 0, condition_count = 0;  // nested ones included
};

// Views of constant arrays, owned by whoever made them; they outlive every finding.
struct RulePack {
  std::span<const RuleRecord> rules;  // sorted by id
  std::span<const Condition> conditions;
  tree::QueryTrie selects;  // accept numbers index `rules`
};

// The parts of a '\n'-separated field.
template <class Visit>
void for_each_line(std::string_view lines, Visit&& visit) {
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    visit(lines.substr(0, end));
    lines = end == std::string_view::npos ? std::string_view() : lines.substr(end + 1);
  }
}

// The one line of help for the value of a member called `key`. Views the rule.
std::string_view help_line(const RuleRecord& rule, std::string_view key);

// The pack that was compiled into the program.
const RulePack& embedded_rules();

}  // namespace paritylint::check
