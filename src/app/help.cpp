#include "app/help.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace paritylint::app {
namespace {

constexpr std::size_t kWidth = 80;

// What only findings have.
constexpr std::array<std::string_view, 10> kFindingOptions = {"--env",
                                                              "--ref",
                                                              "--all",
                                                              "--output",
                                                              "--fail-on",
                                                              "--min-level",
                                                              "--baseline",
                                                              "--prune-baseline",
                                                              "--write-baseline",
                                                              "--show-suppressed"};
constexpr std::array<std::string_view, 4> kOtherOptions = {"--sets", "--env", "--ref", "--all"};
constexpr std::array<std::string_view, 16> kDiffOptions = {
    "--output",         "--min-level",  "--baseline", "--prune-baseline", "--write-baseline", "--show-suppressed",
    "--stdin-filename", "--files-from", "--null",     "--since",          "--select",         "--ignore",
    "--rules",          "--sets",       "--staged",   "--tracked-only"};
constexpr std::array<std::string_view, 16> kFileOptions = {"--ref",
                                                           "--output",
                                                           "--fail-on",
                                                           "--min-level",
                                                           "--stdin-filename",
                                                           "--jobs",
                                                           "--tracked-only",
                                                           "--files-from",
                                                           "--null",
                                                           "--sets",
                                                           "--env",
                                                           "--all",
                                                           "--baseline",
                                                           "--prune-baseline",
                                                           "--write-baseline",
                                                           "--show-suppressed"};

constexpr std::array<CommandInfo, 4> kCommands = {{
    {"check", Command::check, "[PATH...]", "Check files and folders, this folder by default", kOtherOptions},
    {"diff", Command::diff, "[PATH...]", "Compare environments, each other's files side by side", kDiffOptions},
    {"explain", Command::explain, "PATH...", "Say how files were understood: kind, set, binding", kFindingOptions},
    {"rules", Command::rules, "[NAME...]", "List or explain rules; `rules test DIR` runs examples", kFileOptions},
}};

constexpr std::string_view kBeginning =
    "paritylint checks AWS deploy manifests (ECS task definitions, CodeDeploy\n"
    "AppSpec, CodeBuild buildspec) for what ties them to one environment.\n"
    "\n"
    "Usage: paritylint [COMMAND] [OPTION...] [PATH...]\n"
    "\n"
    "Commands, as the first word; without one, check:\n";

constexpr std::string_view kEnd =
    "\n"
    "Examples:\n"
    "  paritylint . --output sarif=paritylint.sarif\n"
    "  paritylint diff --ref stg=origin/develop --ref prod=origin/main\n"
    "  git diff --name-only --relative -z main | paritylint --files-from - -0\n"
    "  paritylint - --stdin-filename taskdef.json < rendered.json\n"
    "\n"
    "Exit code: 0 nothing at or above --fail-on, 1 findings, 2 could not do the work.\n";

std::string usage(const CommandInfo& command) {
  return std::string(command.name) + " " + std::string(command.arguments);
}

// "  LEFT   description", the description wrapped into its own column.
void append_row(std::string& out, std::string_view left, std::size_t left_width, std::string_view description) {
  const std::size_t begin = left_width + 4;
  out.append("  ").append(left).append(left_width - left.size() + 1, ' ');
  std::size_t column = begin - 1;
  for (const std::string_view word : base::split(description, ' ')) {
    if (column + 1 + word.size() > kWidth) {
      out.append("\n").append(begin - 1, ' ');
      column = begin - 1;
    }
    out.append(" ").append(word);
    column += 1 + word.size();
  }
  out += '\n';
}

}  // namespace

std::span<const CommandInfo> commands() { return kCommands; }

const CommandInfo& info(Command command) { return *std::ranges::find(kCommands, command, &CommandInfo::command); }

std::string help_text(std::span<const OptionHelp> options) {
  std::string out(kBeginning);
  std::size_t width = 0;
  for (const OptionHelp& option : options) width = std::max(width, option.usage.size());
  for (const CommandInfo& command : kCommands) append_row(out, usage(command), width, command.description);
  out += "\nOptions:\n";
  for (const OptionHelp& option : options) append_row(out, option.usage, width, option.description);
  out += kEnd;
  return out;
}

}  // namespace paritylint::app
