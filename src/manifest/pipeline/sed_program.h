// What a call of sed does to a text, as far as build scripts use it: s and d, with addresses. GNU sed's meaning.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/regex.h"
#include "manifest/pipeline/rendered_text.h"

namespace paritylint::manifest {

struct SedAddress {
  enum class Kind : std::uint8_t { none, line, last, pattern };
  Kind kind = Kind::none;
  std::size_t line = 0;  // 1-based
  std::string pattern;   // in the syntax of base::Regex
};

// A piece of a replacement: text, or what a group of the match holds (0: all of it).
struct SedPiece {
  std::string text;
  std::optional<std::size_t> group;
};

struct SedCommand {
  SedAddress first;
  SedAddress second;  // of a range
  bool is_negated = false;
  bool deletes = false;             // d; else s
  std::string written;              // the pattern as it stands in the script, symbols included
  std::string pattern;              // in the syntax of base::Regex
  std::optional<std::string> text;  // the pattern when it matches exactly this text: a placeholder, mostly
  std::vector<SedPiece> replacement;
  bool is_global = false;      // g
  bool is_case_kept = true;    // without I
  std::size_t occurrence = 1;  // the number among the flags
};

struct SedProgram {
  std::vector<SedCommand> commands;
  std::string opaque;  // why the program cannot be followed; "" when it can. Then `commands` are those before that.
};

// Read a script as it reaches sed (the shell's quotes are gone, unknown values are symbols) and append its commands.
void read_sed_script(std::string_view script, bool is_extended, SedProgram& program);

// A pattern of sed in the syntax of base::Regex; nothing when it has no equal there (back references).
std::optional<std::string> translate_sed_pattern(std::string_view pattern, bool is_extended);

// How often a command of a program found something in a text.
struct SedCount {
  std::size_t replaced = 0;     // matches, or deleted lines
  std::size_t passed_over = 0;  // lines on which a further match stayed for want of g
};

// Run it over `text`. `step` is noted as the author of what changes. The result of a program that is opaque, or that
// looks for an unknown text, is marked as inexact. One count for each command.
std::vector<SedCount> apply_sed(const SedProgram& program, std::uint32_t step, RenderedText& text);

}  // namespace paritylint::manifest
