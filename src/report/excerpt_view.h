// The source lines of a location, drawn with line numbers and with carets under exactly its region:
//
//     8 |   "taskRoleArn": "arn:aws:iam::123456789012:role/app",
//       |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ $.taskRoleArn
//
// A region of several lines has a bracket at its side that leads to its first and its last character:
//
//     9 |       - |
//       |  _______^
//    10 | |       sed -i "s/A/B/" taskdef.json
//     … | |
//    20 | |       done
//       | |__________^ $.phases.build.commands[0]
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "check/finding.h"
#include "report/palette.h"

namespace paritylint::report {

struct ExcerptOptions {
  Palette palette;
  std::string_view mark_color;
  std::size_t width = 100;  // terminal columns; longer lines are cut around the region
};

// Columns before the " | " of each line, for what is written below the excerpt.
std::size_t gutter_width(const check::Location& location);

// Append the drawing, whole lines; nothing when the location carries no text.
void append_excerpt(std::string& out, const check::Location& location, const ExcerptOptions& options);

}  // namespace paritylint::report
