#include "config/config_name.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "config/config.h"

namespace paritylint::config {
namespace {

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

bool is_config_name(std::string_view path) {
  const std::string_view name = name_of(path);
  if (name == kFileName) return true;
  // A dot in front and a letter or dash too many are two typing errors at most.
  constexpr std::size_t kNear = 2;
  constexpr std::string_view kStem = "paritylint";
  constexpr std::array<std::string_view, 3> kExtensions = {"yaml", "yml", "toml"};
  // Asked for every file of a repository: nearly all are refused by the length of their names.
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot + kNear < kStem.size() || dot > kStem.size() + kNear) return false;
  if (std::ranges::find(kExtensions, base::to_lower(name.substr(dot + 1))) == kExtensions.end()) return false;
  return base::edit_distance(base::to_lower(name.substr(0, dot)), kStem) <= kNear;
}

std::optional<base::Error> misplaced_config_error(std::span<const std::string> paths,
                                                  std::span<const std::string> read) {
  base::Error error{base::ErrorCode::invalid_config, {}};
  const std::string right_name = base::quoted(kFileName);
  for (const std::string& path : paths) {
    if (path == kFileName || !is_config_name(path) || std::ranges::find(read, path) != read.end()) continue;
    if (!error.message.empty()) error.message += '\n';
    error.message += base::printable(path) + ":1:1: ";
    if (path.find('/') == std::string::npos) {
      error.message += "expected the configuration to be named " + right_name + ", this file would be ignored";
    } else {
      error.message +=
          "expected the configuration as " + right_name +
          " at the root's top, this file would be ignored; move what it says there, or name it in .paritylintignore";
    }
  }
  if (error.message.empty()) return std::nullopt;
  return error;
}

}  // namespace paritylint::config
