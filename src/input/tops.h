// Tops: which folders make a root of what is below them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace paritylint::input {

// The file that makes a folder a root where there is no git; src/config knows what stands in it.
constexpr std::string_view kConfigurationName = "paritylint.yaml";

struct Top {
  std::string path;
  bool is_repository = false;  // it holds a `.git`; else a configuration
};

// Remembers its answers: a commit hook names many files of few folders.
class Tops {
 public:
  // The nearest folder that holds a `.git`, `folder` (absolute, without links) or one above it on the same file system,
  // as git looks; outside of git the nearest one that holds a configuration.
  const std::optional<Top>& around(const std::string& folder);

 private:
  std::map<std::string, std::optional<Top>, std::less<>> tops_;
};

// True when `folder` is a git repository's own folder, as a bare repository is: it has HEAD, objects and refs, and no
// `.git`. There is no work tree in it.
bool is_git_folder(const std::string& folder);

}  // namespace paritylint::input
