// The colours of text output: plain SGR sequences, or nothing at all.
#pragma once

#include <string_view>

#include "check/finding.h"

namespace paritylint::report {

struct Palette {
  std::string_view path, error, warning, note, rule, gutter, label, reset;

  std::string_view of(check::Level level) const {
    switch (level) {
      case check::Level::error:
        return error;
      case check::Level::warning:
        return warning;
      case check::Level::note:
      case check::Level::off:
        return note;
    }
    return note;
  }
};

constexpr Palette kPlain = {};
constexpr Palette kColored = {
    .path = "\x1b[1m",
    .error = "\x1b[1;31m",
    .warning = "\x1b[1;33m",
    .note = "\x1b[1;36m",
    .rule = "\x1b[35m",
    .gutter = "\x1b[34m",
    .label = "\x1b[2m",
    .reset = "\x1b[0m",
};

}  // namespace paritylint::report
