#include "app/options.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <span>

#include "app/help.h"
#include "base/text.h"
#include "report/format.h"

namespace paritylint::app {
namespace {

constexpr unsigned kMaxJobs = 1024;
constexpr std::size_t kMaxReferences = 24;

constexpr std::array<std::pair<std::string_view, check::Level>, 3> kLevels = {
    {{"note", check::Level::note}, {"warning", check::Level::warning}, {"error", check::Level::error}}};

check::Level level_of(const std::string& name) {
  for (const auto& [known, level] : kLevels) {
    if (known == name) return level;
  }
  return check::Level::off;
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const report::FormatInfo& format : report::formats()) names.emplace_back(format.name);
  return names;
}

// What `paritylint rules` prints is documentation, and what `diff` prints are tables, in formats of their own.
std::vector<std::string> format_names_of(Command command) {
  if (command == Command::rules) return {"text", "json", "markdown"};
  if (command == Command::diff) return {"text", "json", "sarif", "markdown"};
  return format_names();
}

Stop usage_error(const std::string& message) {
  return {2, {}, "paritylint: " + message + "\nTry 'paritylint --help'.\n"};
}

// "a, b or c"
std::string listed(std::span<const std::string> names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += names[i];
  }
  return text;
}

// A check for CLI11: the value is one of `names`. Its message stands behind the option's name and a colon.
auto one_of(std::vector<std::string> names) {
  return [names = std::move(names)](const std::string& value) -> std::string {
    if (std::ranges::find(names, value) != names.end()) return {};
    const std::vector<std::string_view> known(names.begin(), names.end());
    return "expected " + listed(names) + ", not " + base::quoted(value) + base::did_you_mean(value, known);
  };
}

std::string check_jobs(const std::string& value) {
  unsigned jobs = 0;
  const char* const end = value.data() + value.size();
  const auto [rest, error] = std::from_chars(value.data(), end, jobs);
  if (error == std::errc() && rest == end && jobs <= kMaxJobs) return {};
  std::string message = "expected a number from 0 to ";
  base::append_number(message, kMaxJobs);
  return message + ", not " + base::quoted(value);
}

// The texts that CLI11 fills before they become Options.
struct Typed {
  std::string fail_on = "warning";
  std::string min_level = "warning";
  std::string color = "auto";
  std::vector<std::string> outputs;
  std::vector<std::string> references;
};

// Checks with a description of their own would show it in --help, so checks are plain functions.

// Which files are read, and from where.
void declare_input(CLI::App& cli, Options& options) {
  CLI::Option* const config =
      cli.add_option("--config", options.config_file, "Read FILE instead of paritylint.yaml at the root's top")
          ->type_name("FILE")
          ->check([](const std::string& file) {
            return file.empty() ? std::string("expects a file, not an empty name") : std::string();
          });
  cli.add_flag("--no-config", options.no_config, "Read no configuration")->excludes(config);
  cli.add_option("--stdin-filename", options.stdin_filename, "The name under which - is checked")->type_name("PATH");
  cli.add_flag("--tracked-only", options.tracked_only, "In git work trees, only files that git tracks");
  CLI::Option* files_from =
      cli.add_option("--files-from", options.files_from, "Check the paths in FILE, one a line; - is stdin");
  files_from->type_name("FILE");
  cli.add_flag("-0,--null", options.null_separated, "Names in --files-from end in NUL")->needs(files_from);
  cli.add_option("--rev", options.revision, "Check a revision instead of the work tree")->type_name("REF");
  cli.add_option("--git-dir", options.git_dir, "Check in this repository, bare or not")->type_name("DIR");
  cli.add_flag("--staged", options.staged, "Check what is staged for commit");
  cli.add_option("--since", options.since, "Report what came since the merge base with REF")->type_name("REF");
}

void declare_baseline(CLI::App& cli, Options& options) {
  const auto named = [](const std::string& file) {
    return file.empty() ? std::string("expects a file, not an empty name") : std::string();
  };
  CLI::Option* const baseline =
      cli.add_option("--baseline", options.baseline, "Show only what is not known in FILE, or graver");
  baseline->type_name("FILE")->check(named);
  cli.add_flag("--prune-baseline", options.prune_baseline, "Take out of it what no longer occurs")->needs(baseline);
  cli.add_option("--write-baseline", options.new_baseline, "Write all findings to FILE as known")
      ->type_name("FILE")
      ->check(named)
      ->excludes(baseline);
  cli.add_flag("--show-suppressed", options.include_suppressed, "Also write suppressed findings into SARIF");
}

