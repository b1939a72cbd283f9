#include "app/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdlib>

#include "base/file.h"
#include "base/system_error.h"

namespace paritylint::app {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

bool is_set(const char* name) { return !environment(name).empty(); }
bool forces(const char* name) { return is_set(name) && environment(name) != "0"; }

}  // namespace

bool use_color(ColorChoice choice) {
  if (choice != ColorChoice::automatic) return choice == ColorChoice::always;
  if (is_set("NO_COLOR")) return false;
  if (forces("CLICOLOR_FORCE") || forces("FORCE_COLOR")) return true;
  if (environment("CLICOLOR") == "0") return false;
  return ::isatty(STDOUT_FILENO) != 0 && environment("TERM") != "dumb";
}

unsigned terminal_width() {
  constexpr unsigned kDefault = 100;
  const std::string_view columns = environment("COLUMNS");
  unsigned width = 0;
  if (std::from_chars(columns.data(), columns.data() + columns.size(), width).ec == std::errc() && width > 0)
    return width;
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return kDefault;
}

base::Result<void> write_stdout(std::string_view text) {
  const int error = base::write_all(STDOUT_FILENO, text);
  if (error == 0 || error == EPIPE) return {};
  return base::Error{base::ErrorCode::io, "cannot write to standard output: " + base::system_error_text(error)};
}

// Nothing is left to tell when stderr itself cannot be written.
void write_stderr(std::string_view text) { base::write_all(STDERR_FILENO, text); }

}  // namespace paritylint::app
