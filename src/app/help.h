// What --help prints, and the table of commands that it and the parser are made from.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/options.h"

namespace paritylint::app {

struct CommandInfo {
  std::string_view name;
  Command command;
  std::string_view arguments;
  std::string_view description;
  std::span<const std::string_view> refused;  // options that mean nothing to it
};

std::span<const CommandInfo> commands();
const CommandInfo& info(Command command);

// One option as --help shows it: "-j, --jobs N" and what it does.
struct OptionHelp {
  std::string usage;
  std::string description;
};

// The whole help, no line longer than 80 columns.
std::string help_text(std::span<const OptionHelp> options);

}  // namespace paritylint::app
