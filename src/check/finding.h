// Finding: a rule's statement about a span of a file. It is closed: everything that a report prints was copied out
// of source and tree, which are freed before the report is written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/lines.h"
#include "base/span.h"

namespace paritylint::check {

enum class Level : std::uint8_t { off, note, warning, error };
std::string_view name(Level level);

struct RuleRecord;  // check/rule.h

// A piece of the source around a finding. Long lines are cut, so `bytes` says which part of the file it is.
struct Excerpt {
  std::string text;  // the bytes of `bytes`, secrets overwritten by '*' of the same length
  base::Span bytes;
  base::Position begin, end;  // of `bytes`
  bool masked = false;        // text differs from the file
  bool cut_after = false;     // the last line goes on behind `bytes`
};

// A region of a file, in bytes and as people count.
struct Location {
  std::string path;  // relative to the root, with '/'
  base::Span bytes;
  base::Position begin, end;  // end is exclusive
  std::string snippet;        // the region's own text, masked like the excerpt
  bool snippet_masked = false;
  Excerpt excerpt;           // the whole lines around it, or a part of very long ones; contains the region
  std::string pointer;       // stable pointer (manifest/pointer.h); empty where the file has no tree
  std::string display_path;  // $.containerDefinitions[0].image; empty where the file has no tree
  std::string message;       // for a related location: what it is; lower case, no full stop
};

// A replacement of the bytes of `span` in the primary location's file by `text`.
struct Edit {
  base::Span span;
  std::string text;
  bool safe = false;
};

// Why a finding that holds is not reported.
struct Suppression {
  bool in_source = true;  // a comment in the file; else an entry of the configuration
  std::string reason;     // as somebody wrote it, secrets masked; may be empty
  std::string path;       // root-relative: where it is written
  std::uint32_t line_1based = 1;
};

// What a baseline knows of a finding; `none` where there is no baseline.
enum class BaselineState : std::uint8_t { none, added, updated, unchanged };
std::string_view name(BaselineState state);  // SARIF's words: "new", "updated", "unchanged"; "" for none

// What one place holds in one environment, for programs.
struct EnvironmentValue {
  std::string environment;  // what the comparison calls it: the environment, or the path where two have one
  std::string path;         // root-relative
  std::string revision;     // that it was read from, as the user named it; empty for the files of the root
  bool is_present = false;
  std::string value;  // of a scalar that is there, secrets masked; long ones without their middle
};

// What a finding about several environments stands on.
struct Difference {
  std::string_view drift_class;  // "leak": check::name of a DriftClass
  std::string evidence;          // why it is believed, a sentence without a full stop; may be empty
  struct Place {
    std::string place;  // "containerDefinitions[web].environment[LOG_LEVEL]"
    std::vector<EnvironmentValue> values;
  };
  std::vector<Place> places;
  std::size_t more_places = 0;  // that are left out of `places`
};

struct Finding {
  const RuleRecord* rule = nullptr;
  Level level = Level::warning;
  std::string root;     // display prefix of its root: prefix + path is the name to show
  std::string message;  // lower case, no full stop; user text is quoted and made printable
  std::string value;    // the text that the region names, decoded; masked when secret
  std::string help;     // what to write instead, one line; empty when the rule has none
  Location primary;
  std::vector<Location> related;
  std::uint32_t more_places = 0;          // further places, counted only; the message says how many
  std::vector<std::string> also_matches;  // ids of rules that this finding supersedes at the same value
  std::vector<Edit> edits;
  std::optional<Difference> difference;   // of rules that compare environments
  std::string fingerprint;                // "paritylint/v1": stable against moved and reformatted lines
  std::vector<std::string> other_places;  // fingerprints that its places have besides: what it would be known by alone
  std::string line_hash;                  // GitHub's primaryLocationLineHash of the primary line
  std::optional<Suppression> suppression;
  BaselineState baseline = BaselineState::none;
};

// True when any of its locations is in the file `path`.
bool is_located_in(const Finding& finding, std::string_view path);

// The order of all output: root, path, begin, end, rule id, message.
bool precedes(const Finding& a, const Finding& b);

}  // namespace paritylint::check
