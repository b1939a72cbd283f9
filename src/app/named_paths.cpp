#include "app/named_paths.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "app/terminal.h"
#include "base/system_error.h"
#include "base/text.h"
#include "input/posix.h"
#include "input/tops.h"
#include "tree/read.h"

namespace paritylint::app {
namespace {

constexpr std::size_t kMaxListBytes = std::size_t{64} << 20;

// All bytes of an open file; `name` and `limit` ("any manifest") are for messages.
base::Result<std::string> read_all(int file, const std::string& name, std::size_t max_bytes, std::string_view limit) {
  std::string text;
  char buffer[1 << 16];
  for (;;) {
    const ssize_t count = ::read(file, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0)
      return base::Error{base::ErrorCode::io, "cannot read " + name + ": " + base::system_error_text(errno)};
    if (count == 0) return text;
    text.append(buffer, static_cast<std::size_t>(count));
    if (text.size() > max_bytes)
      return base::Error{base::ErrorCode::too_large, name + " is larger than " + std::string(limit)};
  }
}

// The bytes of the list that --files-from names, which may be a pipe.
base::Result<std::string> read_list(const std::string& name) {
  if (name == "-") return read_all(STDIN_FILENO, "standard input", kMaxListBytes, "any list of files");
  const input::FileDescriptor file(::open(name.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) {
    return base::Error{base::ErrorCode::io,
                       "cannot read " + base::quoted(name) + ": " + base::system_error_text(errno)};
  }
  return read_all(file.get(), base::quoted(name), kMaxListBytes, "any list of files");
}

// True for a link that leads out of the repository (or folder) that the run was started in: whoever writes the list
// must not choose what is opened elsewhere.
bool leads_out(const std::string& name) {
  std::error_code unknown;
  if (!std::filesystem::is_symlink(name, unknown)) return false;
  const std::filesystem::path target = std::filesystem::weakly_canonical(name, unknown);
  const std::filesystem::path here = std::filesystem::current_path(unknown);
  input::Tops tops;
  const auto& top = tops.around(here.string());
  const std::filesystem::path below = target.lexically_relative(top ? std::filesystem::path(top->path) : here);
  return below.empty() || *below.begin() == "..";
}

// True when a listed name counts. Lists of changed files hold deleted ones too: what is not there is no mistake.
bool is_checkable(const std::string& name, bool verbose) {
  std::error_code unknown;
  if (!std::filesystem::exists(std::filesystem::symlink_status(name, unknown))) {
    if (verbose) write_stderr("paritylint: " + base::quoted(name) + " is listed and not there\n");
    return false;
  }
  if (!leads_out(name)) return true;
  write_stderr("paritylint: " + base::quoted(name) + " is left out: a link that leads out of the repository\n");
  return false;
}

}  // namespace

base::Result<std::optional<Stdin>> take_stdin(const Options& options, std::vector<std::string>& paths) {
  const auto dash = std::ranges::find(paths, "-");
  if (dash == paths.end()) return std::optional<Stdin>();
  if (options.files_from == "-") {
    return base::Error{base::ErrorCode::usage, "- and --files-from - cannot both read standard input"};
  }
  paths.erase(dash);
  if (options.stdin_filename.empty()) {
    return base::Error{base::ErrorCode::usage, "- needs --stdin-filename, which says what kind of manifest it is"};
  }
  TRY_ASSIGN(std::string bytes,
             read_all(STDIN_FILENO, "standard input", tree::ReadOptions().max_bytes, "any manifest"));
  return std::optional<Stdin>(Stdin{options.stdin_filename, std::move(bytes)});
}

base::Result<void> add_listed(const Options& options, std::vector<std::string>& paths) {
  TRY_ASSIGN(const std::string list, read_list(options.files_from));
  if (!options.null_separated && list.find('\0') != std::string::npos) {
    return base::Error{base::ErrorCode::usage,
                       "the names in " +
                           (options.files_from == "-" ? "standard input" : base::quoted(options.files_from)) +
                           " are separated by NUL: add -0 to --files-from"};
  }
  for (const std::string_view name : base::split(list, options.null_separated ? '\0' : '\n')) {
    if (name.empty()) continue;
    std::string path = name == "-" ? "./-" : std::string(name);
    // Names inside a revision or the index are looked up there.
    const bool is_on_disk = options.revision.empty() && !options.staged;
    if (!is_on_disk || is_checkable(path, options.verbose)) paths.push_back(std::move(path));
  }
  return {};
}

}  // namespace paritylint::app
