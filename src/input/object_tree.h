// ObjectTree: which path is which git object. Two implementations: the trees of a revision, and the index.
//
// Paths are those of FileSystem. The message of an error is the bare reason, as with GitRepository;
// ErrorCode::not_found is for paths that do not exist. Thread-safe.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "input/git_index.h"
#include "input/git_reader.h"

namespace paritylint::input {

struct ObjectNode {
  EntryKind kind = EntryKind::other;
  ObjectId id;
  bool is_in_conflict = false;  // a path of the index that is not merged: it has no one content
};

class ObjectTree {
 public:
  virtual ~ObjectTree() = default;
  // What stands at `path`; a folder of the index has no id.
  virtual base::Result<ObjectNode> find(std::string_view path) const = 0;
  // The entries of a folder, sorted by name as bytes.
  virtual base::Result<std::vector<Entry>> list(std::string_view directory) const = 0;
};

// A folder whose tree object is known beforehand.
struct KnownTree {
  std::string_view path;  // "" for the top
  ObjectId id;
};

// The trees below some. Each is inflated when it is asked for. Trees may share subtrees, so that a few objects can
// spell a thousand million paths: listing ends with ErrorCode::cancelled long before that, for every folder.
class RevisionTree final : public ObjectTree {
 public:
  // `pool` must outlive it.
  RevisionTree(GitPool& pool, const ObjectId& top) : RevisionTree(pool, std::vector<KnownTree>{{"", top}}) {}
  // `tops` are sorted by path as bytes; their paths must outlive it. What is below none of them does not exist.
  RevisionTree(GitPool& pool, std::vector<KnownTree> tops) : pool_(pool), tops_(std::move(tops)) {}

  // True for one of the tops and what may be below one.
  bool may_hold(std::string_view path) const { return top_around(path) != nullptr; }

  base::Result<ObjectNode> find(std::string_view path) const override;
  base::Result<std::vector<Entry>> list(std::string_view directory) const override;

 private:
  const KnownTree* top_around(std::string_view path) const;
  base::Result<ObjectId> find_folder(GitReader& reader, std::string_view path) const;
  std::optional<KnownTree> known_folder(std::string_view path) const;
  void remember_folder(std::string_view path, const ObjectId& id) const;

  GitPool& pool_;
  const std::vector<KnownTree> tops_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, ObjectId, std::less<>> folders_;  // ids of some folders that were seen
  mutable std::size_t folder_bytes_ = 0;                          // of their paths
  mutable std::size_t listed_bytes_ = 0;                          // of all paths that were listed
};

// The content that is staged. A path that only `git add -N` announced has none and is left out; one in conflict is
// listed, and reading it says so: git itself commits neither. A folder that a sparse index keeps as a whole is read
// from its tree object.
class IndexTree final : public ObjectTree {
 public:
  // `pool` must outlive it. Requires: the ids of `index` have the size of ObjectId.
  IndexTree(GitPool& pool, GitIndex index);

  base::Result<ObjectNode> find(std::string_view path) const override;
  base::Result<std::vector<Entry>> list(std::string_view directory) const override;

 private:
  struct File {
    std::string_view path;  // into index_
    ObjectNode node;        // a directory for a sparse folder
  };
  using Files = std::vector<File>;
  static Files files_of(const GitIndex& index);
  static std::vector<KnownTree> sparse_folders_of(const Files& files);
  Files::const_iterator first_inside(std::string_view directory) const;
  std::size_t append_names(std::string_view directory, std::vector<Entry>& entries) const;

  const GitIndex index_;
  const Files files_;  // sorted by path as bytes, unique
  const RevisionTree sparse_;
  mutable std::atomic<std::size_t> listed_bytes_ = 0;  // of all paths that were listed
};

}  // namespace paritylint::input
