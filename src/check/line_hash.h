// GitHub's primaryLocationLineHash: what code scanning recognises an alert by when lines move.
//
// The upload action computes it when a report has none, and warns about each one that differs from its own, so this
// is the same algorithm to the last detail (INTEGRATION.md 1.5): a rolling hash over the 100 UTF-16 units, blanks left
// out, that follow the start of the line, then the number of that hash's occurrence in the file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace paritylint::check {

// "9f2c1d0e8b7a6543:1" for each line of a whole file; index 0 is line 1. Lines are those of base::LineTable.
std::vector<std::string> line_hashes(std::string_view source);

// The hash of one line; stops reading soon behind it. Empty when the file has no such line.
std::string line_hash(std::string_view source, std::uint32_t line_1based);

}  // namespace paritylint::check
