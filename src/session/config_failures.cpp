#include "session/config_failures.h"

#include <string>
#include <string_view>

#include "base/text.h"

namespace paritylint::session {
namespace {

// Where the path of `path:line:column: ...` ends; npos when the line has no such place.
std::size_t path_end(std::string_view line) {
  const auto skip_number = [&](std::size_t at) {
    while (at < line.size() && base::is_digit(line[at])) ++at;
    return at;
  };
  for (std::size_t colon = line.find(':'); colon != std::string_view::npos; colon = line.find(':', colon + 1)) {
    const std::size_t second = skip_number(colon + 1);
    if (second == colon + 1 || second >= line.size() || line[second] != ':') continue;
    const std::size_t third = skip_number(second + 1);
    if (third > second + 1 && line.substr(third).starts_with(": ")) return colon;
  }
  return std::string_view::npos;
}

}  // namespace

void add_config_failures(const base::Error& error, const input::Root& root, std::vector<ReadFailure>& failures) {
  for (const std::string_view line : base::split(error.message, '\n')) {
    const std::size_t end = error.code == base::ErrorCode::invalid_config ? path_end(line) : std::string_view::npos;
    if (end == std::string_view::npos) {
      failures.push_back({{}, std::string(line), error.code, {}});
      continue;
    }
    std::string path(line.substr(0, end));
    std::string message = input::display_path(root, path) + std::string(line.substr(end));
    failures.push_back({std::move(path), std::move(message), error.code, {}});
  }
}

}  // namespace paritylint::session
