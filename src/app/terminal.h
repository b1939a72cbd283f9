// What the streams can show.
#pragma once

#include <string>
#include <string_view>

#include "app/options.h"
#include "base/result.h"

namespace paritylint::app {

// Whether text on stdout gets colour: --color, then NO_COLOR, then CLICOLOR_FORCE and FORCE_COLOR, then CLICOLOR=0,
// then whether stdout is a terminal that is not dumb.
bool use_color(ColorChoice choice);

// Columns of the terminal on stdout, from COLUMNS or the terminal itself; 100 when it is none.
unsigned terminal_width();

// Write all of `text` to stdout or stderr. A pipe that was closed by its reader is success.
base::Result<void> write_stdout(std::string_view text);
void write_stderr(std::string_view text);

}  // namespace paritylint::app
