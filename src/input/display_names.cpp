#include "input/display_names.h"

namespace paritylint::input {
namespace {

// The number of bytes of the leading folders that `from` and `to` share, with the '/' behind them.
std::size_t shared_folders(std::string_view from, std::string_view to) {
  std::size_t shared = 0;
  for (std::size_t i = 0;; ++i) {
    const bool from_ends = i == from.size() || from[i] == '/';
    const bool to_ends = i == to.size() || to[i] == '/';
    if (from_ends && to_ends) shared = i + 1;
    if (i == from.size() || i == to.size() || from[i] != to[i]) return shared;
  }
}

}  // namespace

std::string relative_path(std::string_view from, std::string_view to) {
  const std::size_t shared = shared_folders(from, to);
  std::string path;
  if (shared <= from.size() && !from.empty()) {
    path = "..";
    for (const char c : from.substr(shared)) {
      if (c == '/') path += "/..";
    }
  }
  if (shared < to.size()) {
    if (!path.empty()) path += '/';
    path.append(to.substr(shared));
  }
  return path;
}

std::string DisplayNames::of(std::string_view path) const {
  if (!working_directory.empty()) {
    const std::string relative = relative_path(working_directory, path);
    return relative.empty() ? "." : relative;
  }
  std::string name = prefix + std::string(path);
  if (path.empty() && name.size() > 1 && name.ends_with('/')) name.pop_back();
  return name.empty() ? "." : name;
}

}  // namespace paritylint::input
