// ObjectTree: which path is which git object. Two implementations: the trees of a revision, and the index.
//
// Paths are those of FileSystem. The message of an error is the bare reason, as with GitRepository;
// ErrorCode::not_found is for paths that do not exist. Thread-safe.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
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

// The trees below one. Each is inflated when it is asked for. Trees may share subtrees, so that a few objects can spell
// a thousand million paths: listing ends with ErrorCode::too_large long before that.
class RevisionTree final : public ObjectTree {
 public:
  // `pool` must outlive it.
  RevisionTree(GitPool& pool, const ObjectId& top) : pool_(pool), top_(top) {}

  base::Result<ObjectNode> find(std::string_view path) const override;
  base::Result<std::vector<Entry>> list(std::string_view directory) const override;

 private:
  base::Result<ObjectId> find_folder(GitReader& reader, std::string_view path) const;
  ObjectId known_folder(std::string_view path, std::size_t& known_bytes) const;
  void remember_folder(std::string_view path, const ObjectId& id) const;

  GitPool& pool_;
  const ObjectId top_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, ObjectId, std::less<>> folders_;  // ids of some folders that were seen
  mutable std::size_t folder_bytes_ = 0;                          // of their paths
  mutable std::size_t listed_bytes_ = 0;                          // of all paths that were listed
};

// The content that is staged. A path that only `git add -N` announced has none and is left out; one in conflict is
// listed, and reading it says so: git itself commits neither.
class IndexTree final : public ObjectTree {
 public:
  explicit IndexTree(std::vector<StagedEntry> entries);

  base::Result<ObjectNode> find(std::string_view path) const override;
  base::Result<std::vector<Entry>> list(std::string_view directory) const override;

 private:
  struct File {
    std::string path;
    ObjectNode node;
  };
  std::vector<File>::const_iterator first_inside(std::string_view directory) const;
  std::vector<File> files_;  // sorted by path as bytes, unique
};

}  // namespace paritylint::input