void declare(CLI::App& cli, Options& options, Typed& typed) {
  cli.set_help_flag("-h,--help", "Print this help");
  cli.set_version_flag("-V,--version", "paritylint " PARITYLINT_VERSION, "Print the version");
  cli.add_option("PATH", options.paths, "Files, folders, or - for standard input");
  cli.add_option("--format", options.format, "Print " + listed(format_names()) + "; diff: markdown too")
      ->type_name("FORMAT")
      ->check(one_of(format_names_of(options.command)));
  cli.add_option("--output", typed.outputs, "Also write a file, whole or not at all; repeatable")
      ->type_name("FORMAT=FILE")
      ->allow_extra_args(false);
  cli.add_option("--fail-on", typed.fail_on, "Exit 1 from note, warning (default) or error; or never")
      ->type_name("LEVEL")
      ->check(one_of({"note", "warning", "error", "never"}));
  cli.add_option("--min-level", typed.min_level, "Show what is at least note, warning (default) or error")
      ->type_name("LEVEL")
      ->check(one_of({"note", "warning", "error"}));
  cli.add_option("--select", options.select, "Run only these rules or themes")
      ->type_name("RULE,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  cli.add_option("--ignore", options.ignore, "Do not run these rules or themes")
      ->type_name("RULE,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  cli.add_option("--rules", options.rule_folders, "Also use the rule files in DIR")
      ->type_name("DIR")
      ->allow_extra_args(false);
  declare_input(cli, options);
  declare_baseline(cli, options);
  cli.add_option("-j,--jobs", options.jobs, "Threads; by default one per core")->type_name("N")->check(check_jobs);
  cli.add_option("--color", typed.color, "Colour text: auto, always or never; auto by default")
      ->type_name("WHEN")
      ->check(one_of({"auto", "always", "never"}));
  cli.add_option("--env", options.environments, "With diff: only these environments")
      ->type_name("NAME,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  cli.add_option("--ref", typed.references, "With diff: a branch's files as ENV's; give several")
      ->type_name("ENV=REF")
      ->allow_extra_args(false);
  cli.add_flag("--all", options.all, "With diff: also what differs by nature");
  cli.add_flag("--sets", options.sets, "With explain: which files deploy one service together");
  cli.add_flag("-v,--verbose", options.verbose, "Say on stderr what was left out");
}

// "-j, --jobs N"
std::string usage_of(const CLI::Option& option) {
  std::string usage;
  for (const std::string& name : option.get_snames()) usage += "-" + name + ", ";
  for (const std::string& name : option.get_lnames()) usage += "--" + name;
  if (option.get_items_expected_max() > 0) usage += " " + option.get_type_name();
  return usage;
}

Stop help(const CLI::App& cli) {
  std::vector<OptionHelp> rows;
  for (const CLI::Option* option : cli.get_options()) {
    if (!option->get_positional()) rows.push_back({usage_of(*option), option->get_description()});
  }
  // CLI11 declares these two before all others.
  std::stable_partition(rows.begin(), rows.end(), [](const OptionHelp& row) {
    return !row.usage.ends_with("--help") && !row.usage.ends_with("--version");
  });
  return {0, help_text(rows), {}};
}

std::optional<Stop> accept_output(const std::string& output, std::vector<OutputFile>& outputs) {
  const std::size_t equals = output.find('=');
  OutputFile file{output.substr(0, equals), equals == std::string::npos ? std::string() : output.substr(equals + 1)};
  if (file.path.empty()) return usage_error("--output: expected FORMAT=FILE, not " + base::quoted(output));
  if (const std::string problem = one_of(format_names())(file.format); !problem.empty())
    return usage_error("--output: " + problem);
  if (file.path == "-")
    return usage_error("--output writes files; for standard output there is --format " + file.format);
  const auto path_of = [](const OutputFile& one) { return std::filesystem::path(one.path).lexically_normal(); };
  if (std::ranges::find(outputs, path_of(file), path_of) != outputs.end())
    return usage_error("--output: " + base::quoted(file.path) +
                       " is given twice, and the later would replace the earlier");
  outputs.push_back(std::move(file));
  return std::nullopt;
}

std::optional<Stop> accept_reference(const std::string& typed, std::vector<NamedRevision>& references) {
  const std::size_t equals = typed.find('=');
  NamedRevision named{typed.substr(0, equals), equals == std::string::npos ? std::string() : typed.substr(equals + 1)};
  if (named.environment.empty() || named.reference.empty())
    return usage_error("--ref: expected ENV=REF, as in prod=origin/main, not " + base::quoted(typed));
  if (std::ranges::find(references, named.environment, &NamedRevision::environment) != references.end())
    return usage_error("--ref: " + base::quoted(named.environment) + " is given twice");
  references.push_back(std::move(named));
  return std::nullopt;
}

// The branches of a comparison, and what does not go with them.
std::optional<Stop> accept_references(Options& options, const Typed& typed) {
  for (const std::string& one : typed.references) {
    if (auto stop = accept_reference(one, options.references)) return stop;
  }
  if (options.references.size() == 1) return usage_error("--ref: one branch has nothing to be compared with");
  if (options.references.size() > kMaxReferences)
    return usage_error("--ref: more than " + std::to_string(kMaxReferences) + " branches are no table any more");
  if (!options.references.empty() && !options.revision.empty())
    return usage_error("--rev is one revision and --ref several: give one of them");
  if (!options.references.empty() && !options.environments.empty())
    return usage_error("--ref names the environments to compare, so --env has nothing to choose");
  return std::nullopt;
}

// What the options that read git objects cannot mean together.
std::optional<Stop> accept_git(const CLI::App& cli, Options& options) {
  for (const char* name : {"--rev", "--git-dir", "--since"}) {
    if (cli.count(name) > 0 && cli.get_option(name)->as<std::string>().empty())
      return usage_error(std::string(name) + " needs a value");
  }
  const bool reads_objects = !options.revision.empty() || !options.git_dir.empty() || options.staged;
  const bool is_since = !options.since.empty();
  if (options.staged && !options.revision.empty())
    return usage_error("--rev and --staged are different contents: give one of them");
  if (options.staged && !options.git_dir.empty())
    return usage_error("--git-dir reads a revision and --staged the index of a work tree: give one of them");
  if (options.command == Command::rules && (reads_objects || is_since))
    return usage_error("rules reads no repository, so --rev, --git-dir, --staged and --since mean nothing to it");
  if (options.command == Command::explain && is_since)
    return usage_error("explain says how files are understood, which --since does not change");
  if ((reads_objects || is_since) && std::ranges::find(options.paths, "-") != options.paths.end())
    return usage_error("standard input is in no repository: - does not go with --rev, --git-dir, --staged and --since");
  if (!options.references.empty() && std::ranges::find(options.paths, "-") != options.paths.end())
    return usage_error("standard input is on no branch: - does not go with --ref");
  if (!options.git_dir.empty() && options.revision.empty() && options.references.empty()) options.revision = "HEAD";
  return std::nullopt;
}

// What writing a baseline cannot mean with what leaves findings out.
std::optional<Stop> accept_baseline(const Options& options) {
  if (options.since.empty()) return std::nullopt;
  if (!options.new_baseline.empty())
    return usage_error("--write-baseline writes all findings, of which --since leaves some out");
  if (options.prune_baseline)
    return usage_error("--prune-baseline needs all findings, of which --since leaves some out");
  return std::nullopt;
}

std::optional<Stop> accept(const CLI::App& cli, Options& options, const Typed& typed) {
  const CommandInfo& command = info(options.command);
  for (const std::string_view refused : command.refused) {
    if (cli.count(std::string(refused)) > 0)
      return usage_error(std::string(command.name) + " does not take " + std::string(refused));
  }
  if (options.command == Command::explain && options.format != "text" && options.format != "json")
    return usage_error("explain prints text or json, not " + options.format);
  if (options.command == Command::rules && options.format != "text" && !options.paths.empty() &&
      options.paths.front() == "test")
    return usage_error("rules test prints text, not " + options.format);
  options.fail_on = level_of(typed.fail_on);
  options.min_level = level_of(typed.min_level);
  options.color = typed.color == "always"  ? ColorChoice::always
                  : typed.color == "never" ? ColorChoice::never
                                           : ColorChoice::automatic;
  for (const std::string& output : typed.outputs) {
    if (auto stop = accept_output(output, options.outputs)) return stop;
  }
  return accept_references(options, typed);
}

// What CLI11 says about words that it cannot place, with the option that was meant.
Stop unknown_option(const CLI::App& cli) {
  const std::vector<std::string> unknown = cli.remaining();
  if (unknown.empty()) return usage_error("there is a word too many");
  const std::string word = unknown.front().substr(0, unknown.front().find('='));
  std::vector<std::string> names;
  for (const CLI::Option* option : cli.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  const std::vector<std::string_view> known(names.begin(), names.end());
  return usage_error("there is no option " + base::quoted(word) + base::did_you_mean(word, known));
}

std::vector<std::string_view> command_names() {
  std::vector<std::string_view> names;
  for (const CommandInfo& info : commands()) names.push_back(info.name);
  return names;
}

using PathExists = bool (*)(const std::string& path);

// The command that argv[1] names, or a suggestion when it is near one and no path.
std::variant<std::optional<Command>, Stop> command_of(const std::string& word, PathExists path_exists) {
  for (const CommandInfo& info : commands()) {
    if (word == info.name) return info.command;
  }
  if (word.starts_with('-') || path_exists(word)) return std::optional<Command>();
  const std::string suggestion = base::did_you_mean(word, command_names());
  if (suggestion.empty()) return std::optional<Command>();
  return usage_error("there is no file or command " + base::quoted(word) + suggestion);
}

// A command that stands behind options: it was taken for a path. Inside a revision a path need not be on the disk.
std::optional<Stop> misplaced_command(const Options& options, PathExists path_exists) {
  if (!options.revision.empty() || options.staged || options.paths.empty()) return std::nullopt;
  const std::vector<std::string_view> names = command_names();
  for (const std::string& path : options.paths) {
    if (path_exists(path)) continue;
    if (std::ranges::find(names, path) != names.end())
      return usage_error("there is no file " + base::quoted(path) + "; as a command it must be the first word");
    const std::string suggestion = base::did_you_mean(path, names);
    if (&path == &options.paths.front() && !suggestion.empty())
      return usage_error("there is no file or command " + base::quoted(path) + suggestion);
  }
  return std::nullopt;
}

}  // namespace

std::variant<Options, Stop> parse_options(int argc, const char* const* argv,
                                          bool (*path_exists)(const std::string& path)) {
  Options options;
  Typed typed;
  bool has_command = false;
  std::vector<std::string> words(argv + 1, argv + argc);
  if (!words.empty()) {
    if (words.front() == "help") words = {"--help"};
    auto command = command_of(words.front(), path_exists);
    if (Stop* stop = std::get_if<Stop>(&command)) return std::move(*stop);
    if (const auto named = std::get<0>(command)) {
      has_command = true;
      options.command = *named;
      words.erase(words.begin());
    }
  }
  CLI::App cli;
  declare(cli, options, typed);
  try {
    std::reverse(words.begin(), words.end());  // CLI11 takes them from the back
    cli.parse(words);
  } catch (const CLI::CallForHelp&) {
    return help(cli);
  } catch (const CLI::CallForVersion&) {
    return Stop{0, cli.version() + "\n", {}};
  } catch (const CLI::ExtrasError&) {
    return unknown_option(cli);
  } catch (const CLI::ParseError& error) {
    return usage_error(base::printable(error.what()));
  }
  if (auto stop = accept(cli, options, typed)) return *std::move(stop);
  if (auto stop = accept_git(cli, options)) return *std::move(stop);
  if (!has_command) {
    if (auto stop = misplaced_command(options, path_exists)) return *std::move(stop);
  }
  if (auto stop = accept_baseline(options)) return *std::move(stop);
  return options;
}

}  // namespace paritylint::app
