// libgit2 behind a table of its functions. The table is filled at the first use: by the linker where libgit2 is a part
// of the program, else from the shared library whose name CMake found (PARITYLINT_LIBGIT2_SONAME), so that a run that
// reads no objects neither loads it nor waits for its dependencies.
#include "input/git_repository.h"

#include <dlfcn.h>
#include <git2.h>

#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "input/git_folder_check.h"

namespace paritylint::input {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::size_t kMaxSuggestedNames = 10000;  // references that are searched for a near miss
constexpr std::size_t kMaxOpenPacks = 256;

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
struct Library {
  PARITYLINT_LIBGIT2_FUNCTIONS(PARITYLINT_MEMBER)
  std::string failure;  // not empty: it is not here, and why
};

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

// What libgit2 says about the failure that it just returned, on this thread.
std::string last_reason() {
  const git_error* error = library().error_last();
  return error == nullptr || error->message == nullptr ? "unknown reason" : base::printable(error->message);
}

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

ObjectId to_id(const git_oid& oid) {
  ObjectId id;
  static_assert(sizeof oid.id == sizeof id.bytes);
  std::memcpy(id.bytes.data(), oid.id, sizeof oid.id);
  return id;
}

git_oid to_oid(const ObjectId& id) {
  git_oid oid;
  std::memcpy(oid.id, id.bytes.data(), sizeof oid.id);
  return oid;
}

// A folder's name from libgit2, which ends it with '/'.
std::string folder_name(const char* path) {
  std::string name = path == nullptr ? "" : path;
  if (name.size() > 1 && name.ends_with('/')) name.pop_back();
  return name;
}

int keep_promisor(const git_config_entry* entry, void* payload) {
  std::string_view name = entry->name;
  name.remove_prefix(std::string_view("remote.").size());
  name.remove_suffix(std::string_view(".promisor").size());
  const std::string_view value = entry->value == nullptr ? "true" : entry->value;
  if (value == "false" || value == "no" || value == "off" || value == "0") return 0;
  static_cast<std::string*>(payload)->assign(name);
  return 1;  // ends the search
}

// Git has named the promisor in two ways.
std::string promisor_of(git_repository* repository) {
  git_config* config = nullptr;
  if (library().repository_config_snapshot(&config, repository) != 0) return {};
  const Config owner(config);
  const char* name = nullptr;
  if (library().config_get_string(&name, config, "extensions.partialclone") == 0) return name;
  std::string promisor;
  library().config_foreach_match(config, "^remote\\..+\\.promisor$", keep_promisor, &promisor);
  return promisor;
}

std::string short_name(std::string_view reference) {
  for (const std::string_view prefix : {"refs/heads/", "refs/tags/", "refs/remotes/"}) {
    if (reference.starts_with(prefix)) return std::string(reference.substr(prefix.size()));
  }
  return std::string(reference);
}

Error cannot_open(const std::string& path, GitRepository::Search search, int code) {
  std::string reason = last_reason();
  if (code == GIT_ENOTFOUND) {
    const std::string_view where =
        search == GitRepository::Search::here ? " is no git repository" : " is in no git repository";
    return {ErrorCode::not_found, base::quoted(path, kMaxMessagePath).append(where)};
  }
  if (reason.find("objectformat") != std::string::npos) {
    reason = "its object ids are SHA-256, which libgit2 cannot read; check a work tree of it instead";
  }
  return {ErrorCode::io, "cannot read the git objects of " + base::quoted(path, kMaxMessagePath) + ": " + reason};
}

}  // namespace

struct GitRepository::State {
  Repository repository;
  Odb odb;
  std::string git_folder, work_tree, promisor;
};

GitRepository::GitRepository(std::unique_ptr<State> state) : state_(std::move(state)) {}
GitRepository::GitRepository(GitRepository&&) noexcept = default;
GitRepository& GitRepository::operator=(GitRepository&&) noexcept = default;
GitRepository::~GitRepository() = default;

