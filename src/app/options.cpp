#include "app/options.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <thread>

#include "base/text.h"
#include "report/format.h"

namespace paritylint::app {
namespace {

struct CommandInfo {
  std::string_view name;
  Command command;
  std::string_view description;
};

constexpr std::array kCommands = {
    CommandInfo{"check", Command::check, "Check deploy manifests in files and folders (the default command)"},
    CommandInfo{"explain", Command::explain, "Say how files were understood: kind, set, environment, binding"},
    CommandInfo{"rules", Command::rules, "List the rules, or explain one"},
};

constexpr std::string_view kFooter =
    "Commands (the first word; anything else is a path):\n"
    "  check [PATH...]     check files and folders, the current folder by default\n"
    "  explain FILE...     how a file was understood: kind, set, environment, binding\n"
    "  rules [ID...]       list the rules, or explain some\n"
    "\n"
    "Examples:\n"
    "  paritylint                                      check this folder\n"
    "  paritylint deploy/taskdef.json --min-level note\n"
    "  paritylint check . --output sarif=paritylint.sarif\n"
    "  paritylint --staged --since HEAD                what a commit would add\n"
    "  paritylint - --stdin-filename taskdef.json < rendered.json\n"
    "  git diff --name-only -z main | paritylint --files-from - -0\n"
    "\n"
    "Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 the work could not be done.";

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

Stop usage_error(const std::string& message) {
  return {2, {}, "paritylint: " + message + "\nTry 'paritylint --help'.\n"};
}

// The texts that CLI11 fills before they become Options.
struct Typed {
  std::string fail_on = "warning";
  std::string min_level = "warning";
  std::string color = "auto";
  std::vector<std::string> outputs;
};

void declare(CLI::App& cli, Options& options, Typed& typed) {
  cli.footer(std::string(kFooter));
  cli.set_version_flag("--version", "paritylint " PARITYLINT_VERSION);
  cli.add_option("PATH", options.paths, "Files, folders, or - for standard input");
  cli.add_option("--format", options.format, "Format on standard output")
      ->check(CLI::IsMember(format_names()))
      ->capture_default_str();
  cli.add_option("--output", typed.outputs, "Also write FORMAT=FILE; may be repeated")
      ->type_name("FORMAT=FILE")
      ->allow_extra_args(false);
  cli.add_option("--fail-on", typed.fail_on, "Exit with 1 from this level on")
      ->check(CLI::IsMember({"note", "warning", "error", "never"}))
      ->capture_default_str();
  cli.add_option("--min-level", typed.min_level, "Show findings from this level on")
      ->check(CLI::IsMember({"note", "warning", "error"}))
      ->capture_default_str();
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
  cli.add_option("-j,--jobs", options.jobs, "Threads, 0 for one per core")
      ->type_name("N")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  cli.add_option("--color", typed.color, "When to colour text")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  cli.add_flag("-v,--verbose", options.verbose, "Say on stderr what was found and left out");
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
  if (!options.git_dir.empty() && options.revision.empty()) options.revision = "HEAD";
  return std::nullopt;
}

std::optional<Stop> accept(Options& options, const Typed& typed) {
  options.fail_on = level_of(typed.fail_on);
  options.min_level = level_of(typed.min_level);
  options.color = typed.color == "always"  ? ColorChoice::always
                  : typed.color == "never" ? ColorChoice::never
                                           : ColorChoice::automatic;
  for (const std::string& output : typed.outputs) {
    const std::size_t equals = output.find('=');
    OutputFile file{output.substr(0, equals), equals == std::string::npos ? std::string() : output.substr(equals + 1)};
    if (file.path.empty()) return usage_error("--output expects FORMAT=FILE, not " + base::quoted(output));
    if (report::find_format(file.format) == nullptr) {
      const std::vector<std::string> names = format_names();
      const std::vector<std::string_view> known(names.begin(), names.end());
      std::string message = "--output: there is no format " + base::quoted(file.format);
      if (const auto near = base::nearest(file.format, known)) message += ", did you mean " + base::quoted(*near) + "?";
      return usage_error(message);
    }
    options.outputs.push_back(std::move(file));
  }
  return std::nullopt;
}

// The command that argv[1] names, or a suggestion when it is near one and no path.
std::variant<std::optional<Command>, Stop> command_of(const std::string& word,
                                                      bool (*path_exists)(const std::string&)) {
  std::vector<std::string_view> names;
  for (const CommandInfo& info : kCommands) {
    if (word == info.name) return info.command;
    names.push_back(info.name);
  }
  if (word.starts_with('-') || path_exists(word)) return std::optional<Command>();
  if (const auto near = base::nearest(word, names)) {
    return usage_error("there is no file or command " + base::quoted(word) + ", did you mean " + base::quoted(*near) +
                       "?");
  }
  return std::optional<Command>();
}

}  // namespace

std::variant<Options, Stop> parse_options(int argc, const char* const* argv,
                                          bool (*path_exists)(const std::string& path)) {
  Options options;
  Typed typed;
  std::vector<std::string> words(argv + 1, argv + argc);
  if (!words.empty()) {
    auto command = command_of(words.front(), path_exists);
    if (Stop* stop = std::get_if<Stop>(&command)) return std::move(*stop);
    if (const auto named = std::get<0>(command)) {
      options.command = *named;
      words.erase(words.begin());
    }
  }
  CLI::App cli(
      "Checks AWS deploy manifests (ECS task definitions, AppSpec, buildspec) for what ties them to one environment.",
      "paritylint");
  declare(cli, options, typed);
  try {
    std::reverse(words.begin(), words.end());  // CLI11 takes them from the back
    cli.parse(words);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) return usage_error(error.what());
    std::ostringstream out;
    std::ostringstream ignored;
    cli.exit(error, out, ignored);
    return Stop{0, out.str(), {}};
  }
  if (auto stop = accept(options, typed)) return *std::move(stop);
  if (auto stop = accept_git(cli, options)) return *std::move(stop);
  return options;
}

}  // namespace paritylint::app
