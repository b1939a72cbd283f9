#include "input/git_directory.h"

#include <optional>
#include <utility>

#include "base/text.h"
#include "input/git_config.h"
#include "input/git_index.h"
#include "input/posix.h"

namespace paritylint::input {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::size_t kMaxTextBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxPathFileBytes = 8192;
constexpr std::string_view kGitFileMark = "gitdir:";

// A path as it stands in a file of git's: without the line end and the blanks behind the mark.
std::string path_in(std::string_view text) {
  while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
  while (text.starts_with(' ')) text.remove_prefix(1);
  return std::string(text);
}

std::string from(const std::string& folder, const std::string& path) {
  return path.starts_with('/') ? path : folder + "/" + path;
}

}  // namespace

Result<void> GitDirectory::Place::read(std::string_view name, std::size_t max_bytes, Bytes& bytes) const {
  return files->read(prefix + std::string(name), max_bytes, bytes);
}

Result<void> GitDirectory::Place::read_if_there(std::string_view name, std::size_t max_bytes, Bytes& bytes) const {
  Result<void> done = read(name, max_bytes, bytes);
  if (!done && done.error().code == ErrorCode::not_found) return {};
  return done;
}

// `by` is the file that holds the path `named`, which stands in the messages because the user can find it there.
Result<GitDirectory::Place> GitDirectory::place_at(const std::string& folder, const std::string& named,
                                                   std::string_view by) {
  const auto failure = [&](std::string_view reason) {
    return Error{ErrorCode::io,
                 "the file " + std::string(by) + " names " + base::quoted(named) + ", which " + std::string(reason)};
  };
  if (named.find('\0') != std::string::npos) return failure("is no path");
  Result<DiskFileSystem> disk = DiskFileSystem::open(from(folder, named), {named + "/", ""}, best_lookup());
  if (!disk) return failure("is no folder that can be opened");
  Place place;
  place.elsewhere = std::make_unique<DiskFileSystem>(*std::move(disk));
  place.files = place.elsewhere.get();
  if (!place.files->kind("HEAD")) return failure("is no git directory");
  return place;
}

// The path that a file `.git` names.
Result<std::string> GitDirectory::read_git_file(const FileSystem& files) {
  Bytes bytes;
  TRY(files.read(".git", kMaxPathFileBytes, bytes));
  if (!bytes.view().starts_with(kGitFileMark)) return Error{ErrorCode::io, "the file .git does not name a folder"};
  std::string path = path_in(bytes.view().substr(kGitFileMark.size()));
  if (path.empty()) return Error{ErrorCode::io, "the file .git does not name a folder"};
  return path;
}

Result<GitDirectory> GitDirectory::open(const FileSystem& files, const std::string& top) {
  TRY_ASSIGN(const EntryKind kind, files.kind(".git"));
  GitDirectory found;
  std::string own_path;
  switch (kind) {
    case EntryKind::directory:
      found.own_.files = &files;
      found.own_.prefix = ".git/";
      own_path = top + "/.git";
      break;
    case EntryKind::file: {
      TRY_ASSIGN(const std::string named, read_git_file(files));
      if (top.empty() && !named.starts_with('/')) return Error{ErrorCode::io, ".git leads out of the file system"};
      own_path = from(top, named);
      TRY_ASSIGN(found.own_, place_at(top, named, ".git"));
      break;
    }
    case EntryKind::link:
      return Error{ErrorCode::io, ".git is a symbolic link"};
    case EntryKind::other:
      return Error{ErrorCode::io, ".git is neither a file nor a folder"};
  }
  TRY(found.find_common(own_path));
  TRY(found.read_config());
  return found;
}

Result<void> GitDirectory::find_common(const std::string& own_path) {
  Bytes bytes;
  TRY(own_.read_if_there("commondir", kMaxPathFileBytes, bytes));
  const std::string named = path_in(bytes.view());
  if (named.empty()) return {};
  TRY_ASSIGN(common_, place_at(own_path, named, "commondir"));
  return {};
}

Result<void> GitDirectory::read_config() {
  Bytes bytes;
  TRY(common().read_if_there("config", kMaxTextBytes, bytes));
  const std::optional<std::string> format = find_git_config_value(bytes.view(), "extensions", "objectformat");
  if (format && *format == "sha256") {
    id_size_ = 32;
  } else if (format && *format != "sha1") {
    return Error{ErrorCode::io, "the object format " + base::quoted(*format) + " is not known"};
  }
  const std::optional<std::string> ignores_case = find_git_config_value(bytes.view(), "core", "ignorecase");
  ignores_case_ = ignores_case && is_git_true(*ignores_case);
  return {};
}

Result<void> GitDirectory::read_index(Bytes& bytes) const { return own_.read_if_there("index", kMaxIndexBytes, bytes); }

Result<void> GitDirectory::read_shared_index(std::string_view hex_id, Bytes& bytes) const {
  return own_.read("sharedindex." + std::string(hex_id), kMaxIndexBytes, bytes);
}

Result<void> GitDirectory::read_exclude(Bytes& bytes) const {
  return common().read_if_there("info/exclude", kMaxTextBytes, bytes);
}

}  // namespace paritylint::input