const std::string& GitRepository::git_folder() const { return state_->git_folder; }
const std::string& GitRepository::work_tree() const { return state_->work_tree; }
const std::string& GitRepository::promisor() const { return state_->promisor; }

Result<GitRepository> GitRepository::open(const std::string& path, Search search) {
  TRY(need_library());
  if (auto done = check_git_folder(path, search == Search::upwards); !done) {
    return Error{ErrorCode::io,
                 "cannot read the git objects of " + base::quoted(path, kMaxMessagePath) + ": " + done.error().message};
  }
  const Library& git = library();
  auto state = std::make_unique<State>();
  git_repository* repository = nullptr;
  const unsigned flags = search == Search::here ? static_cast<unsigned>(GIT_REPOSITORY_OPEN_NO_SEARCH) : 0U;
  if (const int code = git.repository_open_ext(&repository, path.c_str(), flags, nullptr); code != 0) {
    return cannot_open(path, search, code);
  }
  state->repository.reset(repository);
  git_odb* odb = nullptr;
  if (const int code = git.repository_odb(&odb, repository); code != 0) return cannot_open(path, search, code);
  state->odb.reset(odb);
  state->git_folder = folder_name(git.repository_path(repository));
  state->work_tree = folder_name(git.repository_workdir(repository));
  state->promisor = promisor_of(repository);
  return GitRepository(std::move(state));
}

std::string GitRepository::not_found_message(const std::string& revision) const {
  const Library& git = library();
  const std::string& place = state_->work_tree.empty() ? state_->git_folder : state_->work_tree;
  std::string message =
      "cannot find the revision " + base::quoted(revision) + " in " + base::quoted(place, kMaxMessagePath);
  git_strarray names{};
  if (git.reference_list(&names, state_->repository.get()) != 0) return message;
  std::vector<std::string> known;
  for (std::size_t i = 0; i < std::min(names.count, kMaxSuggestedNames); ++i)
    known.push_back(short_name(names.strings[i]));
  git.strarray_dispose(&names);
  if (git.repository_head_unborn(state_->repository.get()) == 1) {
    if (known.empty()) return message + ": it has no commit yet";
    if (revision.starts_with("HEAD")) return message + ": the current branch has no commit yet";
  }
  const std::vector<std::string_view> views(known.begin(), known.end());
  message += base::did_you_mean(revision, views);
  if (git.repository_is_shallow(state_->repository.get()) == 1) {
    message +=
        ": it is a shallow clone, which git fetch --unshallow completes, as fetch-depth: 0 does in a workflow's "
        "checkout";
  }
  return message;
}

namespace {

// The object of `type` that `revision` leads to; the second value is libgit2's code.
std::pair<std::optional<ObjectId>, int> find_object(git_repository* repository, const std::string& revision,
                                                    git_object_t type) {
  git_object* found = nullptr;
  if (const int code = library().revparse_single(&found, repository, revision.c_str()); code != 0) return {{}, code};
  const Object object(found);
  git_object* peeled = nullptr;
  if (const int code = library().object_peel(&peeled, found, type); code != 0) return {{}, code};
  const Object target(peeled);
  return {to_id(*library().object_id(peeled)), 0};
}

}  // namespace

Result<ObjectId> GitRepository::find_tree(const std::string& revision) const {
  const auto [id, code] = find_object(state_->repository.get(), revision, GIT_OBJECT_TREE);
  if (id) return *id;
  if (code == GIT_ENOTFOUND || code == GIT_EUNBORNBRANCH)
    return Error{ErrorCode::not_found, not_found_message(revision)};
  return Error{ErrorCode::io, "cannot read the revision " + base::quoted(revision) + ": " + last_reason()};
}

Result<ObjectId> GitRepository::find_commit(const std::string& revision) const {
  const auto [id, code] = find_object(state_->repository.get(), revision, GIT_OBJECT_COMMIT);
  if (id) return *id;
  if (code == GIT_ENOTFOUND || code == GIT_EUNBORNBRANCH)
    return Error{ErrorCode::not_found, not_found_message(revision)};
  return Error{ErrorCode::io, "cannot read the revision " + base::quoted(revision) + ": " + last_reason()};
}

