#include "input/posix.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>

#ifdef SYS_openat2
#include <linux/openat2.h>
#endif

#include "base/system_error.h"

namespace paritylint::input {
namespace {

constexpr unsigned kMaxLinks = 40;  // as the kernel's own limit

Opened failed(int error) { return {FileDescriptor(), error}; }

Opened opened(int number) {
  if (number < 0) return failed(errno);
  return {FileDescriptor(number), 0};
}

// A path for the system on the stack: opening a file allocates nothing.
class SystemPath {
 public:
  // False when it is longer than the system takes.
  bool join(std::string_view top, std::string_view path) {
    if (top.size() + path.size() + 2 > sizeof text_) return false;
    std::memcpy(text_, top.data(), top.size());
    text_[top.size()] = '/';
    std::memcpy(text_ + top.size() + 1, path.data(), path.size());
    text_[top.size() + 1 + path.size()] = '\0';
    return true;
  }
  char* begin() { return text_; }

 private:
  char text_[PATH_MAX];
};

#ifdef SYS_openat2
int open_in_kernel(const char* path, int flags) {
  open_how how{};
  how.flags = static_cast<std::uint64_t>(flags);
  how.resolve = RESOLVE_NO_SYMLINKS;
  for (;;) {
    const long result = syscall(SYS_openat2, AT_FDCWD, path, &how, sizeof how);
    if (result >= 0 || errno != EINTR) return static_cast<int>(result);
  }
}
#else
int open_in_kernel(const char*, int) {
  errno = ENOSYS;
  return -1;
}
#endif

// The same for kernels without openat2: folder by folder, each step refusing links. `path` is absolute and is cut
// into pieces on the way.
Opened open_by_component(char* path, int flags, LastLink last_link) {
  FileDescriptor folder(open("/", O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() < 0) return failed(errno);
  char* name = path + 1;
  for (char* slash = std::strchr(name, '/'); slash != nullptr; slash = std::strchr(name, '/')) {
    *slash = '\0';
    FileDescriptor next(openat(folder.get(), name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (next.get() < 0) return failed(errno);
    folder = std::move(next);
    name = slash + 1;
  }
  Opened last = opened(openat(folder.get(), *name == '\0' ? "." : name, flags | O_NOFOLLOW));
  if ((flags & O_PATH) == 0 || last_link == LastLink::open_itself || last.error != 0) return last;
  // O_PATH with O_NOFOLLOW opens a link instead of refusing it.
  struct stat status {};
  if (fstat(last.file.get(), &status) != 0) return failed(errno);
  return S_ISLNK(status.st_mode) ? failed(ELOOP) : std::move(last);
}

Opened open_without_links(const std::string& top, std::string_view path, int flags, LastLink last_link,
                          PathLookup lookup) {
  SystemPath whole;
  // The top itself has no '/' behind it, unless it is the file system's root.
  const bool fits = path.empty() && !top.empty() ? whole.join(std::string_view(top).substr(0, top.rfind('/')),
                                                              std::string_view(top).substr(top.rfind('/') + 1))
                                                 : whole.join(top, path);
  if (!fits) return failed(ENAMETOOLONG);
  if (lookup == PathLookup::by_component) return open_by_component(whole.begin(), flags, last_link);
  return opened(open_in_kernel(whole.begin(), flags));
}

// True when `path` is `folder` or below it; both absolute, "" is the file system's root.
bool is_at_or_below(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

struct FollowedPath {
  std::string path;  // below the top, without links
  int error = 0;
};

// Follow all links of `path` by hand. Only what is at or below `top` is ever looked at: a link may pass through the
// folders above it, which are known, but nothing beside them.
FollowedPath follow_links(const std::string& top, std::string_view path, LastLink last_link) {
  std::string position = top;
  std::string rest(path);
  unsigned links = 0;
  while (!rest.empty()) {
    const std::size_t slash = rest.find('/');
    const std::string name = rest.substr(0, slash);
    rest.erase(0, slash == std::string::npos ? rest.size() : slash + 1);
    if (name.empty() || name == ".") continue;
    if (name == "..") {
      position.erase(position.empty() ? 0 : position.rfind('/'));
      continue;
    }
    position.append("/").append(name);
    if (is_at_or_below(top, position)) continue;
    if (!is_at_or_below(position, top)) return {{}, EXDEV};
    if (rest.empty() && last_link == LastLink::open_itself) break;
    char target[PATH_MAX];
    const ssize_t size = readlink(position.c_str(), target, sizeof target);
    if (size < 0 && errno == EINVAL) continue;  // no link
    if (size < 0) return {{}, errno};
    if (++links > kMaxLinks) return {{}, ELOOP};
    rest.insert(0, "/").insert(0, target, static_cast<std::size_t>(size));
    position.erase(target[0] == '/' ? 0 : position.rfind('/'));
  }
  if (!is_at_or_below(position, top)) return {{}, EXDEV};
  return {position.substr(std::min(position.size(), top.size() + 1)), 0};
}

}  // namespace

FileDescriptor::~FileDescriptor() {
  if (number_ >= 0) close(number_);
}

PathLookup best_lookup() {
  // Asked for every root, and the same for the whole run.
  static const PathLookup best = [] {
    const FileDescriptor root(open_in_kernel("/", O_PATH | O_DIRECTORY | O_CLOEXEC));
    return root.get() >= 0 ? PathLookup::kernel : PathLookup::by_component;
  }();
  return best;
}

Opened open_beneath(const std::string& top, std::string_view path, int flags, LastLink last_link, PathLookup lookup) {
  if (!is_plain_path(path)) return failed(EINVAL);
  flags |= O_CLOEXEC;
  if (last_link == LastLink::open_itself) flags |= O_NOFOLLOW;
  Opened direct = open_without_links(top, path, flags, last_link, lookup);
  // ENOTDIR is how O_NOFOLLOW with O_DIRECTORY says that it met a link.
  if (direct.error != ELOOP && direct.error != ENOTDIR) return direct;
  const FollowedPath followed = follow_links(top, path, last_link);
  if (followed.error != 0) return failed(followed.error);
  if (followed.path == path) return direct;
  return open_without_links(top, followed.path, flags, last_link, lookup);
}

EntryKind kind_of_mode(unsigned mode) {
  if (S_ISREG(mode)) return EntryKind::file;
  if (S_ISDIR(mode)) return EntryKind::directory;
  if (S_ISLNK(mode)) return EntryKind::link;
  return EntryKind::other;
}

EntryKind entry_kind(int folder, const char* name, unsigned char d_type) {
  switch (d_type) {
    case DT_REG:
      return EntryKind::file;
    case DT_DIR:
      return EntryKind::directory;
    case DT_LNK:
      return EntryKind::link;
    case DT_UNKNOWN:
      break;
    default:
      return EntryKind::other;
  }
  struct stat status {};
  if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0) return EntryKind::other;
  return kind_of_mode(status.st_mode);
}

bool is_plain_path(std::string_view path) {
  if (path.empty()) return true;
  if (path.find('\0') != std::string_view::npos) return false;
  for (std::size_t begin = 0;;) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    if (part.empty() || part == "." || part == "..") return false;
    if (end == path.size()) return true;
    begin = end + 1;
  }
}

std::string error_text(int error) {
  if (error == EXDEV) return "a link leads out of the folder that is checked";
  return base::system_error_text(error);
}

}  // namespace paritylint::input
