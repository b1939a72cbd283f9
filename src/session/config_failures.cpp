#include "session/config_failures.h"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "base/text.h"

namespace paritylint::session {
namespace {

// Reads `path:line:column: message`; nothing when the line has no such place.
std::optional<ReadFailure> placed_failure(std::string_view line) {
  for (std::size_t colon = line.find(':'); colon != std::string_view::npos; colon = line.find(':', colon + 1)) {
    ReadFailure failure;
    const char* const end = line.data() + line.size();
    const auto [after_line, line_error] = std::from_chars(line.data() + colon + 1, end, failure.line_1based);
    if (line_error != std::errc() || after_line == end || *after_line != ':') continue;
    const auto [after, column_error] = std::from_chars(after_line + 1, end, failure.column_1based);
    const std::string_view rest(after, static_cast<std::size_t>(end - after));
    if (column_error != std::errc() || !rest.starts_with(": ")) continue;
    failure.path = line.substr(0, colon);
    failure.message = rest.substr(2);
    return failure;
  }
  return std::nullopt;
}

}  // namespace

void add_config_failures(const base::Error& error, std::vector<ReadFailure>& failures) {
  for (const std::string_view line : base::split(error.message, '\n')) {
    std::optional<ReadFailure> placed;
    if (error.code == base::ErrorCode::invalid_config) placed = placed_failure(line);
    failures.push_back(placed ? *std::move(placed) : ReadFailure{{}, std::string(line)});
    failures.back().code = error.code;
  }
}

}  // namespace paritylint::session
