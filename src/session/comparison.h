// What a comparison of variants found out, closed: nothing of it needs the files any more.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "check/builtin/drift/drift.h"
#include "check/finding.h"
#include "manifest/kind.h"

namespace paritylint::session {

struct ComparedColumn {
  std::string label;  // its environment, or its path where two have one
  std::string environment;
  std::string path;      // root-relative
  std::string revision;  // that it was read from, as the user named it; empty for the files of the root
};

struct ComparedCell {
  diff::CellState state = diff::CellState::absent;
  diff::Mechanism mechanism = diff::Mechanism::none;
  std::string value;         // of a scalar that is there, secrets masked
  check::Location location;  // of the value; where it is absent, of the block that lacks it
  std::string line_hash;     // check::RawMatch's, of that location
};

struct ComparedRow {
  std::string place;
  diff::Subject subject = diff::Subject::field;
  bool is_block = false;
  std::vector<ComparedCell> cells;  // by column
};

// The place for people: "web: cpu" for containerDefinitions[web].cpu, because what every place of a kind begins with
// says nothing.
std::string short_place(std::string_view place);

// The variants of one manifest.
struct ComparedGroup {
  std::string set;  // the service's set
  manifest::ManifestKind kind = manifest::ManifestKind::taskdef;
  std::vector<ComparedColumn> columns;            // the strictest environment last
  std::vector<ComparedRow> rows;                  // those that statements are about
  std::vector<check::DriftStatement> statements;  // their rows are indices of `rows`
  std::vector<std::string> notes;                 // sentences about the comparison itself
  std::size_t equal = 0;                          // rows without a difference
};

struct Comparisons {
  std::vector<ComparedGroup> groups;
  std::vector<std::string> notes;  // sentences about files that could not be compared
};

struct CompareOptions {
  std::vector<std::string> environments;  // only these; empty: all
  std::vector<std::string> by_hand;  // root-relative files or folders that are each other's variants; empty: as bound
  bool only_reportable = false;      // leave out what has no level
};

}  // namespace paritylint::session