Result<std::optional<ObjectId>> GitRepository::merge_base(const ObjectId& one, const ObjectId& other) const {
  const git_oid first = to_oid(one);
  const git_oid second = to_oid(other);
  git_oid base{};
  const int code = library().merge_base(&base, state_->repository.get(), &first, &second);
  // At the border of a shallow clone parents are named that are not here.
  if (code == GIT_ENOTFOUND) return std::optional<ObjectId>();
  if (code != 0) return Error{ErrorCode::io, last_reason()};
  return std::optional<ObjectId>(to_id(base));
}

Result<void> GitRepository::read(const ObjectId& id, ObjectKind kind, std::size_t max_bytes, Bytes& bytes) const {
  bytes.resize(0);
  const Library& git = library();
  const git_oid oid = to_oid(id);
  const auto missing = [&] {
    return Error{state_->promisor.empty() ? ErrorCode::io : ErrorCode::missing_object,
                 "its object " + id.hex() + " is missing", id.hex()};
  };
  // Without this libgit2 would look through the repository's folders again for every object that a partial clone lacks.
  if (!state_->promisor.empty() && git.odb_exists_ext(state_->odb.get(), &oid, GIT_ODB_LOOKUP_NO_REFRESH) != 1) {
    return missing();
  }
  std::size_t size = 0;
  git_object_t type = GIT_OBJECT_INVALID;
  if (const int code = git.odb_read_header(&size, &type, state_->odb.get(), &oid); code != 0) {
    if (code == GIT_ENOTFOUND) return missing();
    return Error{ErrorCode::io, "its object " + id.hex() + " is damaged: " + last_reason()};
  }
  if (type != (kind == ObjectKind::blob ? GIT_OBJECT_BLOB : GIT_OBJECT_TREE)) {
    return Error{ErrorCode::io, "its object " + id.hex() + " is of another type"};
  }
  if (size > max_bytes) {
    std::string reason = "it is larger than ";
    base::append_number(reason, max_bytes);
    return Error{ErrorCode::too_large, reason + " bytes"};
  }
  git_odb_object* found = nullptr;
  if (git.odb_read(&found, state_->odb.get(), &oid) != 0) {
    return Error{ErrorCode::io, "its object " + id.hex() + " is damaged: " + last_reason()};
  }
  const OdbObject object(found);
  bytes.assign({static_cast<const char*>(git.odb_object_data(found)), git.odb_object_size(found)});
  return {};
}

namespace {

int keep_hunk(const git_diff_delta*, const git_diff_hunk* hunk, void* payload) {
  auto& ranges = *static_cast<std::vector<LineRange>*>(payload);
  const auto start = static_cast<std::uint32_t>(hunk->new_start);
  const auto count = static_cast<std::uint32_t>(hunk->new_lines);
  // A hunk that only removes names the line before it.
  if (count == 0) {
    ranges.push_back({start + 1, start + 1});
  } else {
    ranges.push_back({start, start + count});
  }
  return 0;
}

}  // namespace

Result<std::vector<LineRange>> changed_lines(std::string_view old_text, std::string_view new_text) {
  std::vector<LineRange> ranges;
  if (old_text == new_text) return ranges;
  TRY(need_library());
  // Not GIT_DIFF_OPTIONS_INIT: it leaves fields out, which clang warns about. All others are for whole trees, or 0.
  git_diff_options options{};
  options.version = GIT_DIFF_OPTIONS_VERSION;
  options.flags = GIT_DIFF_FORCE_TEXT | GIT_DIFF_IGNORE_WHITESPACE_EOL;
  const int code = library().diff_buffers(old_text.data(), old_text.size(), nullptr, new_text.data(), new_text.size(),
                                          nullptr, &options, nullptr, nullptr, keep_hunk, nullptr, &ranges);
  if (code != 0) return Error{ErrorCode::io, "cannot compare two versions: " + last_reason()};
  return ranges;
}

}  // namespace paritylint::input
