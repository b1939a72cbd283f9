// Texts in which some stretches are not known: the value of $X that nobody assigns, what a command prints.
//
// Such a text is an ordinary string in which one character of Unicode's plane 15 (private use) stands for each unknown
// stretch. So whatever works on characters (sed's patterns too) takes an unknown value for one character that it knows
// nothing of. Texts from outside that hold such characters are refused: has_symbol().
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace paritylint::manifest {

enum class SymbolKind : std::uint8_t {
  variable,      // a variable of the environment that no step assigns: name
  parameter,     // $1, $?
  substitution,  // what a command prints
  expression,    // ${{ ... }}: name is what stands inside
  choice,        // one of `choices`, in turn: the variable of a loop over known words
  runner_file,   // path of a file outside of the repository that an action has made: name as for an expression
  computed,      // ${X%.*}, $((1 + 2)), a variable that branches set differently
};

struct Symbol {
  SymbolKind kind = SymbolKind::variable;
  std::string name;                  // of the variable; else ""
  std::string spelling;              // for people: "${X}", "$(git rev-parse HEAD)"
  std::vector<std::string> choices;  // of SymbolKind::choice; may hold symbols themselves
};

using SymbolId = std::uint32_t;

class SymbolTable {
 public:
  // The text that stands for the symbol. Equal variables and expressions share one.
  std::string add(Symbol symbol);
  // The symbol; one without a name for a number that was never given.
  const Symbol& at(SymbolId id) const;
  std::size_t size() const { return symbols_.size(); }

  // `text` with the spelling of each symbol in its place.
  std::string spelled(std::string_view text) const;

 private:
  std::vector<Symbol> symbols_;
  std::map<std::string, SymbolId> shared_;  // of variables and expressions, by spelling
};

// Bytes of one symbol in a text.
constexpr std::size_t kSymbolSize = 4;

// The symbol that begins at `at`; nothing when there is none.
std::optional<SymbolId> symbol_at(std::string_view text, std::size_t at);
// Where the first symbol at `from` or behind it begins, or npos.
std::size_t find_symbol(std::string_view text, std::size_t from = 0);
inline bool has_symbol(std::string_view text) { return find_symbol(text) != std::string_view::npos; }

}  // namespace paritylint::manifest
