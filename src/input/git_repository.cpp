#include "input/git_repository.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "input/git_folder_check.h"
#include "input/libgit2.h"

namespace paritylint::input {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using libgit2::Config;
using libgit2::last_reason;
using libgit2::library;
using libgit2::Library;
using libgit2::need_library;
using libgit2::Object;
using libgit2::Odb;
using libgit2::OdbObject;
using libgit2::Repository;

constexpr std::size_t kMaxSuggestedNames = 10000;  // references that are searched for a near miss

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

// Only a revision with an '@' is looked up in the logs of references.
Result<void> check_logs(const std::string& revision, const std::string& git_folder) {
  if (revision.find('@') == std::string::npos) return {};
  if (auto done = check_git_logs(git_folder); !done) {
    return Error{ErrorCode::io, "cannot read the revision " + base::quoted(revision) + ": " + done.error().message};
  }
  return {};
}

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
  TRY(check_logs(revision, state_->git_folder));
  const auto [id, code] = find_object(state_->repository.get(), revision, GIT_OBJECT_TREE);
  if (id) return *id;
  if (code == GIT_ENOTFOUND || code == GIT_EUNBORNBRANCH)
    return Error{ErrorCode::not_found, not_found_message(revision)};
  return Error{ErrorCode::io, "cannot read the revision " + base::quoted(revision) + ": " + last_reason()};
}

Result<ObjectId> GitRepository::find_commit(const std::string& revision) const {
  TRY(check_logs(revision, state_->git_folder));
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

}  // namespace paritylint::input
