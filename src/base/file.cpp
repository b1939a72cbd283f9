#include "base/file.h"

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdint>
#include <optional>

#include "base/system_error.h"

namespace paritylint::base {
namespace {

constexpr int kMaxLinks = 40;  // as many as Linux follows

// What is done before a file is closed.
enum class Sync : unsigned char { nothing, data };

// Write all of `bytes` and close `file`, whose last failure may appear only then; return errno, or 0.
int write_and_close(int file, std::string_view bytes, Sync sync) {
  int write_failure = write_all(file, bytes);
  if (write_failure == 0 && sync == Sync::data && ::fdatasync(file) != 0) write_failure = errno;
  const int close_failure = ::close(file) == 0 || errno == EINTR ? 0 : errno;
  return write_failure != 0 ? write_failure : close_failure;
}

Result<void> write_directly(const std::string& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_TRUNC);
  if (file < 0) return cannot("write", path, errno);
  if (const int failure = write_and_close(file, bytes, Sync::nothing); failure != 0)
    return cannot("write", path, failure);
  return {};
}

// Sixteen letters that nobody can guess: in a folder that others may write to, a known name could be taken first.
std::string random_suffix() {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz012345";
  unsigned char random[16] = {};
  std::string suffix;
  if (::getrandom(random, sizeof random, 0) != sizeof random) return suffix;
  for (const unsigned char byte : random) suffix += kLetters[byte % kLetters.size()];
  return suffix;
}

// Make `path` the file that it leads to, which need not exist, when it is a symbolic link; return errno, or 0.
int follow_links(std::string& path) {
  for (int links = 0; links <= kMaxLinks; ++links) {
    struct stat status = {};
    if (::lstat(path.c_str(), &status) != 0 || !S_ISLNK(status.st_mode)) return 0;
    char target[PATH_MAX];
    const ssize_t size = ::readlink(path.c_str(), target, sizeof target);
    if (size < 0) return errno;
    if (size == sizeof target) return ENAMETOOLONG;
    // A relative target is meant from the link's folder.
    path.resize(target[0] == '/' ? 0 : path.rfind('/') + 1);
    path.append(target, static_cast<std::size_t>(size));
  }
  return ELOOP;
}

// A temporary file beside `target`; what the name of `target` leaves no room for is cut.
std::string temporary_name(const std::string& target) {
  const std::size_t slash = target.rfind('/');
  const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
  const std::string suffix = random_suffix();
  return target.substr(0, name) + "." + target.substr(name, NAME_MAX - suffix.size() - 8) + "." + suffix + ".tmp";
}

// Fill the new file `temporary` and put it in the place of `target`; return errno, or 0. The bytes reach the disk
// before the name does, so that a crash of the system leaves the old file or the new one and never an empty one.
int replace(int file, const std::string& temporary, const std::string& target, std::optional<mode_t> mode,
            std::string_view bytes) {
  if (mode && ::fchmod(file, *mode) != 0) {
    const int failure = errno;
    ::close(file);
    return failure;
  }
  if (const int failure = write_and_close(file, bytes, Sync::data); failure != 0) return failure;
  return ::rename(temporary.c_str(), target.c_str()) == 0 ? 0 : errno;
}

}  // namespace

int write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

Result<void> write_file_atomically(const std::string& path, std::string_view bytes) {
  std::string target = path;
  if (const int failure = follow_links(target); failure != 0) return cannot("write", path, failure);
  std::optional<mode_t> mode;
  struct stat status = {};
  if (::stat(target.c_str(), &status) == 0) {
    if (!S_ISREG(status.st_mode)) return write_directly(target, bytes);
    mode = status.st_mode & 07777;
  }

  const std::string temporary = temporary_name(target);
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0) return cannot("write", path, errno);
  if (const int failure = replace(file, temporary, target, mode, bytes); failure != 0) {
    ::unlink(temporary.c_str());
    return cannot("write", path, failure);
  }
  return {};
}

}  // namespace paritylint::base
