// libgit2 behind a table of its functions: the only includer of its headers, for git_repository.cpp and
// changed_lines.cpp alone.
//
// The table is filled at the first use: by the linker where libgit2 is a part of the program, else from the shared
// library whose name CMake found (PARITYLINT_LIBGIT2_SONAME), so that a run that reads no objects neither loads it nor
// waits for its dependencies.
#pragma once

#include <git2.h>

#include <memory>
#include <string>

#include "base/result.h"

namespace paritylint::input::libgit2 {

// Each function that is used, once.
#define PARITYLINT_LIBGIT2_FUNCTIONS(X) \
  X(libgit2_init)                       \
  X(libgit2_opts)                       \
  X(error_last)                         \
  X(repository_open_ext)                \
  X(repository_free)                    \
  X(repository_path)                    \
  X(repository_workdir)                 \
  X(repository_head_unborn)             \
  X(repository_is_shallow)              \
  X(repository_config_snapshot)         \
  X(repository_odb)                     \
  X(config_get_string)                  \
  X(config_foreach_match)               \
  X(config_free)                        \
  X(revparse_single)                    \
  X(object_peel)                        \
  X(object_id)                          \
  X(object_free)                        \
  X(reference_list)                     \
  X(strarray_dispose)                   \
  X(merge_base)                         \
  X(odb_exists_ext)                     \
  X(odb_read_header)                    \
  X(odb_read)                           \
  X(odb_object_data)                    \
  X(odb_object_size)                    \
  X(odb_object_type)                    \
  X(odb_object_free)                    \
  X(odb_free)                           \
  X(diff_buffers)

#define PARITYLINT_MEMBER(name) decltype(&git_##name) name = nullptr;
// git_NAME of libgit2 is the member NAME.
struct Library {
  PARITYLINT_LIBGIT2_FUNCTIONS(PARITYLINT_MEMBER)
  std::string failure;  // not empty: it is not here, and why
};
#undef PARITYLINT_MEMBER

// The functions, ready to be called. Requires: need_library() succeeded.
const Library& library();

// An error when libgit2 is not here.
base::Result<void> need_library();

// What libgit2 says about the failure that it just returned, on this thread.
std::string last_reason();

// Owns a libgit2 object that `kFree` in the table releases.
template <class Object, auto kFree>
struct Free {
  void operator()(Object* object) const { (library().*kFree)(object); }
};
using Repository = std::unique_ptr<git_repository, Free<git_repository, &Library::repository_free>>;
using Odb = std::unique_ptr<git_odb, Free<git_odb, &Library::odb_free>>;
using OdbObject = std::unique_ptr<git_odb_object, Free<git_odb_object, &Library::odb_object_free>>;
using Config = std::unique_ptr<git_config, Free<git_config, &Library::config_free>>;
using Object = std::unique_ptr<git_object, Free<git_object, &Library::object_free>>;

}  // namespace paritylint::input::libgit2
