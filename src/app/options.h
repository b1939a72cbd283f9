// What the user typed, checked and typed. The only user of CLI11 is options.cpp.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "check/finding.h"

namespace paritylint::app {

enum class Command : unsigned char { check, diff, explain, rules };
enum class ColorChoice : unsigned char { automatic, always, never };

// FORMAT=FILE of --output.
struct OutputFile {
  std::string format;
  std::string path;
};

// ENV=REF of --ref.
struct NamedRevision {
  std::string environment;
  std::string reference;
};

struct Options {
  Command command = Command::check;
  std::vector<std::string> paths;  // check, explain: files and folders; rules: ids
  std::string format = "text";
  std::vector<OutputFile> outputs;
  check::Level fail_on = check::Level::warning;  // Level::off: never
  check::Level min_level = check::Level::warning;
  std::vector<std::string> select, ignore;
  std::vector<std::string> rule_folders;
  std::string config_file;  // --config: read instead of each root's own; empty: not given
  bool no_config = false;   // --no-config: read none
  std::string stdin_filename;
  std::string files_from;       // the file that names further paths, "-" for standard input; empty for none
  bool null_separated = false;  // the names in it end in zero bytes, not lines
  bool tracked_only = false;
  std::string revision;  // --rev; HEAD with --git-dir alone; empty: the files on the disk
  std::string git_dir;
  bool staged = false;
  std::string since;                // a revision; empty: all findings count
  std::string baseline;             // --baseline: known findings; empty: not given
  bool prune_baseline = false;      // take out of it what no longer occurs
  std::string new_baseline;         // --write-baseline: all findings are known from now on
  bool include_suppressed = false;  // in SARIF
  unsigned jobs = 0;
  ColorChoice color = ColorChoice::automatic;
  bool verbose = false;
  std::vector<std::string> environments;  // diff: only these; empty: all
  std::vector<NamedRevision> references;  // diff: the branches to compare; empty: files are the variants
  bool all = false;                       // diff: also what differs by nature
  bool sets = false;                      // explain: the sets instead of the files
};

// The program ends here: --help, --version, or a mistake on the command line.
struct Stop {
  int exit_code = 0;
  std::string out;    // for stdout
  std::string error;  // for stderr
};

// Requires: argv[0] is the program's name. `path_exists` tells whether a word names a file or folder, so that a
// misspelt command is told from a path.
std::variant<Options, Stop> parse_options(int argc, const char* const* argv,
                                          bool (*path_exists)(const std::string& path));

}  // namespace paritylint::app
