#include "input/libgit2.h"

#include <dlfcn.h>

#include <iterator>

#include "base/text.h"

namespace paritylint::input::libgit2 {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::size_t kMaxOpenPacks = 256;

#ifdef PARITYLINT_LIBGIT2_SONAME
template <class Function>
void find_function(void* handle, const char* name, Function& function, std::string& failure) {
  function = reinterpret_cast<Function>(dlsym(handle, name));
  if (function == nullptr && failure.empty()) failure = std::string(PARITYLINT_LIBGIT2_SONAME " has no ") + name;
}

void fill(Library& library) {
  void* handle = dlopen(PARITYLINT_LIBGIT2_SONAME, RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) {
    library.failure = dlerror();
    return;
  }
#define PARITYLINT_FIND(name) find_function(handle, "git_" #name, library.name, library.failure);
  PARITYLINT_LIBGIT2_FUNCTIONS(PARITYLINT_FIND)
}
#else
void fill(Library& library) {
#define PARITYLINT_TAKE(name) library.name = git_##name;
  PARITYLINT_LIBGIT2_FUNCTIONS(PARITYLINT_TAKE)
}
#endif

void set_options(const Library& git) {
  for (const int level :
       {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL}) {
    git.libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, "");
  }
  git.libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);  // nothing is executed, so it does not matter who owns it
  git.libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);        // each object is read once
  git.libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
  git.libgit2_opts(GIT_OPT_DISABLE_PACK_KEEP_FILE_CHECKS, 1);
  // Every repository of a run keeps its packs open, and often a process may have no more than 1,024 files.
  git.libgit2_opts(GIT_OPT_SET_MWINDOW_FILE_LIMIT, kMaxOpenPacks);
  // Extensions that change nothing for a reader of objects.
  const char* harmless[] = {"partialclone", "preciousobjects", "worktreeconfig", "relativeworktrees"};
  git.libgit2_opts(GIT_OPT_SET_EXTENSIONS, harmless, std::size(harmless));
}

}  // namespace

// Never unloaded: threads may still use it while the program ends.
const Library& library() {
  static const Library loaded = [] {
    Library git;
    fill(git);
    if (!git.failure.empty()) return git;
    if (git.libgit2_init() < 0) {
      git.failure = "it cannot be initialised";
      return git;
    }
    set_options(git);
    return git;
  }();
  return loaded;
}

Result<void> need_library() {
  if (library().failure.empty()) return {};
  return Error{ErrorCode::io, "reading git objects needs libgit2 (" + base::printable(library().failure) + ")"};
}

std::string last_reason() {
  const git_error* error = library().error_last();
  return error == nullptr || error->message == nullptr ? "unknown reason" : base::printable(error->message);
}

}  // namespace paritylint::input::libgit2
