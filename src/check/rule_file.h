// RuleFile: one rule as its YAML file says it, typed and checked. The language is DESIGN.md section 4; rules/README.md
// explains it to the people who write rules.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "check/rule.h"
#include "tree/json_path.h"

namespace paritylint::check {

// A rule file's text. `path` is named in errors; the folder that holds the file is the rule's theme.
struct RuleSource {
  std::string path;
  std::string theme;
  std::string text;
  bool is_built_in = false;  // compiled into the program: may name a check in C++
};

// A condition with its parts. `row` is as in the compiled table but for what the compiler fills in: size and texts.
struct RuleCondition {
  Condition row;
  std::string text;
  std::string needed;
  std::vector<RuleCondition> parts;
  std::vector<std::string> groups;  // the named groups of a pattern
  std::uint32_t source_line = 1;
};

// The id of another rule, and where this one's file names it: path:line:column.
struct RuleReference {
  std::string id;
  std::string place;
};

// What an example's `findings:` list says of one finding.
struct ExpectedFinding {
  std::string at;                     // display path of the primary location; empty: not compared
  std::string file;                   // name of the example's file; empty: its first
  std::optional<std::uint32_t> line;  // 1-based, counted inside the block
  std::optional<Level> level;
  std::string text;               // the region's own text; empty: not compared
  std::uint32_t source_line = 1;  // where the rule file says so
};

// A small tree of files with what this rule has to say about it: nothing, for a good example.
struct RuleExample {
  struct File {
    std::string name;
    std::string text;
  };
  std::vector<File> files;
  std::vector<ExpectedFinding> findings;
  bool bad = false;
  std::uint32_t source_line = 1;
};

struct RuleFile {
  std::string path, theme;
  std::string id, title, message, why, instead, help, since, builtin;
  std::vector<std::pair<std::string, std::string>> help_by_key;  // another help for the value of a member of this name
  std::vector<std::string> tags, references, not_under;
  std::vector<RuleReference> supersedes;
  std::vector<tree::JsonPath> selects;
  std::vector<RuleCondition> conditions;
  Level severity = Level::warning;
  Confidence confidence = Confidence::high;
  Status status = Status::stable;
  std::uint8_t kinds = 0;
  bool by_binding = false;
  BindingLevels levels;
  Circumstance only_if = Circumstance::any;
  Reported reported = Reported::value;
  std::string captured;
  Grouping grouping = Grouping::place;
  bool in_values = true, in_keys = false, in_comments = false;
  std::vector<RuleExample> examples;
};

// Read one rule file. The error names every mistake in it, one per line: `path:line:column: what was expected`.
base::Result<RuleFile> read_rule_file(const RuleSource& source);

}  // namespace paritylint::check
