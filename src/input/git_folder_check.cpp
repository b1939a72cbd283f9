#include "input/git_folder_check.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "input/git_config.h"
#include "input/posix.h"

namespace paritylint::input {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::size_t kMaxPathFileBytes = 8192;  // files that hold one path
constexpr std::size_t kMaxTextBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxReferencesBytes = std::size_t{64} << 20;  // packed-refs: a million references
constexpr std::size_t kMaxReferenceBytes = 4096;                    // a loose one
constexpr std::size_t kMaxObjectFolders = 1000;                     // alternates, and the alternates of those

Error refused(const std::string& name, std::string_view reason) {
  return {ErrorCode::io, "its file " + base::printable(name) + std::string(reason)};
}

std::optional<struct stat> status_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return status;
}

bool is_folder(const std::string& path) {
  const auto status = status_of(path);
  return status && S_ISDIR(status->st_mode);
}

// Whoever opens it may wait for ever, or read for ever. A socket (git keeps one there) cannot be opened at all.
bool is_endless(mode_t mode) { return S_ISFIFO(mode) || S_ISCHR(mode) || S_ISBLK(mode); }

// The regular file `name` has at most `max_bytes`.
Result<void> check_size(const std::string& name, const struct stat& status, std::size_t max_bytes) {
  if (static_cast<std::size_t>(status.st_size) <= max_bytes) return {};
  std::string reason = " is larger than ";
  base::append_number(reason, max_bytes);
  return refused(name, reason + " bytes");
}

// The file `name` in `folder` is absent, or a regular file of at most `max_bytes`.
Result<void> check_file(const std::string& folder, const std::string& name, std::size_t max_bytes) {
  const auto status = status_of(folder + '/' + name);
  if (!status) return {};
  if (!S_ISREG(status->st_mode)) return refused(name, " is not a regular file");
  return check_size(name, *status, max_bytes);
}

