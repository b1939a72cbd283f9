// find_manifests [--tracked-only] [--rev REF] [--read] [--jobs N] FOLDER...: prints the paths of the manifests that a
// check would look at, and nothing else. What `bench/discovery.py` times against other programs that list files:
// `paritylint` itself always reads and judges what it found.
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/parallel.h"
#include "input/find_files.h"
#include "input/git_root.h"
#include "input/root.h"
#include "manifest/kind.h"

namespace paritylint::bench {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{64} << 20;

struct Arguments {
  input::GitSource source;
  bool tracked_only = false;
  bool reads = false;  // the bytes too, which are thrown away
  unsigned jobs = 0;   // 0 = one per core
  std::vector<std::string> folders;
};

Arguments parse(std::span<char* const> given) {
  Arguments arguments;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const std::string_view one = given[i];
    if (one == "--tracked-only") {
      arguments.tracked_only = true;
    } else if (one == "--read") {
      arguments.reads = true;
    } else if (one == "--rev" && i + 1 < given.size()) {
      arguments.source.revision = given[++i];
    } else if (one == "--jobs" && i + 1 < given.size()) {
      arguments.jobs = static_cast<unsigned>(std::atoi(given[++i]));
    } else {
      arguments.folders.emplace_back(one);
    }
  }
  return arguments;
}

bool is_wanted(std::string_view path) { return manifest::kind_by_name(path).has_value(); }

// The manifests of one root, a path a line; errors go to stderr.
std::string list(const input::Root& root, const Arguments& arguments, unsigned jobs) {
  const input::FoundFiles found = input::FileFinder(root, {jobs, {}, arguments.tracked_only}, is_wanted).find("");
  std::string lines;
  input::Bytes bytes;
  for (const base::Error& error : found.errors) std::fprintf(stderr, "%s\n", error.message.c_str());
  for (const std::string& path : found.files) {
    if (arguments.reads) {
      if (const auto done = root.file_system->read(path, kMaxBytes, bytes); !done)
        std::fprintf(stderr, "%s\n", done.error().message.c_str());
    }
    lines.append(root.display_prefix).append(path).append("\n");
  }
  return lines;
}

int run(const Arguments& arguments) {
  auto roots = arguments.source.revision.empty() ? input::open_roots(arguments.folders)
                                                 : input::open_git_roots(arguments.source, arguments.folders);
  if (!roots) {
    std::fprintf(stderr, "%s\n", roots.error().message.c_str());
    return 2;
  }
  const unsigned jobs_inside = roots->size() == 1 ? arguments.jobs : 1;  // as `paritylint check` does
  std::vector<std::string> lists(roots->size());
  base::parallel_for(roots->size(), arguments.jobs, {}, [&](std::size_t index, unsigned) {
    lists[index] = list((*roots)[index], arguments, jobs_inside);
  });
  for (const std::string& lines : lists) std::fwrite(lines.data(), 1, lines.size(), stdout);
  return 0;
}

}  // namespace
}  // namespace paritylint::bench

int main(int count, char** arguments) {
  using namespace paritylint::bench;
  return run(parse({arguments + 1, static_cast<std::size_t>(count - 1)}));
}
