// GitRepository: the objects and names of one git repository, read through libgit2 (libgit2.h).
//
// libgit2 costs a run that does not need it nothing: Debian's shared library, which brings TLS, SSH and Kerberos
// along, is loaded at the first open(); the self-contained binary links it. Nothing here uses the network or executes
// anything: an object that is absent stays absent. No configuration of the user or the system is read, and it does not
// matter who owns the repository. Objects of alternates (`objects/info/alternates`) count as the repository's own,
// wherever they lie: that is git's design.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "input/file_system.h"

namespace paritylint::input {

constexpr std::size_t kMaxMessagePath = 4096;  // bytes of a path that a message shows

// The id of an object: a SHA-1.
struct ObjectId {
  std::array<std::uint8_t, 20> bytes{};
  bool operator==(const ObjectId&) const = default;
  // 40 lower-case hexadecimal digits.
  std::string hex() const;
};

enum class ObjectKind : std::uint8_t { blob, tree };

// Not thread-safe: one per thread (see GitPool). The message of an error that is returned by anything but open() and
// find() is the bare reason, "its object 0123... is missing", because only the caller knows the path it belongs to.
class GitRepository {
 public:
  enum class Search : std::uint8_t { here, upwards };

  // Open the repository at `path`, a work tree's top, a `.git` folder or file, or a bare repository; with
  // Search::upwards also the nearest one around it. ErrorCode::not_found when there is none.
  static base::Result<GitRepository> open(const std::string& path, Search search);
  GitRepository(GitRepository&&) noexcept;
  GitRepository& operator=(GitRepository&&) noexcept;
  ~GitRepository();

  // The folder that holds HEAD and index, absolute, without '/' at its end.
  const std::string& git_folder() const;
  // The work tree's top in the same form; empty for a bare repository.
  const std::string& work_tree() const;
  // The remote that promised to send what a partial clone left out; empty for a complete clone.
  const std::string& promisor() const;

  // The id of the tree or commit that `revision` names as `git rev-parse` understands it. ErrorCode::not_found names
  // the repository and suggests a branch or tag.
  base::Result<ObjectId> find_tree(const std::string& revision) const;
  base::Result<ObjectId> find_commit(const std::string& revision) const;

  // The best common ancestor of two commits; nothing when they have none here, as in a shallow clone.
  base::Result<std::optional<ObjectId>> merge_base(const ObjectId& one, const ObjectId& other) const;

  // The whole object. ErrorCode::too_large, before anything is inflated, when it has more than `max_bytes`.
  // ErrorCode::missing_object, with Error::object, when a partial clone does not have it.
  base::Result<void> read(const ObjectId& id, ObjectKind kind, std::size_t max_bytes, Bytes& bytes) const;

 private:
  struct State;
  explicit GitRepository(std::unique_ptr<State> state);
  std::string not_found_message(const std::string& revision) const;
  std::unique_ptr<State> state_;
};

}  // namespace paritylint::input
