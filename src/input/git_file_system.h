// GitFileSystem: a revision or the index of a repository as a FileSystem.
//
// Only trees on the way and the files that are read are inflated. Links are followed inside the tree only; a submodule
// is EntryKind::other and not entered, because what it holds is another repository's. Content is what git stores: no
// filter and no conversion of line ends is applied.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "input/display_names.h"
#include "input/object_tree.h"

namespace paritylint::input {

class GitFileSystem final : public FileSystem {
 public:
  // `names` as for DiskFileSystem: how paths are spelled in messages.
  static std::unique_ptr<GitFileSystem> of_revision(GitRepository repository, const ObjectId& tree, DisplayNames names);
  // The staged content. `index_file` is another index than the repository's own, or empty.
  static base::Result<std::unique_ptr<GitFileSystem>> of_index(GitRepository repository, const std::string& index_file,
                                                               DisplayNames names);

  base::Result<std::vector<Entry>> list(std::string_view directory) const override;
  base::Result<EntryKind> kind(std::string_view path) const override;
  base::Result<EntryKind> target_kind(std::string_view path) const override;
  base::Result<void> read(std::string_view path, std::size_t max_bytes, Bytes& bytes) const override;

 private:
  GitFileSystem(std::unique_ptr<GitPool> pool, std::unique_ptr<ObjectTree> tree, DisplayNames names);
  // A path after its links were followed.
  struct Found {
    std::string path;
    ObjectNode node;
  };
  base::Result<Found> follow(std::string_view path) const;
  base::Result<Found> follow_by_component(std::string_view path) const;
  base::Error failure(std::string_view action, std::string_view path, base::Error reason) const;

  std::unique_ptr<GitPool> pool_;
  std::unique_ptr<ObjectTree> tree_;  // reads through pool_
  DisplayNames names_;
};

}  // namespace paritylint::input
