// RuleRecord and RulePack: rules as flat constant data. The compiler in check/compile.h makes them from rule files,
// at build time for the embedded pack and at run time for --rules DIR.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "check/finding.h"
#include "manifest/atoms.h"
#include "manifest/kind.h"
#include "tree/query_trie.h"

namespace paritylint::check {

enum class Confidence : std::uint8_t { low, medium, high };
std::string_view name(Confidence confidence);

// Levels by binding: the rows of DESIGN.md 4a's table.
struct BindingLevels {
  Level shared = Level::off;
  Level single = Level::off;
  Level single_deployed = Level::off;  // single, and its set has a pipeline or an AppSpec
  Level variant = Level::off;
};

// One condition on a matched value. All conditions of a rule must hold.
struct Condition {
  enum class Kind : std::uint8_t {
    has_atom,  // an atom of `atom` that is evidence (check/engine.cpp says when)
    matches,   // regular expression `text` is found in the value
    one_of,    // the value is one of `texts`, which are '\n'-separated in `text`
    is_placeholder,
    is_type,  // `text` is string, number, boolean, null, object or array
  };
  Kind kind = Kind::has_atom;
  bool negated = false;
  manifest::AtomKind atom = manifest::AtomKind::account_id;
  manifest::AccountClass account_class = manifest::AccountClass::ordinary;  // of an account_id that counts
  std::string_view text;
};

// What a finding's region is.
enum class Reported : std::uint8_t {
  value,  // the selected value
  key,    // the name of the member that the selected value belongs to
  atom,   // each atom that the rule's first has_atom condition found in the value
};

// Which places in one file are one finding; the first is its primary location, the others are related.
enum class Grouping : std::uint8_t { place, account, value, file };

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
  std::uint8_t kinds = 0;   // bit per manifest::ManifestKind
  bool by_binding = false;  // levels below replace severity
  BindingLevels levels;
  Reported reported = Reported::value;
  Grouping grouping = Grouping::place;
  bool in_keys = false;        // also looks at member names
  bool in_comments = false;    // also looks at comments; found there it is a note at most
  std::string_view not_under;  // '\n'-separated folder names: files below one are not judged
  std::uint32_t first_condition = 0, condition_count = 0;
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