// The text of a file that check_file found harmless; empty when it is absent. A link may lead anywhere, as git's own.
Result<std::string> read_checked(const std::string& folder, const std::string& name, std::size_t max_bytes) {
  TRY(check_file(folder, name, max_bytes));
  // Should a pipe come into its place meanwhile, nobody waits for its writer.
  const FileDescriptor file(::open((folder + '/' + name).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (file.get() < 0)
    return errno == ENOENT || errno == ENOTDIR ? Result<std::string>(std::string())
                                               : refused(name, " cannot be opened");
  std::string text;
  char buffer[4096];
  for (;;) {
    const ssize_t count = ::read(file.get(), buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return refused(name, " cannot be read");
    text.append(buffer, static_cast<std::size_t>(count));
    if (text.size() > max_bytes) return refused(name, " grows while it is read");
    if (count == 0) return text;
  }
}

// The path in such a file, as seen from `folder`.
std::string path_from(const std::string& folder, std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.remove_suffix(1);
  while (text.starts_with(' ')) text.remove_prefix(1);
  return text.starts_with('/') ? std::string(text) : folder + '/' + std::string(text);
}

struct CloseFolder {
  void operator()(DIR* folder) const { closedir(folder); }
};

struct Waiting {
  std::string name;
  bool is_linked = false;
};

// What readdir says; asks the system when it does not.
unsigned char type_of(const std::string& path, unsigned char d_type) {
  struct stat status {};
  if (d_type != DT_UNKNOWN || ::lstat(path.c_str(), &status) != 0) return d_type;
  return static_cast<unsigned char>(IFTODT(status.st_mode));
}

// Nothing below `folder`/`name` is endless, and its files have at most `max_bytes` (0: any size). Of folders behind
// links the files are looked at, but not the folders: a link can lead to the whole disk.
Result<void> check_below(const std::string& folder, const std::string& name, std::size_t max_bytes) {
  std::vector<Waiting> waiting = {{name}};
  while (!waiting.empty()) {
    const Waiting inner = std::move(waiting.back());
    waiting.pop_back();
    const std::unique_ptr<DIR, CloseFolder> open(opendir((folder + '/' + inner.name).c_str()));
    if (open == nullptr) continue;
    while (const dirent* entry = readdir(open.get())) {
      const std::string_view entry_name = entry->d_name;
      if (entry_name == "." || entry_name == "..") continue;
      const std::string path = inner.name + '/' + entry->d_name;
      std::string whole_path = folder;
      whole_path.append("/").append(path);
      const unsigned char type = type_of(whole_path, entry->d_type);
      if (type == DT_DIR && !inner.is_linked) waiting.push_back({path});
      if (type == DT_DIR || (type == DT_REG && max_bytes == 0)) continue;
      const auto status = status_of(whole_path);
      if (!status) continue;
      if (is_endless(status->st_mode)) return refused(path, " is not a regular file");
      if (S_ISDIR(status->st_mode) && !inner.is_linked) waiting.push_back({path, true});
      if (S_ISREG(status->st_mode) && max_bytes != 0) TRY(check_size(path, *status, max_bytes));
    }
  }
  return {};
}

// The folder of objects and those that it names as alternates.
Result<void> check_objects(const std::string& git_folder) {
  std::vector<std::string> waiting = {git_folder + "/objects"};
  std::set<std::pair<dev_t, ino_t>> seen;
  while (!waiting.empty()) {
    const std::string objects = std::move(waiting.back());
    waiting.pop_back();
    const auto status = status_of(objects);
    if (!status || !S_ISDIR(status->st_mode) || !seen.emplace(status->st_dev, status->st_ino).second) continue;
    if (seen.size() > kMaxObjectFolders) return refused("objects/info/alternates", " leads to too many folders");
    const fs::path place(objects);
    const std::string parent = place.parent_path().string();
    const std::string name = place.filename().string();
    TRY(check_below(parent, name, 0));
    TRY_ASSIGN(const std::string alternates, read_checked(parent, name + "/info/alternates", kMaxTextBytes));
    for (const std::string_view line : base::split(alternates, '\n')) {
      if (line.empty() || line.starts_with('#')) continue;
      if (waiting.size() > kMaxObjectFolders) {
        return refused("objects/info/alternates", " leads to too many folders");
      }
      waiting.push_back(path_from(objects, line));
    }
  }
  return {};
}

// What stands directly in a git folder: nothing of it is endless.
Result<void> check_entries(const std::string& folder) {
  const std::unique_ptr<DIR, CloseFolder> open(opendir(folder.c_str()));
  if (open == nullptr) return {};
  while (const dirent* entry = readdir(open.get())) {
    if (entry->d_type == DT_REG || entry->d_type == DT_DIR) continue;
    const auto status = status_of(folder + '/' + entry->d_name);
    if (status && is_endless(status->st_mode)) return refused(entry->d_name, " is not a regular file");
  }
  return {};
}

// What stands in a git folder, or in the one that linked work trees share.
Result<void> check_one_folder(const std::string& folder) {
  TRY(check_file(folder, "HEAD", kMaxReferenceBytes));
  TRY(check_file(folder, "packed-refs", kMaxReferencesBytes));
  for (const char* name : {"gitdir", "commondir"}) TRY(check_file(folder, name, kMaxPathFileBytes));
  TRY(check_file(folder, "shallow", kMaxReferencesBytes));
  for (const char* name : {"config", "config.worktree"}) {
    TRY_ASSIGN(const std::string config, read_checked(folder, name, kMaxTextBytes));
    if (const std::string_view reason = why_not_read_whole(config); !reason.empty()) return refused(name, reason);
  }
  TRY(check_entries(folder));
  TRY(check_below(folder, "refs", kMaxReferenceBytes));
  return check_objects(folder);
}

Result<void> check_git_directory(const std::string& folder) {
  TRY(check_one_folder(folder));
  TRY_ASSIGN(const std::string named, read_checked(folder, "commondir", kMaxPathFileBytes));
  if (named.empty()) return {};
  const std::string common = path_from(folder, named);
  return is_folder(common) ? check_one_folder(common) : Result<void>();
}

bool looks_like_git_directory(const std::string& folder) {
  return status_of(folder + "/HEAD") && (is_folder(folder + "/objects") || status_of(folder + "/commondir"));
}

// The folder that a file `.git` names.
Result<void> check_git_file(const std::string& folder, const std::string& name) {
  constexpr std::string_view kMark = "gitdir:";
  TRY_ASSIGN(const std::string text, read_checked(folder, name, kMaxPathFileBytes));
  if (!text.starts_with(kMark)) return {};
  const std::string named = path_from(folder, std::string_view(text).substr(kMark.size()));
  return is_folder(named) ? check_git_directory(named) : Result<void>();
}

}  // namespace

Result<void> check_git_logs(const std::string& folder) {
  TRY(check_below(folder, "logs", 0));
  TRY_ASSIGN(const std::string named, read_checked(folder, "commondir", kMaxPathFileBytes));
  return named.empty() ? Result<void>() : check_below(path_from(folder, named), "logs", 0);
}

Result<void> check_git_folder(const std::string& path, bool upwards) {
  std::error_code error;
  fs::path place = fs::canonical(path, error);
  if (error) return {};
  if (!fs::is_directory(place, error)) return check_git_file(place.parent_path().string(), place.filename().string());
  for (;; place = place.parent_path()) {
    const std::string folder = place == "/" ? "" : place.string();
    const std::string inner = folder + "/.git";
    if (is_folder(inner)) {
      TRY(check_git_directory(inner));
    } else if (status_of(inner)) {
      TRY(check_git_file(folder, ".git"));
    }
    if (looks_like_git_directory(folder)) TRY(check_git_directory(folder));
    if (!upwards || looks_like_git_directory(inner) || place == place.parent_path()) return {};
  }
}

}  // namespace paritylint::input
