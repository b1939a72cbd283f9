// GitReader: one thread's view of a repository. GitPool: hands readers out, because a repository handle serves one
// thread at a time.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "input/git_repository.h"

namespace paritylint::input {

// One entry of a tree object.
struct TreeEntry {
  std::string name;
  EntryKind kind = EntryKind::other;  // other: a submodule, whose objects are another repository's
  ObjectId id;
};

// The entries of a tree object, sorted by name as bytes (git sorts folders as if '/' stood behind their names). Names
// that no path can have ("", ".", "..", with a '/') are left out: git itself refuses them. False when the bytes are no
// tree.
bool parse_tree(std::string_view bytes, std::vector<TreeEntry>& entries);

// What an entry's mode says.
EntryKind kind_of_git_mode(std::uint32_t mode);

class GitReader {
 public:
  explicit GitReader(GitRepository repository) : repository_(std::move(repository)) {}

  const GitRepository& repository() const { return repository_; }

  // The entries of the tree `id`, valid until the next call. The tree that was asked for last is kept, so that several
  // files of one folder inflate it once. Errors as GitRepository::read.
  base::Result<const std::vector<TreeEntry>*> tree(const ObjectId& id);

 private:
  GitRepository repository_;
  Bytes bytes_;
  bool has_tree_ = false;
  ObjectId tree_id_;
  std::vector<TreeEntry> tree_;
};

// Thread-safe. Opens as many handles as there are threads that read at the same time.
class GitPool {
 public:
  explicit GitPool(GitRepository first);

  // A reader that goes back to the pool, which must outlive it.
  class Lease {
   public:
    Lease(GitPool& pool, std::unique_ptr<GitReader> reader) : pool_(&pool), reader_(std::move(reader)) {}
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (reader_ != nullptr) pool_->give_back(std::move(reader_));
    }
    GitReader& operator*() const { return *reader_; }
    GitReader* operator->() const { return reader_.get(); }

   private:
    GitPool* pool_;
    std::unique_ptr<GitReader> reader_;
  };
  base::Result<Lease> take();

 private:
  void give_back(std::unique_ptr<GitReader> reader);

  const std::string git_folder_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<GitReader>> idle_;
};

}  // namespace paritylint::input
